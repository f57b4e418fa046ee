package io.waddleperf.api.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.waddleperf.api.probes.Heartbeats.Heard;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Probe;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProbeGaugesTest {
    private static final Instant NOW = Samples.AT;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Queue<List<ProbeState>> answers = new ArrayDeque<>();
    private final ProbeGauges gauges = new ProbeGauges(answers::remove, metrics);

    @AfterEach
    void stop() {
        gauges.stop(new ShutdownEvent());
    }

    private static ProbeState state(String id, Optional<Heard> heard) {
        return ProbeState.of(new Probe(id, "fra", true, Map.of(), 1), heard, NOW);
    }

    /// @param ago    the broker took it
    /// @param behind since when its results wait
    private static ProbeState heard(String id, Duration ago, long aheadUs, Duration behind) {
        Instant at = NOW.minus(ago);
        var spool = new Heartbeat.Spool(1, 100, 1_000, null, at.minus(behind), null);
        var beat = new Heartbeat(
                id,
                "1.0.0",
                at,
                at,
                new Heartbeat.Icmp("icmp-dgram", ""),
                spool,
                new Heartbeat.Load(0, 0, 0, 0, 0),
                null,
                null,
                new Heartbeat.Clock(aheadUs, 0));
        return state(id, Optional.of(new Heard(beat, at)));
    }

    private double value(String name, String... tags) {
        return metrics.get("waddleperf.api.probes" + name).tags(tags).gauge().value();
    }

    @Test
    void countsThoseThatAreHeardOfAndTellsTheWorst() {
        assertEquals(Double.NaN, value("", "state", "up"), "nobody has counted yet");
        answers.add(List.of(
                heard("a", Duration.ofSeconds(1), 20_000, Duration.ofSeconds(2)),
                heard("b", Duration.ofSeconds(29), -1_500_000, Duration.ofSeconds(90)),
                heard("c", Duration.ofSeconds(31), 9_000_000, Duration.ofSeconds(900)),
                state("d", Optional.empty()),
                ProbeState.of(new Probe("revoked", "fra", false, Map.of(), 1), Optional.empty(), NOW)));
        gauges.look();
        assertEquals(2, value("", "state", "up"));
        assertEquals(1, value("", "state", "silent"));
        assertEquals(1, value("", "state", "never-seen"));
        assertEquals(1.5, value(".clock.error"), "either way, and not of one that is silent");
        assertEquals(90, value(".behind"));
    }

    @Test
    void hasNoNumbersWhileTheProbesCannotBeRead() {
        answers.add(List.of());
        gauges.look();
        assertEquals(0, value("", "state", "up"));
        assertEquals(0, value(".behind"));
        gauges.look(); // there is no answer
        assertEquals(Double.NaN, value("", "state", "up"));
    }
}
