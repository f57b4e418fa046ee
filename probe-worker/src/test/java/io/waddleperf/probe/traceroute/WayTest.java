package io.waddleperf.probe.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WayTest {
    private static final Reading HOP = new Reading(Reading.Step.HOP, "");
    private static final Reading NO_HOST = new Reading(Reading.Step.DEAD_END, "!H");

    @Test
    void endsAtTheTargetWithItsNumbers() {
        var way = Way.of(List.of(
                trial(1, "10.1.0.2", HOP, 10),
                trial(2, "10.9.0.9", Reading.REPLY, 30),
                trial(3, "10.9.0.9", Reading.REPLY, 31), // sent before the answer to the second came
                trial(1, "10.1.0.2", HOP, 12),
                silence(2),
                trial(2, "10.9.0.9", Reading.REPLY, 50)));
        assertTrue(way.reached());
        assertEquals(2, way.hops().size());
        assertEquals(
                new Details.Hop(1, List.of("10.1.0.2"), 2, 2, 10.0, 11.0, 12.0, ""),
                way.hops().getFirst());
        var metrics = way.metrics();
        assertEquals(2, metrics.get(Metric.HOPS).orElseThrow());
        assertEquals(3, metrics.get(Metric.PACKETS_SENT).orElseThrow());
        assertEquals(2, metrics.get(Metric.PACKETS_RECEIVED).orElseThrow());
        assertEquals(1 / 3.0, metrics.get(Metric.LOSS_RATIO).orElseThrow(), 1e-6);
        assertEquals(30, metrics.get(Metric.RTT_MIN_US).orElseThrow());
        assertEquals(40, metrics.get(Metric.RTT_MEAN_US).orElseThrow());
        assertEquals(50, metrics.get(Metric.RTT_MAX_US).orElseThrow());
    }

    @Test
    void showsOneSilentHopBehindTheLastThatAnswered() {
        var way = Way.of(List.of(trial(1, "10.1.0.2", HOP, 10), silence(2), silence(3), silence(4)));
        assertFalse(way.reached());
        assertEquals(List.of(1, 2), way.hops().stream().map(Details.Hop::ttl).toList());
        assertEquals(List.of(), way.hops().getLast().addresses());
        assertNull(way.hops().getLast().meanUs());
        assertEquals(1, way.metrics().get(Metric.HOPS).orElseThrow());
        assertTrue(way.metrics().get(Metric.LOSS_RATIO).isEmpty());
    }

    @Test
    void keepsSilentHopsInTheMiddle() {
        var way = Way.of(List.of(silence(1), trial(2, "10.2.0.2", HOP, 10), trial(3, "10.9.0.9", Reading.REPLY, 9)));
        assertEquals(3, way.hops().size());
        assertEquals(List.of(), way.hops().getFirst().addresses());
    }

    @Test
    void showsOneHopWhereNobodyAnswered() {
        var way = Way.of(List.of(silence(1), silence(2)));
        assertEquals(0, way.answering());
        assertEquals(1, way.hops().size());
        assertTrue(way.metrics().values().isEmpty());
        assertEquals(List.of(), Way.of(List.of()).hops());
    }

    @Test
    void endsWhereSomebodySaysThatNoWayLeadsOn() {
        var way = Way.of(List.of(
                trial(1, "10.1.0.2", HOP, 10), trial(2, "10.1.0.2", NO_HOST, 10), trial(3, "10.1.0.2", NO_HOST, 10)));
        assertFalse(way.reached());
        assertEquals(2, way.answering());
        assertEquals("!H", way.hops().getLast().note());
        assertEquals(2, way.hops().size());
    }

    @Test
    void listsTheAddressWithMostAnswersFirst() {
        var way = Way.of(List.of(
                trial(1, "10.0.0.1", HOP, 1), trial(1, "10.0.0.2", HOP, 1), trial(1, "10.0.0.2", HOP, 1), silence(2)));
        assertEquals(List.of("10.0.0.2", "10.0.0.1"), way.hops().getFirst().addresses());
    }

    private static TraceReport.Trial trial(int ttl, String by, Reading reading, double rttUs) {
        return new TraceReport.Trial(ttl, new TraceReport.Answer(InetAddress.ofLiteral(by), reading, rttUs));
    }

    private static TraceReport.Trial silence(int ttl) {
        TraceReport.@Nullable Answer none = null;
        return new TraceReport.Trial(ttl, none);
    }
}
