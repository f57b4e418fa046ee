package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Probes that test each other: each has a responder and a prober, which share what the probe runs.
class NeighboursTest {
    private Neighbour one;
    private Neighbour other;

    /// Notes when its own test ran, by the pings beside it.
    private static final class Neighbour implements AutoCloseable {
        final ThroughputLoad load = new ThroughputLoad(System::nanoTime);
        final ConcurrentLinkedQueue<Long> pings = new ConcurrentLinkedQueue<>();
        final IperfServer server = start(load);
        final ThroughputProber prober;

        /// @param seed its own: two tests of one cookie would be one test
        Neighbour(long seed) {
            prober = new ThroughputProber(
                    noting(), load, System::nanoTime, TimeUnit.NANOSECONDS::sleep, new Random(seed));
        }

        private static IperfServer start(ThroughputLoad load) {
            try {
                return Specs.server(load);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private Prober<PingSpec> noting() {
            return (_, _, _) -> {
                pings.add(System.nanoTime());
                TimeUnit.MILLISECONDS.sleep(20);
                return new Measurement(
                        new Outcome.Measured(),
                        Metrics.NONE,
                        new Samples.Raw(List.of(100.0)),
                        null,
                        new Measurement.How(TimestampSource.USER, "fake", "fake"));
            };
        }

        CompletableFuture<Measurement> test(Neighbour far, ThroughputSpec spec) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return Specs.run(prober, spec, far.server.address().getPort());
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @BeforeEach
    void start() {
        one = new Neighbour(7);
        other = new Neighbour(8);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    /// Neither measures while the other does, and neither waits for ever.
    @Test
    void testEachOtherOneAfterTheOther() throws Exception {
        var there = one.test(other, limited());
        var back = other.test(one, limited());
        assertEquals(new Outcome.Measured(), there.get(60, TimeUnit.SECONDS).outcome());
        assertEquals(new Outcome.Measured(), back.get(60, TimeUnit.SECONDS).outcome());
        boolean oneFirst = last(one) < first(other);
        assertTrue(oneFirst || last(other) < first(one), "their tests overlapped");
    }

    @Test
    void testTheirOwnResponder() throws Exception {
        assertEquals(
                new Outcome.Measured(),
                one.test(one, limited()).get(60, TimeUnit.SECONDS).outcome());
    }

    @Test
    void sayThatTheyAreBusyWithATestOfTheirOwn() throws Exception {
        var patient = one.test(other, limited());
        while (one.pings.isEmpty()) {
            Thread.onSpinWait();
        }
        try (var client = new TestClient(one.server.address().getPort())) {
            client.control.send(client.cookie);
            assertEquals(State.ACCESS_DENIED, client.next());
        }
        assertEquals(new Outcome.Measured(), patient.get(60, TimeUnit.SECONDS).outcome());
    }

    @Test
    void startNoTestOfTheirOwnWhileTheyServeOne() throws Exception {
        try (var client = new TestClient(one.server.address().getPort())) {
            client.begin();
            var refused = assertInstanceOf(
                    Outcome.Refused.class,
                    one.test(other, Specs.impatient(3_500))
                            .get(60, TimeUnit.SECONDS)
                            .outcome());
            assertEquals(
                    "overloaded: this probe's responder ran a test of somebody else all the time", refused.reason());
            assertFalse(one.load.within(60_000_000), "who only asks loads nothing");
            assertFalse(other.load.within(60_000_000), "nothing came to the other");
        }
    }

    @Test
    void areNotUnderLoadOfATestThatNeverBegan() throws Exception {
        try (var client = new TestClient(other.server.address().getPort())) {
            client.begin();
            assertInstanceOf(
                    Outcome.Refused.class,
                    one.test(other, Specs.impatient(3_500))
                            .get(60, TimeUnit.SECONDS)
                            .outcome());
            assertFalse(one.load.within(60_000_000));
        }
    }

    private static ThroughputSpec limited() {
        return Specs.tcp("forward", 1, null, Specs.RATE);
    }

    private static long first(Neighbour of) {
        return of.pings.stream().min(Long::compare).orElseThrow();
    }

    private static long last(Neighbour of) {
        return of.pings.stream().max(Long::compare).orElseThrow();
    }
}
