package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.ThroughputSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownChecksTest {
    private static final Target TARGET =
            new Target("web", "192.0.2.1", true, Map.of("responder", "throughput:5202"), 1, null);

    private static Check tcp(String name, int port) {
        return new Check(name, new TcpSpec(port, 1_000_000), List.of());
    }

    private static Schedule schedule(String target, Check check, Check deeper) {
        var usual = EscalationPlan.DEFAULT;
        var plan = new EscalationPlan(
                3,
                false,
                usual.confirmEveryUs(),
                usual.tier2CoolDownUs(),
                usual.tier3CoolDownUs(),
                List.of(deeper),
                List.of());
        return new Schedule(
                "of-" + target,
                true,
                List.of(),
                List.of(target),
                List.of(check),
                60_000_000,
                Instant.EPOCH,
                1,
                plan,
                null);
    }

    @Test
    void findsWhatADeeperTierRuns() {
        var known = KnownChecks.of(List.of(schedule("web", tcp("front", 80), tcp("back", 81))), TARGET);
        assertEquals(tcp("back", 81), known.named("back").orElseThrow());
        assertEquals(50, ((PingSpec) known.named("ping-50").orElseThrow().spec()).count());
        var throughput =
                (ThroughputSpec) known.named("throughput").orElseThrow().spec();
        assertEquals(5202, throughput.port());
        assertTrue(known.named("throughput-60").isPresent());
        assertTrue(known.named("speedtest").isPresent());
        assertTrue(known.named("smell").isEmpty());
    }

    @Test
    void prefersTheScheduleOfThisTarget() {
        var other = schedule("other", tcp("front", 1), tcp("back", 2));
        var own = schedule("web", tcp("front", 3), tcp("back", 4));
        var known = KnownChecks.of(List.of(other, own), TARGET);
        assertEquals(tcp("front", 3), known.named("front").orElseThrow());
        assertEquals(tcp("back", 4), known.named("back").orElseThrow());
    }

    @Test
    void namesParametersSoThatNoSeriesMixesThem() {
        var known = KnownChecks.of(List.of(schedule("web", tcp("front", 80), tcp("back", 81))), TARGET);
        assertEquals("front", known.of(new TcpSpec(80, 1_000_000)).name());
        assertEquals("ping", known.of(PingSpec.DEFAULT).name());
        String one = known.of(new TcpSpec(82, 1_000_000)).name();
        assertTrue(one.matches("tcp-[0-9a-f]{6}"), one);
        assertEquals(one, known.of(new TcpSpec(82, 1_000_000)).name());
        assertNotEquals(one, known.of(new TcpSpec(83, 1_000_000)).name());
        assertTrue(known.contradicts("front", new TcpSpec(82, 1_000_000)));
        assertFalse(known.contradicts("front", new TcpSpec(80, 1_000_000)));
        assertFalse(known.contradicts("new", new TcpSpec(82, 1_000_000)));
    }

    @Test
    void givesExclusiveTestsTheTimeOfThoseBeforeThem() {
        var ping = Check.defaultOf(io.waddleperf.contracts.Test.PING);
        var throughput = Check.defaultOf(io.waddleperf.contracts.Test.THROUGHPUT);
        assertEquals(Duration.ofSeconds(60), OrderDesk.valid(TARGET, List.of(ping), 3));
        assertEquals(Duration.ofSeconds(60 + 2 * 42), OrderDesk.valid(TARGET, List.of(ping, throughput), 1));
        assertEquals(Duration.ofSeconds(60 + 4 * 42), OrderDesk.valid(TARGET, List.of(throughput), 3));
        assertEquals(Duration.ofMinutes(50), OrderDesk.valid(TARGET, List.of(throughput), 1_000));
    }
}
