package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.execution.Names;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {
    private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1              | ping traceroute
            example.net            | ping dns traceroute
            example.net:443        | ping tcp dns traceroute
            [2001:db8::1]:443      | ping tcp traceroute
            https://example.net/a  | ping tcp http dns traceroute
            --tier=2 example.net   | ping-50 traceroute mtu dns
            --tier=2 https://a.net | ping-50 traceroute mtu tls http dns
            --tier=3 192.0.2.1     | system mtr-100
            --tests=tls a.net:853  | tls
            --tests=udp,ping a.net | udp ping
            --tests=tls --set tls.port=853 a.net        | tls
            --tests=dns --set dns.name=a.net 192.0.2.53 | dns
            """)
    void choosesWhatFitsTheTarget(String arguments, String names) {
        assertEquals(
                names, checks(arguments.split(" ")).stream().map(Check::name).collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tests=http 192.0.2.1 | http needs a URL, such as http://192.0.2.1/, not 192.0.2.1
            --tests=tcp a.net      | tcp needs a port, such as a.net:443 or --set tcp.port=443, not a.net
            --tests=dns 192.0.2.1  | dns needs a name, such as example.net or --set dns.name=example.net, not 192.0.2.1
            --count=5000 a.net     | --count must be 1 to 1000, not 5000
            --timeout=1y a.net     | --timeout must be a time such as 500ms, 2s or PT2S, not "1y"
            --timeout=60s a.net    | timeoutUs must be 1000 to 30000000, not 60000000
            --set=http.path=/ a.net | --set must be of a test that runs (dns, ping, traceroute; --tests names others), not http
            --set=ping.count=0 a.net | --set ping.count: count must be 1 to 1000, not 0
            """)
    void saysWhatDoesNotFitAndWhatWould(String arguments, String complaint) {
        var e = assertThrows(IllegalArgumentException.class, () -> checks(arguments.split(" ")));
        assertEquals(complaint, e.getMessage());
    }

    @org.junit.jupiter.api.Test
    void passesCountAndTimeoutOnToEachTest() {
        for (var test : Test.values()) {
            var options = Options.of(List.of("--count=7", "--timeout=2s", "example.net"));
            var adjusted = Choice.adjusted(TestSpec.defaultOf(test), options);
            if (test != Test.UNKNOWN) {
                String time = test == Test.CAPTURE ? "durationUs" : "timeoutUs";
                assertTrue(adjusted.toString().contains(time + "=2000000"), adjusted.toString());
            }
            if (List.of(Test.PING, Test.UDP).contains(test)) {
                assertTrue(adjusted.toString().contains("count=7"), adjusted.toString());
            }
        }
    }

    @org.junit.jupiter.api.Test
    void setsParametersOverWhatOtherOptionsSay() {
        var spec = checks("--tests=ping", "--count=7", "--timeout=2s", "--set=ping.count=9", "a.net")
                .getFirst()
                .spec();
        assertEquals(new PingSpec(9, 56, 20_000, 2_000_000), spec);
        var deeper = checks("--tier=2", "--set=ping.payloadBytes=1000", "a.net").getFirst();
        assertEquals("ping-50", deeper.name());
        assertTrue(deeper.spec().toString().contains("payloadBytes=1000"), deeper.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "10.1.2.3,true",
        "[fd00::1]:22,true",
        "localhost,true",
        "192.0.2.1,false",
        "example.net,false",
        "--owned example.net,true"
    })
    void takesPrivateAddressesForOnesOwn(String arguments, boolean owned) {
        assertEquals(
                owned, Choice.target(Options.of(List.of(arguments.split(" ")))).owned());
    }

    @org.junit.jupiter.api.Test
    void namesATargetAfterItsHostWhereItsUrlCannotBeAName() {
        assertEquals(
                "example.net",
                Choice.target(Options.of(List.of("http://example.net/(a)"))).id());
    }

    @org.junit.jupiter.api.Test
    void measuresOverTheFamilyThatTheNameHas() throws Exception {
        assertEquals(List.of(Family.IPV4), families("a.net", _ -> List.of(SIX, FOUR)));
        assertEquals(List.of(Family.IPV6), families("a.net", _ -> List.of(SIX)));
        assertEquals(List.of(Family.IPV6), families("2001:db8::1", _ -> List.of(FOUR)));
        assertEquals(List.of(Family.IPV4, Family.IPV6), families("-6 -4 a.net", _ -> List.of(FOUR)));
        assertEquals(List.of(Family.IPV4), families("a.net", host -> {
            throw new UnknownHostException(host);
        }));
        assertThrows(IllegalArgumentException.class, () -> families("-6 192.0.2.1", _ -> List.of(FOUR)));
    }

    private static List<Check> checks(String... arguments) {
        var options = Options.of(Arrays.asList(arguments));
        return Choice.checks(options, Choice.target(options));
    }

    private static List<Family> families(String arguments, Names names) throws InterruptedException {
        var options = Options.of(List.of(arguments.split(" ")));
        return Choice.families(options, Endpoint.parse(options.target()), names);
    }
}
