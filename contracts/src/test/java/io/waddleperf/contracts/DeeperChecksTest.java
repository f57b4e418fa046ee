package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// DESIGN's table of tiers, target by target.
class DeeperChecksTest {
    private static final Map<String, String> ALL = Map.of(ResponderLabel.NAME, "udp,throughput");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, false, ping-50 traceroute mtu",
        "192.0.2.7, true, ping-50 traceroute mtu ports",
        "example.net, false, ping-50 traceroute mtu dns",
        "example.net:22, false, ping-50 traceroute mtu dns ssh",
        "https://example.net/, true, ping-50 traceroute mtu tls http dns ports"
    })
    void looksIntoWhatFitsTheAddressAndScansOnlyWhatIsOwned(String address, boolean owned, String checks) {
        assertEquals(List.of(checks.split(" ")), names(target(address, owned, Map.of()), 2));
        assertEquals(List.of("system", "mtr-100"), names(target(address, owned, Map.of()), 3));
    }

    @Test
    void measuresThroughputWhereAResponderIsAndTheTargetIsOwned() {
        var owned = target("192.0.2.7", true, ALL);
        assertEquals(List.of("ping-50", "traceroute", "mtu", "udp", "ports", "throughput"), names(owned, 2));
        assertEquals(List.of("system", "mtr-100", "throughput-60"), names(owned, 3));
        var others = target("192.0.2.7", false, ALL);
        assertEquals(List.of("ping-50", "traceroute", "mtu", "udp"), names(others, 2));
        assertEquals(List.of("system", "mtr-100"), names(others, 3));
    }

    @Test
    void measuresBothWaysForAMinuteInTheThirdTier() {
        var target = target("192.0.2.7", true, Map.of(ResponderLabel.NAME, "throughput:5202"));
        var second = spec(target, 2);
        assertEquals(
                List.of(10_000_000L, "forward", 5_202),
                List.of(second.durationUs(), second.direction(), second.portOrDefault()));
        var third = spec(target, 3);
        assertEquals(
                List.of(60_000_000L, "both", 5_202),
                List.of(third.durationUs(), third.direction(), third.portOrDefault()));
    }

    @ParameterizedTest
    @CsvSource({
        "'udp', 862, -1",
        "'udp:2000, throughput', 2000, 5201",
        "'throughput:5202', -1, 5202",
        "'udp:0,throughput:70000', -1, -1",
        "'everything', -1, -1",
        "'UDP;throughput', -1, -1",
        "'', -1, -1"
    })
    void readsWhereTheResponderListensAndPassesOverWhatItDoesNotKnow(String label, int udp, int throughput) {
        var target = target("192.0.2.7", true, Map.of(ResponderLabel.NAME, label));
        assertEquals(optional(udp), ResponderLabel.portOf(target, io.waddleperf.contracts.Test.UDP));
        assertEquals(optional(throughput), ResponderLabel.portOf(target, io.waddleperf.contracts.Test.THROUGHPUT));
        assertEquals(OptionalInt.empty(), ResponderLabel.portOf(target, io.waddleperf.contracts.Test.PING));
    }

    private static OptionalInt optional(int port) {
        return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    private static ThroughputSpec spec(Target target, int tier) {
        return assertInstanceOf(
                ThroughputSpec.class, target.deeperChecks(tier).getLast().spec());
    }

    private static List<String> names(Target target, int tier) {
        return target.deeperChecks(tier).stream().map(Check::name).toList();
    }

    private static Target target(String address, boolean owned, Map<String, String> labels) {
        return new Target("t", address, owned, labels, 1, null);
    }
}
