package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.nativenet.Datagram;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.nativenet.SocketAddress;
import io.waddleperf.probe.packets.SocketWork;
import io.waddleperf.probe.ping.EchoSocket;
import io.waddleperf.probe.ping.Problems;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Sends from own sockets, whose packets the kernel stamps; any number of runs share the socket thread.
final class NativeSender implements StampSender {
    /// One outgoing and one incoming packet, shared by all runs: on the socket thread each is done
    /// with them before the next begins.
    record Buffers(MemorySegment outgoing, Datagram incoming) {}

    private final PollLoop sockets;
    private final Buffers buffers;

    NativeSender(PollLoop sockets) {
        var arena = Arena.ofAuto();
        this.sockets = sockets;
        this.buffers = new Buffers(
                arena.allocate(StampPlan.LARGEST_BYTES, Long.BYTES), new Datagram(arena, StampPlan.LARGEST_BYTES));
    }

    @Override
    public StampReport send(InetSocketAddress reflector, StampPlan plan) throws InterruptedException {
        var done = new CompletableFuture<StampReport>();
        sockets.execute(loop -> begin(loop, reflector, plan, done));
        return SocketWork.await(done, plan.limitNanos(), "STAMP session");
    }

    private void begin(
            PollLoop.Loop loop, InetSocketAddress reflector, StampPlan plan, CompletableFuture<StampReport> done) {
        int fd = connected(loop, reflector);
        if (fd < 0) {
            var problem = Problems.ofErrno(-fd, plan.payloadBytes());
            done.complete(new StampReport(0, List.of(), TimestampSource.USER, 0, Optional.of(problem)));
        } else {
            new StampRun(loop, fd, plan, buffers, done).start();
        }
    }

    /// @return the descriptor, or the negated error number
    private static int connected(PollLoop.Loop loop, InetSocketAddress reflector) {
        boolean v6 = Family.of(reflector.getAddress()) == Family.IPV6;
        int type = Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
        int fd = loop.libc().socket(v6 ? Linux.AF_INET6 : Linux.AF_INET, type, Linux.IPPROTO_UDP);
        if (fd < 0) {
            return fd;
        }
        EchoSocket.countStampsFromZero(loop.libc(), fd);
        loop.libc().setOption(fd, v6 ? Linux.SOL_IPV6 : Linux.SOL_IP, v6 ? Linux.IPV6_RECVERR : Linux.IP_RECVERR, 1);
        try (var arena = Arena.ofConfined()) {
            var address = SocketAddress.of(arena, reflector.getAddress(), reflector.getPort());
            int status = loop.libc().connect(fd, address);
            if (status < 0) {
                loop.close(fd);
                return status;
            }
        }
        return fd;
    }
}
