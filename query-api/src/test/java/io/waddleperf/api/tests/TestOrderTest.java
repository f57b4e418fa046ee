package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.TcpSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestOrderTest {
    private static TestOrder read(String json) {
        return TestOrder.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAnOrder() {
        assertEquals(
                new TestOrder(
                        List.of("local"),
                        "127.0.0.1",
                        List.of(new WantedCheck.Named("ping"), new WantedCheck.Named("http"))),
                read("{\"probes\":[\"local\"],\"target\":\"127.0.0.1\",\"checks\":[\"ping\",\"http\"]}"));
    }

    @Test
    void readsWhichProbesMatch() {
        assertEquals(
                Map.of("site", "fra", "probe.net", "lan"),
                read("{\"match\":{\"site\":\"fra\",\"probe.net\":\"lan\"},\"target\":\"t\",\"checks\":[\"ping\"]}")
                        .match());
    }

    @Test
    void readsInWhichFamilies() {
        assertEquals(
                List.of(Family.IPV6, Family.IPV4),
                read("{\"probes\":[\"a\"],\"target\":\"t\",\"families\":[\"ipv6\",\"ipv4\"],\"checks\":[\"ping\"]}")
                        .families());
    }

    @Test
    void readsTestsWithParametersOfTheirOwn() {
        var order = read("""
                {"probes":["local"],"target":"t","checks":[
                    {"spec":{"type":"tcp","port":443}},
                    {"name":"big","spec":{"type":"ping","count":50,"payloadBytes":1400}}]}""");
        assertEquals(
                List.of(
                        new WantedCheck.Specified(null, new TcpSpec(443, TcpSpec.DEFAULT.timeoutUs())),
                        new WantedCheck.Specified("big", new PingSpec(50, 1_400, 20_000, 1_000_000))),
                order.checks());
    }

    @Test
    void saysEverythingThatIsWrongWithSeveralTests() {
        var errors = assertThrows(ProblemException.class, () -> read("""
                {"probes":["local"],"target":"t","checks":[
                    {"spec":{"type":"ping","count":0,"interval":"1s"}},
                    {"name":"a b","spec":{"type":"smell"}},
                    {"name":"x"},
                    {"spec":{"type":"http","expectResponse":{"status":["200",7]}},"families":["ipv4"]},
                    7]}""")).errors();
        assertEquals(
                List.of(
                        "checks[0].spec.interval",
                        "checks[0].spec.count",
                        "checks[1].name",
                        "checks[1].spec.type",
                        "checks[2].spec",
                        "checks[3].families",
                        "checks[3].spec.expectResponse.status[1]",
                        "checks[4]"),
                errors.stream().map(FieldError::field).toList());
        assertEquals("must be 1 to 1000, not 0", errors.get(1).detail());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                  | body
                    {                                                                   | body
                    []                                                                  | body
                    null                                                                | body
                    {"probes":["a"],"target":"t","checks":["ping"]} x                   | body
                    {"probes":["a"],"probes":["b"],"target":"t","checks":["ping"]}      | body
                    {"probes":["a"],"target":"t","checks":["ping"],"check":"ping"}      | check
                    {"probes":["a"],"match":{"site":"x"},"target":"t","checks":["ping"]} | match
                    {"match":{"target":"x"},"target":"t","checks":["ping"]}             | match.target
                    {"match":{"site":7},"target":"t","checks":["ping"]}                 | match.site probes
                    {}                                                                  | probes target checks
                    {"probes":"a","target":"t","checks":["ping"]}                       | probes
                    {"probes":[],"target":"t","checks":["ping"]}                        | probes
                    {"probes":["a"],"target":7,"checks":["ping"]}                       | target
                    {"probes":["a"],"target":"","checks":["ping"]}                      | target
                    {"probes":["a"],"target":"t","checks":["ping",null]}                | checks[1]
                    {"probes":["a"],"target":"t","families":"ipv4","checks":["ping"]}   | families
                    {"probes":["a"],"target":"t","families":["ipv4","v6"],"checks":["ping"]} | families[1]
                    {"probes":["a","a"],"target":"t","checks":["ping"]}                 | probes[1]
                    {"probes":["a b"],"target":"t","checks":["ping"]}                   | probes[0]
                    """)
    void saysWhichFieldIsWrong(String json, String fields) {
        var errors = assertThrows(ProblemException.class, () -> read(json)).errors();
        assertEquals(
                List.of(fields.split(" ")),
                errors.stream().map(FieldError::field).toList());
    }

    @Test
    void refusesMoreChecksThanARequestHolds() {
        String checks = "\"c\",".repeat(21).replaceFirst(",$", "");
        var refusal = assertThrows(
                ProblemException.class,
                () -> read("{\"probes\":[\"a\"],\"target\":\"t\",\"checks\":[" + checks + "]}"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("1 to 20 names"));
    }
}
