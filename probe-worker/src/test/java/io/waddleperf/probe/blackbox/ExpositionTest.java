package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.probe.blackbox.ScrapeModule.Ip;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {
    private static final InetAddress FOUR = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress SIX = InetAddress.ofLiteral("::1");

    @Test
    void writesEachNameOnceWithItsHelpAndInOrder() {
        var metrics = new Exposition()
                .put("probe_success", "Whether", 1)
                .put("probe_duration_seconds", "How long", "phase=\"b\"", 0.25)
                .put("probe_duration_seconds", "How long", "phase=\"a\"", 1e-9);
        assertEquals("""
                # HELP probe_duration_seconds How long
                # TYPE probe_duration_seconds gauge
                probe_duration_seconds{phase="a"} 1.0E-9
                probe_duration_seconds{phase="b"} 0.25
                # HELP probe_success Whether
                # TYPE probe_success gauge
                probe_success 1
                """, metrics.text());
    }

    /// The figure is one that blackbox_exporter 0.23 printed.
    @Test
    void hashesAnAddressAsBlackboxExporterDoes() {
        assertEquals(3_668_918_509L, Address.hash(FOUR));
    }

    @Test
    void takesTheFamilyThatAModulePrefers() throws Exception {
        var name = Endpoint.parse("example.net");
        assertEquals(SIX, Address.of(name, Ip.DEFAULT, _ -> List.of(FOUR, SIX)));
        assertEquals(FOUR, Address.of(name, Ip.DEFAULT, _ -> List.of(FOUR)));
        assertEquals(FOUR, Address.of(name, new Ip(Family.IPV4, false), _ -> List.of(SIX, FOUR)));
        assertThrows(UnknownHostException.class, () -> Address.of(name, new Ip(Family.IPV4, false), _ -> List.of(SIX)));
    }

    @ParameterizedTest
    @CsvSource({
        "icmp,,30000000",
        "icmp,10,9500000",
        "icmp,0.4,400000",
        "icmp,0,1000",
        "short,,2000000",
        "short,1.5,1000000",
        "short,60,2000000"
    })
    void testsNoLongerThanTheScrapeWaits(String module, @Nullable String header, long us) {
        var modules = List.of(
                new ScrapeModule("icmp", "icmp", 0, Ip.DEFAULT, ScrapeModule.Work.Icmp.DEFAULT),
                new ScrapeModule("short", "icmp", 2_000_000, Ip.DEFAULT, ScrapeModule.Work.Icmp.DEFAULT));
        var chosen = modules.stream()
                .filter(one -> one.name().equals(module))
                .findFirst()
                .orElseThrow();
        assertEquals(us, Question.of(chosen, "192.0.2.1", header).timeoutUs());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            icmp        | 192.0.2.1:80    | target must be an address or a name, not 192.0.2.1:80
            tcp_connect | 192.0.2.1       | target must be host:port, not 192.0.2.1
            dns_udp     | http://a.net/   | target must be the server, host or host:port, not http://a.net/
            http_2xx    | http://u:p@a/   | address must not hold a user or password: it would stand in keys and logs, not http://…@a
            """)
    void saysWhichTargetAModuleNeeds(String module, String target, String complaint) {
        var e = assertThrows(IllegalArgumentException.class, () -> Question.of(builtIn(module), target, null));
        assertEquals(complaint, e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Question.of(builtIn("icmp"), "192.0.2.1", "soon"));
    }

    @Test
    void takesATargetWithoutSchemeForOneOfHttp() {
        var question = Question.of(builtIn("http_2xx"), "example.net:8080/a", "10");
        assertEquals("http://example.net:8080/a", question.address());
        assertEquals(new HttpSpec(null, null, 67_108_864, 9_000_000, null, 10, null), question.spec(9_000_000));
    }

    private static ScrapeModule builtIn(String name) {
        return ScrapeModule.builtIn().stream()
                .collect(Collectors.toMap(ScrapeModule::name, Function.identity()))
                .getOrDefault(name, ScrapeModule.builtIn().getFirst());
    }
}
