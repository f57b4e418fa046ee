package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Both of our ends against each other; `Iperf3IT` has iperf3 at the other.
class ThroughputProberTest {
    private final ThroughputLoad load = new ThroughputLoad(System::nanoTime);
    private IperfServer server;

    @BeforeEach
    void start() throws IOException {
        server = Specs.server(load);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void measuresTheWayThere() throws Exception {
        var measured = run(Specs.tcp("forward", 2));
        assertEquals(new Outcome.Measured(), measured.outcome());
        assertEquals(
                value(measured, Metric.BITS_PER_SECOND), value(measured, Metric.FORWARD_BITS_PER_SECOND), "one way");
        assertTrue(value(measured, Metric.FORWARD_BITS_PER_SECOND) > 1e6, measured::toString);
        assertTrue(measured.metrics().get(Metric.BACKWARD_BITS_PER_SECOND).isEmpty());
        var details = details(measured);
        assertEquals(2, details.parallel());
        assertEquals(1, details.tries());
        assertFalse(details.intervals().isEmpty());
        assertNull(details.intervals().getFirst().backwardBitsPerSecond());
    }

    @Test
    void tellsEachSecondWhileDataFlow() throws Exception {
        var spec = Specs.lasting(2, "both");
        var seen = new ArrayList<Details.Interval>();
        var cameNanos = new ArrayList<Long>();
        var measured = Specs.prober(load)
                .run(
                        spec,
                        Loopback.destination("127.0.0.1", server.address().getPort()),
                        Loopback.deadline(spec.limitUs() / 1_000),
                        part -> {
                            cameNanos.add(System.nanoTime());
                            seen.add(part);
                        });
        assertTrue(System.nanoTime() - cameNanos.getFirst() > 500_000_000, "not only at the end");
        assertEquals(details(measured).intervals().subList(0, seen.size()), seen);
        assertTrue(seen.size() <= 2, seen::toString);
        assertTrue(Objects.requireNonNull(seen.getFirst().forwardBitsPerSecond()) > 1e6, seen::toString);
        assertTrue(Objects.requireNonNull(seen.getFirst().backwardBitsPerSecond()) > 1e6, seen::toString);
    }

    @Test
    void tellsWhatTheKernelKnowsOfItsConnections() throws Exception {
        var measured = run(Specs.tcp("forward", 1));
        assertTrue(value(measured, Metric.RETRANSMITS) >= 0);
        assertTrue(value(measured, Metric.LOADED_RTT_P50_US) > 0);
        var details = details(measured);
        assertEquals("tcp-info", details.latencyBy());
        assertTrue(details.congestion() != null && details.congestion().matches("[a-z0-9_]+"), details::toString);
        assertTrue(Objects.requireNonNull(details.intervals().getLast().windowBytes()) > 0, details::toString);
    }

    @Test
    void measuresTheWayBack() throws Exception {
        var measured = run(Specs.tcp("reverse", 2));
        assertEquals(new Outcome.Measured(), measured.outcome());
        assertTrue(value(measured, Metric.BACKWARD_BITS_PER_SECOND) > 1e6, measured::toString);
        assertTrue(measured.metrics().get(Metric.FORWARD_BITS_PER_SECOND).isEmpty());
        assertTrue(details(measured).backwardCongestion() != null, "the server names its own");
    }

    @Test
    void measuresBothWaysAtOnce() throws Exception {
        var measured = run(Specs.tcp("both", 2));
        assertEquals(new Outcome.Measured(), measured.outcome());
        double forward = value(measured, Metric.FORWARD_BITS_PER_SECOND);
        double backward = value(measured, Metric.BACKWARD_BITS_PER_SECOND);
        assertTrue(forward > 1e6 && backward > 1e6, measured::toString);
        assertEquals(forward + backward, value(measured, Metric.BITS_PER_SECOND), 1);
    }

    @Test
    void endsAfterSoManyBytes() throws Exception {
        var there = run(Specs.tcp("forward", 4, 1_000_000L, null));
        assertEquals(new Outcome.Measured(), there.outcome());
        assertEquals(1_000_000, bytes(there, true), 1, "not one more");
        var back = run(Specs.tcp("reverse", 1, 1_000_000L, 20_000_000L));
        assertEquals(new Outcome.Measured(), back.outcome());
        assertTrue(bytes(back, false) > 999_999 && bytes(back, false) < 2_000_000, back::toString);
    }

    /// The upper bound is the promise; a busy machine may be slower.
    @Test
    void keepsTheRate() throws Exception {
        for (String direction : List.of("forward", "reverse")) {
            var measured = run(Specs.tcp(direction, 2, null, Specs.RATE));
            double rate = value(measured, Metric.BITS_PER_SECOND);
            assertTrue(rate > 0.5 * Specs.RATE && rate < 1.1 * Specs.RATE, direction + ' ' + measured);
        }
    }

    @Test
    void countsThePacketsOfBothWays() throws Exception {
        var measured = run(Specs.udp("both", 2));
        assertEquals(new Outcome.Measured(), measured.outcome());
        for (var metric : List.of(Metric.FORWARD_BITS_PER_SECOND, Metric.BACKWARD_BITS_PER_SECOND)) {
            double rate = value(measured, metric);
            assertTrue(rate > 0.5 * Specs.RATE && rate < 1.1 * Specs.RATE, measured::toString);
        }
        assertTrue(value(measured, Metric.FORWARD_LOSS_RATIO) < 0.5, measured::toString);
        assertTrue(value(measured, Metric.BACKWARD_LOSS_RATIO) < 0.5, measured::toString);
        assertTrue(value(measured, Metric.FORWARD_JITTER_US) > 0, measured::toString);
        assertTrue(value(measured, Metric.BACKWARD_JITTER_US) > 0, measured::toString);
        assertEquals(0, value(measured, Metric.REORDERED_RATIO));
    }

    @Test
    void pingsBeforeTheDataAndBesideThem() throws Exception {
        var pinged = new AtomicInteger();
        Prober<PingSpec> pings = (_, _, _) -> {
            TimeUnit.MILLISECONDS.sleep(10);
            double us = pinged.incrementAndGet() == 1 ? 100.0 : 900.0;
            return new Measurement(
                    new Outcome.Measured(),
                    Metrics.NONE,
                    new Samples.Raw(List.of(us)),
                    null,
                    new Measurement.How(TimestampSource.KERNEL_TX_RX, "icmp-raw", "icmp"));
        };
        var prober = new ThroughputProber(pings, load, System::nanoTime, TimeUnit.NANOSECONDS::sleep, new Random(7));
        var measured = Specs.run(prober, Specs.tcp("forward", 1), port());
        assertEquals(100, value(measured, Metric.IDLE_RTT_P50_US));
        assertEquals(900, value(measured, Metric.LOADED_RTT_P95_US));
        assertEquals("icmp-raw", details(measured).latencyBy());
    }

    /// Of such as no interrupt ends: the binary's.
    @Test
    void countsNoPingsThatEndLate() throws Exception {
        var pinged = new AtomicInteger();
        Prober<PingSpec> deaf = (_, _, _) -> {
            long untilNanos = System.nanoTime() + (pinged.getAndIncrement() == 0 ? 0 : 3_000_000_000L);
            while (System.nanoTime() < untilNanos) {
                Thread.onSpinWait();
            }
            return new Measurement(
                    new Outcome.Measured(),
                    Metrics.NONE,
                    new Samples.Raw(List.of(100.0)),
                    null,
                    new Measurement.How(TimestampSource.USER, "ping-binary", "icmp"));
        };
        var prober = new ThroughputProber(deaf, load, System::nanoTime, TimeUnit.NANOSECONDS::sleep, new Random(7));
        var measured = Specs.run(prober, Specs.tcp("reverse", 1, null, Specs.RATE), port());
        long untilUs = details(measured).intervals().getLast().untilUs();
        assertTrue(untilUs < 1_900_000, "a second, not two: " + untilUs);
    }

    @Test
    void endsByAnInterruptWithoutAResult() throws Exception {
        try (var hanging = new ServerSocket(0, 8, Specs.LOOPBACK)) {
            var ended = new CompletableFuture<Object>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    ended.complete(Specs.run(Specs.prober(), Specs.tcp("forward", 1), hanging.getLocalPort()));
                } catch (InterruptedException e) {
                    ended.complete(e);
                }
            });
            try (var taken = hanging.accept()) {
                assertEquals(Cookie.BYTES, taken.getInputStream().readNBytes(Cookie.BYTES).length);
                taken.getOutputStream().write(State.PARAM_EXCHANGE.code());
                assertEquals(Integer.BYTES, taken.getInputStream().readNBytes(Integer.BYTES).length);
                thread.interrupt();
                assertInstanceOf(InterruptedException.class, ended.get(30, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void asksABusyServerAgainUntilItIsFree() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> quietly(Specs.tcp("forward", 1)));
        Await.until("a test runs", Duration.ofSeconds(10), () -> load.within(0));
        var second = CompletableFuture.supplyAsync(() -> quietly(Specs.tcp("reverse", 1)));
        assertEquals(new Outcome.Measured(), first.get(30, TimeUnit.SECONDS).outcome());
        var waited = second.get(30, TimeUnit.SECONDS);
        assertEquals(new Outcome.Measured(), waited.outcome());
    }

    /// By another prober, so that only the server is in the way.
    private Measurement quietly(ThroughputSpec spec) {
        try {
            return Specs.run(Specs.prober(), spec, port());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void takesNoBusyServerForAPathWithoutThroughput() throws Exception {
        try (var holder = new TestClient(port())) {
            holder.begin();
            var refused = Specs.run(Specs.prober(), Specs.impatient(4_500), port());
            var outcome = assertInstanceOf(Outcome.Refused.class, refused.outcome());
            assertTrue(outcome.reason().startsWith("responder busy: "), outcome::toString);
            assertEquals(Metrics.NONE, refused.metrics());
        }
    }

    @Test
    void takesNoSecondTestWhileOneRuns() throws Exception {
        var prober = Specs.prober();
        try (var hanging = new ServerSocket(0, 8, Specs.LOOPBACK)) {
            var first = CompletableFuture.supplyAsync(() -> quietly(prober, hanging.getLocalPort()));
            hanging.accept();
            var refused = Specs.run(prober, Specs.impatient(1_000), port());
            var outcome = assertInstanceOf(Outcome.Refused.class, refused.outcome());
            assertTrue(outcome.reason().startsWith("overloaded: "), outcome::toString);
            assertInstanceOf(
                    Outcome.TimedOut.class, first.get(30, TimeUnit.SECONDS).outcome());
        }
    }

    private static Measurement quietly(ThroughputProber prober, int port) {
        try {
            return Specs.run(prober, Specs.impatient(3_500), port);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        try (var closed = Loopback.refusing()) {
            var measured = Specs.run(Specs.prober(), Specs.tcp("forward", 1), closed.getLocalPort());
            var outcome = assertInstanceOf(Outcome.Failed.class, measured.outcome());
            assertEquals(Failure.CONNECTION_REFUSED, outcome.failure());
        }
    }

    @Test
    void isKnownToBeLoadedWhileItRunsAndNoLonger() throws Exception {
        var ours = new ThroughputLoad(System::nanoTime);
        assertFalse(ours.within(1_000_000_000));
        Specs.run(Specs.prober(ours), Specs.tcp("forward", 1, 1_000L, null), port());
        assertTrue(ours.within(60_000_000), "it ran at some moment of the last minute");
        Await.until("it has ended", Duration.ofSeconds(10), () -> !ours.within(1_000));
        Await.until("it has ended", Duration.ofSeconds(10), () -> !load.within(1_000));
        assertTrue(load.within(60_000_000), "so did the server's");
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        run(Specs.tcp("both", 4));
        server.close();
        var kinds = EnumSet.allOf(Thread.State.class);
        kinds.remove(Thread.State.TERMINATED);
        Await.until(
                "the threads end",
                Duration.ofSeconds(10),
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread ->
                                thread.getName().startsWith("throughput-") && kinds.contains(thread.getState())));
    }

    private Measurement run(ThroughputSpec spec) throws InterruptedException {
        return Specs.run(Specs.prober(), spec, port());
    }

    private int port() {
        return server.address().getPort();
    }

    private static double value(Measurement measured, Metric metric) {
        return measured.metrics().get(metric).orElseThrow(() -> new AssertionError(metric + " of " + measured));
    }

    private static Details.ThroughputDetails details(Measurement measured) {
        return assertInstanceOf(Details.ThroughputDetails.class, measured.details());
    }

    /// Counted at our end, from the intervals.
    private static double bytes(Measurement measured, boolean forward) {
        return details(measured).intervals().stream()
                .mapToDouble(one ->
                        Objects.requireNonNull(forward ? one.forwardBitsPerSecond() : one.backwardBitsPerSecond())
                                * (one.untilUs() - one.fromUs())
                                / 8e6)
                .sum();
    }
}
