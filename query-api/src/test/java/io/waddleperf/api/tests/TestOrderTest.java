package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
                new TestOrder(List.of("local"), "127.0.0.1", List.of("ping", "http")),
                read("{\"probes\":[\"local\"],\"target\":\"127.0.0.1\",\"checks\":[\"ping\",\"http\"]}"));
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
                    {}                                                                  | probes target checks
                    {"probes":"a","target":"t","checks":["ping"]}                       | probes
                    {"probes":[],"target":"t","checks":["ping"]}                        | probes
                    {"probes":["a"],"target":7,"checks":["ping"]}                       | target
                    {"probes":["a"],"target":"","checks":["ping"]}                      | target
                    {"probes":["a"],"target":"t","checks":["ping",null]}                | checks[1]
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
