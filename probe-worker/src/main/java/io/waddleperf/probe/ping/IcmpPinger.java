package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.nativenet.PollLoop;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/// Pings through own ICMP sockets: all runs of an address family share one, on the socket thread; those
/// with a hop limit share one with the others of that limit.
final class IcmpPinger implements Pinger {
    private static final long GRACE_NANOS = 2_000_000_000L;
    private static final Logger LOG = Logger.getLogger(IcmpPinger.class.getName());
    private static final EchoPlan WARM_UP = new EchoPlan(30, 56, 1_000_000, 100_000_000);

    private final PollLoop sockets;
    private final Echo.Framing framing;
    private final RandomGenerator random;

    /// What all packets of a socket have in common.
    ///
    /// @param hopLimit 0: the system's own
    private record Kind(Family family, int hopLimit) {}

    /// On the socket thread only.
    private final Map<Kind, EchoEngine> engines = new HashMap<>();

    /// @param random of the kind that nobody can guess
    IcmpPinger(PollLoop sockets, Echo.Framing framing, RandomGenerator random) {
        this.sockets = sockets;
        this.framing = framing;
        this.random = random;
    }

    /// Lets the JVM compile the path of a packet, and switches the kernel's stamping on. A machine that has no time for
    /// it now has pings that are less exact at first: no reason for a probe not to start.
    void warmUp() throws InterruptedException {
        sockets.execute(EchoSocket::keepStamping);
        try {
            run(InetAddress.ofLiteral("127.0.0.1"), WARM_UP);
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "pings begin without a warm-up: " + e.getMessage(), e.getCause());
        }
    }

    @Override
    public String method() {
        return "icmp-" + framing.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String protocol() {
        return "icmp";
    }

    @Override
    public EchoReport ping(Destination destination, EchoPlan plan) throws InterruptedException {
        return run(destination.address(), plan);
    }

    private EchoReport run(InetAddress address, EchoPlan plan) throws InterruptedException {
        var begun = begin(address, plan, 0);
        try {
            return begun.report().get(plan.limitNanos() + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the socket thread lost a ping of " + address, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a ping of " + address + " broke on the socket thread", e.getCause());
        } finally {
            begun.abandon();
        }
    }

    /// Starts a run without waiting for it.
    ///
    /// @param delayNanos from now to the first packet
    Begun begin(InetAddress address, EchoPlan plan, long delayNanos) {
        var done = new CompletableFuture<EchoReport>();
        var run = new EchoRun(address, plan, random.nextLong() | 1, done);
        sockets.execute(loop -> start(loop, new Kind(Family.of(address), plan.hopLimit()), run, delayNanos));
        return new Begun(done, run);
    }

    /// A run on its way.
    final class Begun {
        private final CompletableFuture<EchoReport> report;
        private final EchoRun run;

        private Begun(CompletableFuture<EchoReport> report, EchoRun run) {
            this.report = report;
            this.run = run;
        }

        CompletableFuture<EchoReport> report() {
            return report;
        }

        /// Takes the run back, where it has not ended.
        void abandon() {
            if (report.cancel(false)) {
                sockets.execute(_ -> engines.values().forEach(engine -> engine.abandon(run)));
            }
        }
    }

    private void start(PollLoop.Loop loop, Kind kind, EchoRun run, long delayNanos) {
        try {
            int errno = engines.containsKey(kind) ? 0 : open(loop, kind);
            var engine = engines.get(kind);
            if (engine == null) {
                run.nothingSent(errno);
            } else {
                run.startsAt(loop.nanos() + delayNanos);
                engine.start(run);
            }
        } catch (RuntimeException e) {
            run.broke(e);
        }
    }

    /// @return the error number, 0 for none
    private int open(PollLoop.Loop loop, Kind kind) {
        var echo = new Echo(kind.family(), framing, random.nextInt(1, 1 << 16));
        int fd = EchoSocket.openShared(loop.libc(), echo, kind.hopLimit());
        if (fd >= 0) {
            engines.put(kind, new EchoEngine(loop, fd, echo, random.nextInt(EchoTable.NUMBERS)));
        }
        return Math.max(0, -fd);
    }

    /// What the socket of the family has done; empty where none was opened.
    CompletableFuture<Optional<EchoCounts>> counts(Family family) {
        var counts = new CompletableFuture<Optional<EchoCounts>>();
        sockets.execute(_ -> counts.complete(
                Optional.ofNullable(engines.get(new Kind(family, 0))).map(EchoEngine::counts)));
        return counts;
    }
}
