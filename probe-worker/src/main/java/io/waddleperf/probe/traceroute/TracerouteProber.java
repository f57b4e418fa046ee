package io.waddleperf.probe.traceroute;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.packets.PacketBuffers;
import io.waddleperf.probe.packets.PacketMethod;
import io.waddleperf.probe.packets.PacketSocket;
import io.waddleperf.probe.packets.SocketWork;
import io.waddleperf.probe.ping.EchoSocket;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Runs traceroute tests. Where echo requests are not allowed, UDP is sent instead; protocol and
/// method of the result say so.
public final class TracerouteProber implements Prober<TracerouteSpec> {
    private static final int UDP_PORT = 33_434;
    private static final int TCP_PORT = 80;

    private final Optional<PollLoop> sockets;
    private final RandomGenerator random;
    private final HopNames names;
    private final PacketBuffers buffers = new PacketBuffers(Arena.ofAuto());

    /// @param sockets empty where native sockets are not available
    /// @param random  of the kind that nobody can guess
    public TracerouteProber(Optional<PollLoop> sockets, RandomGenerator random, HopNames names) {
        this.sockets = sockets;
        this.random = random;
        this.names = names;
        sockets.ifPresent(loop -> loop.execute(EchoSocket::keepStamping)); // also where no ping does
    }

    private sealed interface Opened {
        record Open(TraceWire wire) implements Opened {}

        record NotOpen(Outcome outcome) implements Opened {}
    }

    @Override
    public Measurement run(TracerouteSpec spec, Destination destination, Deadline deadline)
            throws InterruptedException {
        if (sockets.isEmpty()) {
            return Measurement.notRun(new Outcome.Unsupported("traceroute: native sockets need 64-bit Linux"));
        }
        String what = "traceroute to " + destination.addressText();
        var opened = new CompletableFuture<Opened>();
        var done = new CompletableFuture<TraceReport>();
        long limitNanos = deadline.remainingNanos() - (spec.naming() ? TracerouteSpec.NAMES_LIMIT_US * 1_000 : 0);
        sockets.get().execute(loop -> {
            var found = open(loop, spec, destination);
            opened.complete(found);
            if (found instanceof Opened.Open open) {
                new TraceRun(loop, spec, limitNanos, open.wire(), done).start();
            }
        });
        return switch (SocketWork.await(opened, limitNanos, what)) {
            case Opened.NotOpen notOpen -> Measurement.notRun(notOpen.outcome());
            case Opened.Open _ -> {
                var report = SocketWork.await(done, limitNanos, what);
                yield measurement(report, named(Way.of(report.trials()), spec), destination, deadline);
            }
        };
    }

    /// Only now, so that no round trip waits for a resolver.
    private Way named(Way way, TracerouteSpec spec) throws InterruptedException {
        return spec.naming() ? new Way(way.reached(), way.answering(), names.named(way.hops())) : way;
    }

    private Opened open(PollLoop.Loop loop, TracerouteSpec spec, Destination destination) {
        return switch (spec.protocol()) {
            case "tcp" -> tcp(loop, spec, destination);
            case "udp" -> packets(loop, PacketMethod.UDP_ONLY, spec, destination);
            default -> packets(loop, PacketMethod.ECHO_FIRST, spec, destination);
        };
    }

    private Opened packets(
            PollLoop.Loop loop, List<PacketMethod> methods, TracerouteSpec spec, Destination destination) {
        Integer asked = spec.port();
        int port = asked != null && spec.protocol().equals("udp") ? asked : UDP_PORT;
        var target = new InetSocketAddress(destination.address(), port);
        return switch (PacketSocket.open(loop, methods, target, buffers, random)) {
            case PacketSocket.Opened.Open open -> new Opened.Open(new PacketWire(open.socket(), destination.address()));
            case PacketSocket.Opened.NotOpen notOpen -> new Opened.NotOpen(notOpen.outcome());
        };
    }

    private Opened tcp(PollLoop.Loop loop, TracerouteSpec spec, Destination destination) {
        int own = destination.port() > 0 ? destination.port() : TCP_PORT;
        var target = new InetSocketAddress(destination.address(), spec.port() == null ? own : spec.port());
        var wire = new ConnectWire(loop, target, buffers.incoming());
        int status = wire.open();
        return status < 0
                ? new Opened.NotOpen(new Outcome.Unsupported("tcp-connect: " + Errno.name(-status)))
                : new Opened.Open(wire);
    }

    private static Measurement measurement(TraceReport report, Way way, Destination destination, Deadline deadline) {
        return new Measurement(
                outcome(way, report, deadline),
                way.metrics(),
                null,
                new Details.TracerouteDetails(destination.addressText(), report.protocol(), way.reached(), way.hops()),
                new Measurement.How(report.source(), report.method(), report.protocol()));
    }

    private static Outcome outcome(Way way, TraceReport report, Deadline deadline) {
        if (way.answering() > 0) {
            return new Outcome.Measured();
        }
        return report.problem()
                .<Outcome>map(problem -> problem)
                .orElseGet(() -> new Outcome.TimedOut(deadline.elapsedUs()));
    }
}
