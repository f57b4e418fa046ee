package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.nativenet.SocketAddress;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/// Pings through own ICMP sockets; any number of runs share the socket thread.
final class IcmpPinger implements Pinger {
    private static final long GRACE_NANOS = 2_000_000_000L;
    private static final EchoPlan WARM_UP = new EchoPlan(30, 56, 1_000_000, 100_000_000);

    private final PollLoop sockets;
    private final Echo.Framing framing;
    private final RandomGenerator random;
    private final EchoBuffers buffers = new EchoBuffers(Arena.ofAuto());

    IcmpPinger(PollLoop sockets, Echo.Framing framing, RandomGenerator random) {
        this.sockets = sockets;
        this.framing = framing;
        this.random = random;
    }

    /// Lets the JVM compile the path of a packet, and switches the kernel's stamping on.
    void warmUp() throws InterruptedException {
        sockets.execute(EchoSocket::keepStamping);
        run(InetAddress.ofLiteral("127.0.0.1"), WARM_UP);
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
        var done = new CompletableFuture<EchoReport>();
        sockets.execute(loop -> begin(loop, address, plan, done));
        try {
            return done.get(plan.limitNanos() + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the socket thread lost a ping of " + address, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a ping of " + address + " broke on the socket thread", e.getCause());
        } finally {
            done.cancel(false); // where we were interrupted, the run sees it at its next packet
        }
    }

    private void begin(PollLoop.Loop loop, InetAddress address, EchoPlan plan, CompletableFuture<EchoReport> done) {
        var family = Family.of(address);
        int fd = EchoSocket.open(loop.libc(), family, framing);
        if (fd < 0) {
            done.complete(nothingSent(-fd, plan));
            return;
        }
        try (var arena = Arena.ofConfined()) {
            int status = loop.libc().connect(fd, SocketAddress.of(arena, address, 0));
            if (status < 0) {
                loop.close(fd);
                done.complete(nothingSent(-status, plan));
                return;
            }
        }
        var echo = new Echo(family, framing, random.nextInt(1 << 16), random.nextLong());
        new EchoRun(loop, fd, echo, plan, buffers, done).start();
    }

    private static EchoReport nothingSent(int errno, EchoPlan plan) {
        var problem = Problems.ofErrno(errno, plan.payloadBytes());
        return new EchoReport(0, List.of(), TimestampSource.USER, Optional.of(problem));
    }
}
