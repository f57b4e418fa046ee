package io.waddleperf.probe.tcp;

import io.waddleperf.contracts.Failure;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.nativenet.SocketAddress;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Connects own sockets on the socket thread, where `tcp_info` tells the handshake's round trip.
final class NativeConnector implements Connector {
    private static final long GRACE_NANOS = 1_000_000_000L;

    private final PollLoop sockets;

    NativeConnector(PollLoop sockets) {
        this.sockets = sockets;
    }

    @Override
    public Attempt connect(InetSocketAddress address, Deadline deadline) throws InterruptedException {
        var done = new CompletableFuture<Attempt>();
        sockets.execute(loop -> new Handshake(loop, done).begin(address, deadline.remainingNanos()));
        try {
            return done.get(deadline.remainingNanos() + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the socket thread lost a connection to " + address, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection to " + address + " broke", e.getCause());
        }
    }

    /// One attempt, on the socket thread.
    private static final class Handshake {
        private final PollLoop.Loop loop;
        private final CompletableFuture<Attempt> done;
        private int fd;
        private long startNanos;

        Handshake(PollLoop.Loop loop, CompletableFuture<Attempt> done) {
            this.loop = loop;
            this.done = done;
        }

        void begin(InetSocketAddress address, long limitNanos) {
            var libc = loop.libc();
            int family = address.getAddress() instanceof Inet6Address ? Linux.AF_INET6 : Linux.AF_INET;
            fd = libc.socket(family, Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC, Linux.IPPROTO_TCP);
            if (fd < 0) {
                done.complete(ofErrno(-fd, 0));
                return;
            }
            libc.resetOnClose(fd);
            try (var arena = Arena.ofConfined()) {
                var sockaddr = SocketAddress.of(arena, address.getAddress(), address.getPort());
                startNanos = loop.nanos();
                int status = libc.connect(fd, sockaddr);
                if (status == -Errno.EINPROGRESS) {
                    loop.watch(fd, Linux.POLLOUT, _ -> end(libc.pendingError(fd)));
                    loop.at(startNanos + limitNanos, () -> finish(new Attempt.TimedOut()));
                } else {
                    end(-status);
                }
            }
        }

        private void end(int errno) {
            double elapsedUs = (loop.nanos() - startNanos) / 1_000.0;
            if (errno != 0) {
                finish(ofErrno(errno, elapsedUs));
                return;
            }
            int rttUs = loop.libc().tcpRttUs(fd);
            finish(new Attempt.Connected(elapsedUs, rttUs > 0 ? OptionalInt.of(rttUs) : OptionalInt.empty()));
        }

        private void finish(Attempt attempt) {
            if (!done.isDone()) { // else the timer of an attempt that ended, whose number may be another's
                loop.close(fd);
                done.complete(attempt);
            }
        }

        private static Attempt ofErrno(int errno, double elapsedUs) {
            return switch (errno) {
                case Errno.ECONNREFUSED -> new Attempt.Refused(elapsedUs);
                case Errno.ETIMEDOUT -> new Attempt.TimedOut();
                case Errno.ECONNRESET -> Attempt.Failed.of(Failure.CONNECTION_RESET, Errno.name(errno));
                default ->
                    Attempt.Failed.of(
                            Errno.noRoute(errno) ? Failure.NO_ROUTE : Failure.IO, "connect: " + Errno.name(errno));
            };
        }
    }
}
