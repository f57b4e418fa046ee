package io.waddleperf.probe.mtu;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.packets.PacketBuffers;
import io.waddleperf.probe.packets.PacketMethod;
import io.waddleperf.probe.packets.PacketSocket;
import io.waddleperf.probe.packets.SocketWork;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Runs path MTU tests: by echo requests where they are allowed and answered, else by UDP to a port
/// where nobody listens. An echo comes back as large as it went, so there the way back counts too.
public final class MtuProber implements Prober<MtuSpec> {
    private static final int UDP_PORT = 33_434;

    /// RFC 791: every router takes it whole.
    private static final int SMALLEST_V4 = 68;

    /// RFC 8200: every link carries it.
    private static final int SMALLEST_V6 = 1_280;

    private final Optional<PollLoop> sockets;
    private final RandomGenerator random;
    private final PacketBuffers buffers = new PacketBuffers(Arena.ofAuto());

    /// @param sockets empty where native sockets are not available
    /// @param random  of the kind that nobody can guess
    public MtuProber(Optional<PollLoop> sockets, RandomGenerator random) {
        this.sockets = sockets;
        this.random = random;
    }

    private sealed interface Attempt {
        record Ran(PacketMethod method, MtuReport report) implements Attempt {}

        record NotOpen(Outcome outcome) implements Attempt {}
    }

    @Override
    public Measurement run(MtuSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        if (sockets.isEmpty()) {
            return Measurement.notRun(new Outcome.Unsupported("mtu: native sockets need 64-bit Linux"));
        }
        var first = attempt(PacketMethod.ECHO_FIRST, spec, destination, deadline);
        boolean echoesUnanswered = first instanceof Attempt.Ran ran
                && ran.report().mtuBytes() == 0
                && ran.method() != PacketMethod.UDP
                && !deadline.passed();
        if (echoesUnanswered
                && attempt(PacketMethod.UDP_ONLY, spec, destination, deadline) instanceof Attempt.Ran second
                && second.report().mtuBytes() > 0) {
            return measurement(second, destination, deadline);
        }
        return switch (first) {
            case Attempt.NotOpen notOpen -> Measurement.notRun(notOpen.outcome());
            case Attempt.Ran ran -> measurement(ran, destination, deadline);
        };
    }

    private Attempt attempt(List<PacketMethod> methods, MtuSpec spec, Destination destination, Deadline deadline)
            throws InterruptedException {
        String what = "path MTU test of " + destination.addressText();
        var opened = new CompletableFuture<PacketSocket.Opened>();
        var done = new CompletableFuture<MtuReport>();
        long limitNanos = deadline.remainingNanos();
        sockets.orElseThrow().execute(loop -> {
            var target = new InetSocketAddress(destination.address(), UDP_PORT);
            var found = PacketSocket.open(loop, methods, target, buffers, random);
            opened.complete(found);
            if (found instanceof PacketSocket.Opened.Open open) {
                new MtuRun(
                                loop,
                                open.socket(),
                                search(spec, destination),
                                destination.address(),
                                spec.timeoutUs() * 1_000,
                                done)
                        .start(limitNanos);
            }
        });
        return switch (SocketWork.await(opened, limitNanos, what)) {
            case PacketSocket.Opened.NotOpen notOpen -> new Attempt.NotOpen(notOpen.outcome());
            case PacketSocket.Opened.Open open ->
                new Attempt.Ran(open.socket().method(), SocketWork.await(done, limitNanos, what));
        };
    }

    private static MtuSearch search(MtuSpec spec, Destination destination) {
        int smallest = destination.address() instanceof Inet6Address ? SMALLEST_V6 : SMALLEST_V4;
        return new MtuSearch(smallest, spec.largestBytes());
    }

    private static Measurement measurement(Attempt.Ran ran, Destination destination, Deadline deadline) {
        var report = ran.report();
        var how = new Measurement.How(
                TimestampSource.USER, ran.method().wireName(), ran.method().protocol());
        if (report.mtuBytes() == 0) {
            var outcome = report.problem()
                    .<Outcome>map(problem -> problem)
                    .orElseGet(() -> new Outcome.TimedOut(deadline.elapsedUs()));
            return new Measurement(outcome, Metrics.NONE, null, null, how);
        }
        return new Measurement(
                new Outcome.Measured(),
                Metrics.builder().put(Metric.PATH_MTU_BYTES, report.mtuBytes()).build(),
                null,
                new Details.MtuDetails(
                        destination.addressText(), report.mtuBytes(), report.limitedBy(), report.blackHole()),
                how);
    }
}
