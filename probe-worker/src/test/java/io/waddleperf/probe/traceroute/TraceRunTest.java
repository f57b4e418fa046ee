package io.waddleperf.probe.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Runs on the real loop, over a network that is made up: routers 10.0.0.1 to 10.0.0.3, then the
/// target.
class TraceRunTest {
    private static final int TARGET_TTL = 4;
    private static final long MS = 1_000_000;

    @Test
    void findsTheWayWhileAnswersOverlap() throws Exception {
        var network = new Network();
        var way = way(network, 3, 1_000);
        assertTrue(way.reached());
        assertEquals(List.of(3, 3, 3, 3), received(way));
        assertTrue(network.sent.size() < 3 * TARGET_TTL + 5, () -> "goes on behind the target: " + network.sent);
    }

    @Test
    void countsASecondAnswerOnce() throws Exception {
        var network = new Network();
        network.answers = 2;
        assertEquals(List.of(2, 2, 2, 2), received(way(network, 2, 1_000)));
    }

    @Test
    void countsAnAnswerThatComesTooLateAsLost() throws Exception {
        var network = new Network();
        network.slowTtl = 2;
        var way = way(network, 2, 400);
        assertEquals(List.of(2, 0, 2, 2), received(way));
        assertEquals(List.of(), way.hops().get(1).addresses());
    }

    @Test
    void beginsAgainOneAtATimeWhereRoutersQuoteTooLittle() throws Exception {
        var network = new Network();
        network.telling = false;
        var way = way(network, 2, 300);
        assertTrue(way.reached());
        assertEquals(List.of(2, 2, 2, 2), received(way));
        assertEquals(
                List.of(2, 2, 2, 2), way.hops().stream().map(Details.Hop::sent).toList());
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of("10.0.0." + (i + 1)), way.hops().get(i).addresses());
        }
    }

    @Test
    void tellsWhatTheKernelWouldNotSend() throws Exception {
        var network = new Network();
        network.status = -Errno.ENETUNREACH;
        var report = report(network, 1, 400);
        assertEquals(List.of(), report.trials());
        assertTrue(report.problem().orElseThrow().detail().contains("ENETUNREACH"));
        assertTrue(network.closed);
    }

    @Test
    void endsAtItsLimitAndCountsNothingThatStillHadTime() throws Exception {
        var network = new Network();
        network.slowTtl = 2;
        network.sequential = true;
        var report = report(network, 1, 5_000, 70);
        assertEquals(1, report.trials().size());
        assertFalse(Way.of(report.trials()).reached());
    }

    private static List<Integer> received(Way way) {
        return way.hops().stream().map(Details.Hop::received).toList();
    }

    private static Way way(Network network, int cycles, int timeoutMs) throws Exception {
        return Way.of(report(network, cycles, timeoutMs).trials());
    }

    private static TraceReport report(Network network, int cycles, int timeoutMs) throws Exception {
        return report(network, cycles, timeoutMs, 5_000);
    }

    private static TraceReport report(Network network, int cycles, int timeoutMs, int limitMs) throws Exception {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        var plan = new TracerouteSpec("udp", cycles, 8, null, 50_000, timeoutMs * 1_000L);
        var done = new CompletableFuture<TraceReport>();
        try (var loop = PollLoop.start(System::nanoTime)) {
            loop.execute(on -> {
                network.loop = on;
                new TraceRun(on, plan, limitMs * MS, network, done).start();
            });
            return done.get(10, TimeUnit.SECONDS);
        }
    }

    /// Answers 15 ms after a packet, so later than the next leaves.
    private static final class Network implements TraceWire {
        private final List<Integer> sent = new ArrayList<>();
        private Listener listener = Listener.NOBODY;
        private PollLoop.@Nullable Loop loop;
        private int ttl;
        private int status;
        private int answers = 1;
        private int slowTtl;
        private boolean telling = true;
        private boolean sequential;
        private boolean closed;

        @Override
        public String method() {
            return "made-up";
        }

        @Override
        public String protocol() {
            return "udp";
        }

        @Override
        public boolean oneAtATime() {
            return sequential;
        }

        @Override
        public long longestWaitNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public void listen(Listener hearer) {
            listener = hearer;
        }

        @Override
        public int prepare(int ttl) {
            this.ttl = ttl;
            return 0;
        }

        @Override
        public int send(int number) {
            sent.add(ttl);
            var on = Objects.requireNonNull(loop);
            var told = telling ? OptionalInt.of(number) : OptionalInt.empty();
            var by = InetAddress.ofLiteral("10.0.0." + Math.min(ttl, TARGET_TTL));
            var reading = ttl >= TARGET_TTL ? Reading.REPLY : new Reading(Reading.Step.HOP, "");
            long delayMs = ttl == slowTtl ? 600 : 15;
            for (int i = 0; i < answers && status == 0; i++) {
                on.at(on.nanos() + (delayMs + i) * MS, () -> listener.heard(told, new Word(by, reading, 0, 0)));
            }
            return status;
        }

        @Override
        public void collect() {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
