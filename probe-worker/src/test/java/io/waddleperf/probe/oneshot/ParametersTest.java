package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.HttpExpectation.HeaderExpectation;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestKind;
import io.waddleperf.contracts.ThroughputSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    @org.junit.jupiter.api.Test
    void standOverTheDefaultsOfTheirTestOnly() {
        var given = of("throughput.protocol=udp", "throughput.bitsPerSecond=5000000", "throughput.durationUs=PT2S");
        assertEquals(
                new ThroughputSpec(null, "udp", "forward", 1, 2_000_000, null, 5_000_000L, 1_400, 20_000_000),
                given.over(ThroughputSpec.DEFAULT));
        assertSame(PingSpec.DEFAULT, given.over(PingSpec.DEFAULT));
    }

    @org.junit.jupiter.api.Test
    void reachIntoGroupsAndFillLists() {
        var given = of(
                "http.path=/a?b=c",
                "http.timeoutUs=500ms",
                "http.expectResponse.status=2xx",
                "http.expectResponse.status=301",
                "http.expectResponse.bodyMatches=^{\"up\"",
                "http.expectResponse.headers={\"name\":\"server\",\"matches\":\"^nginx\"}",
                "http.expectResponse.headers={\"name\":\"x-colour\",\"value\":\"red\"}");
        var expected = new HttpExpectation(
                List.of("2xx", "301"),
                List.of(
                        new HeaderExpectation("server", null, "^nginx"),
                        new HeaderExpectation("x-colour", "red", null)),
                null,
                "^{\"up\"",
                null,
                null,
                null,
                null);
        assertEquals(
                new HttpSpec("/a?b=c", null, 1_048_576, 500_000, null, null, expected), given.over(HttpSpec.DEFAULT));
    }

    @org.junit.jupiter.api.Test
    void takeAGroupAsAWhole() {
        var given =
                of("dns.expect={\"any\":[\"192.0.2.7\",\"192.0.2.8\"],\"minTtlSeconds\":60,\"authenticated\":true}");
        var expected = new DnsExpectation(null, List.of("192.0.2.7", "192.0.2.8"), null, 60L, true);
        assertEquals(new DnsSpec(null, "A", null, 3_000_000, null, null, expected), given.over(DnsSpec.DEFAULT));
        var again = of("dns.expect={\"minTtlSeconds\":60}", "dns.expect.minTtlSeconds=2m", "dns.recordType=aaaa");
        assertEquals(
                new DnsSpec(
                        null, "AAAA", null, 3_000_000, null, null, new DnsExpectation(null, null, null, 120L, null)),
                again.over(DnsSpec.DEFAULT));
    }

    @org.junit.jupiter.api.Test
    void areToldForEachTest() {
        for (var kind : TestKind.all()) {
            String paragraph = Parameters.usage()
                    .replaceAll("\n {6}", " ")
                    .lines()
                    .filter(line -> line.startsWith("  " + kind.test().wireName() + ": "))
                    .findFirst()
                    .orElseThrow();
            for (var field : kind.fields()) {
                assertTrue(paragraph.contains(field.name()), paragraph);
            }
        }
        assertTrue(Parameters.usage().contains("expect.minTtlSeconds"), Parameters.usage());
        assertTrue(Parameters.usage().lines().allMatch(line -> line.length() <= 100), Parameters.usage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http                          | --set must be TEST.FIELD=VALUE, such as http.expectStatus=204, not "http"
            http=1                        | --set must be TEST.FIELD=VALUE
            =http.path                    | --set must be TEST.FIELD=VALUE
            pong.count=1                  | --set must name one of ping, tcp, http
            http.paht=/                   | --set http.paht: http has the fields path, expectStatus, version, redirects
            http.type=ping                | --set http.type: http has the fields
            http.expectResponse.body=a    | --set http.expectResponse.body: expectResponse has the fields status, headers
            http.path.more=a              | --set http.path.more: path has no fields that are set one by one
            http.expectResponse.headers.name=a | headers has no fields that are set one by one
            http.expectStatus=fine        | --set http.expectStatus: expectStatus must be a whole number, not "fine"
            http.expectStatus=99          | --set http.expectStatus: expectStatus must be 100 to 599, not 99
            http.expectStatus=            | expectStatus must be a whole number, not ""
            http.timeoutUs=60s            | timeoutUs must be 1000 to 30000000, not 60000000
            http.timeoutUs=soon           | timeoutUs must be a time such as 500ms, 2s or PT2S, not "soon"
            http.timeoutUs=-PT2S          | timeoutUs must be a time such as
            http.version=4                | version must be 1.1, 2 or 3, not 4
            http.path=a                   | path must start with '/'
            http.expectResponse.bodyMatches=( | bodyMatches must be a regular expression
            http.expectResponse.headers=server | headers must be a JSON object, such as {"name":"server"}
            http.expectResponse.headers=[1]    | headers must be a JSON object, such as
            http.expectResponse.headers={"value":"a"} | headers must have name, not what was given
            http.expectResponse={"body":"a"}   | expectResponse has the fields status, headers
            http.expectResponse={"status":null} | status must have a value
            grpc.tls=yes                  | tls must be true or false, not "yes"
            """)
    void saysWhatIsWrongAndWhatThereIs(String assignment, String complaint) {
        var e = assertThrows(IllegalArgumentException.class, () -> of(assignment));
        assertTrue(String.valueOf(e.getMessage()).contains(complaint), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            throughput.protocol=udp   | --set throughput: bitsPerSecond must be given for udp
            throughput.durationUs=1500ms | --set throughput: durationUs must be whole seconds
            ssh.user=me               | --set ssh: user and secret must be given together
            """)
    void saysWhatDoesNotGoTogether(String assignment, String complaint) {
        var spec = assignment.startsWith("ssh") ? SshSpec.DEFAULT : ThroughputSpec.DEFAULT;
        var given = of(assignment);
        var e = assertThrows(IllegalArgumentException.class, () -> given.over(spec));
        assertTrue(String.valueOf(e.getMessage()).contains(complaint), e.getMessage());
    }

    @org.junit.jupiter.api.Test
    void doesNotRepeatWhatMayBeASecret() {
        var e = assertThrows(IllegalArgumentException.class, () -> of("ssh.secret=correct horse"));
        assertFalse(String.valueOf(e.getMessage()).contains("horse"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("--secrets"), e.getMessage());
    }

    @org.junit.jupiter.api.Test
    void areOfTestsThatRun() {
        of("http.path=/").requireOnly(Set.of(Test.HTTP, Test.PING));
        var e = assertThrows(
                IllegalArgumentException.class, () -> of("http.path=/").requireOnly(Set.of(Test.TCP, Test.PING)));
        assertEquals("--set must be of a test that runs (ping, tcp; --tests names others), not http", e.getMessage());
    }

    private static Parameters of(String... assignments) {
        var parameters = Parameters.NONE;
        for (String one : assignments) {
            parameters = parameters.with(one);
        }
        return parameters;
    }
}
