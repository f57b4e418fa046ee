package io.waddleperf.probe.responder;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.Datagram;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.nativenet.SocketAddress;
import io.waddleperf.probe.stamp.StampPacket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Has the kernel say when a packet came, on a socket thread of its own: what others ask of us must
/// not delay what we measure.
final class NativeReflector implements StampReflector {
    /// So many at once; what is left makes the socket ready again.
    private static final int MOST_AT_ONCE = 256;

    private static final int START_WITHIN_S = 5;
    private static final int STAMPS = Linux.SOF_TIMESTAMPING_RX_SOFTWARE | Linux.SOF_TIMESTAMPING_SOFTWARE;

    private final PollLoop sockets;
    private final InetSocketAddress address;

    private NativeReflector(PollLoop sockets, InetSocketAddress address) {
        this.sockets = sockets;
        this.address = address;
    }

    static NativeReflector start(InetSocketAddress wanted, Reflections reflections, Ticker ticker) throws IOException {
        PollLoop sockets = null;
        try {
            sockets = PollLoop.start(ticker::nanos);
            var bound = new CompletableFuture<InetSocketAddress>();
            sockets.execute(loop -> bind(loop, wanted, reflections, bound));
            return new NativeReflector(sockets, bound.get(START_WITHIN_S, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            close(sockets);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while the reflector started");
        } catch (ExecutionException | TimeoutException e) {
            close(sockets);
            throw e.getCause() instanceof IOException io ? io : new IOException("the reflector did not start", e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        sockets.close();
    }

    private static void close(@Nullable PollLoop sockets) {
        if (sockets != null) {
            sockets.close();
        }
    }

    private static void bind(
            PollLoop.Loop loop,
            InetSocketAddress wanted,
            Reflections reflections,
            CompletableFuture<InetSocketAddress> bound) {
        boolean v6 = wanted.getAddress() instanceof Inet6Address;
        int type = Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC;
        int fd = loop.libc().socket(v6 ? Linux.AF_INET6 : Linux.AF_INET, type, Linux.IPPROTO_UDP);
        int status = fd < 0 ? fd : listen(loop.libc(), fd, v6, wanted);
        var address = status < 0 ? null : loop.libc().localAddress(fd);
        if (address == null) {
            if (fd >= 0) {
                loop.libc().close(fd);
            }
            bound.completeExceptionally(new BindException(why(-status)));
            return;
        }
        var incoming = new Datagram(Arena.ofAuto(), Reflections.MOST_BYTES + 1);
        var turn = new Turn(loop.libc(), fd, address.getPort(), incoming, reflections);
        loop.watch(fd, Linux.POLLIN, _ -> turn.answerAll());
        bound.complete(address);
    }

    private static String why(int errno) {
        return switch (errno) {
            case Errno.EADDRINUSE -> "another process has it, " + Errno.name(errno);
            case Errno.EACCES -> "ports below 1024 need CAP_NET_BIND_SERVICE, " + Errno.name(errno);
            case Errno.EADDRNOTAVAIL -> "this machine has no such address, " + Errno.name(errno);
            default -> Errno.name(errno);
        };
    }

    private static int listen(Libc libc, int fd, boolean v6, InetSocketAddress wanted) {
        libc.setOption(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS);
        libc.setOption(fd, Linux.SOL_IP, Linux.IP_RECVTTL, 1); // also for IPv4 on a socket of IPv6
        if (v6) {
            libc.setOption(fd, Linux.SOL_IPV6, Linux.IPV6_RECVHOPLIMIT, 1);
            libc.setOption(fd, Linux.SOL_IPV6, Linux.IPV6_RECVPKTINFO, 1);
        } else {
            libc.setOption(fd, Linux.SOL_IP, Linux.IP_PKTINFO, 1);
        }
        try (var arena = Arena.ofConfined()) {
            return libc.bind(fd, SocketAddress.of(arena, wanted.getAddress(), wanted.getPort()));
        }
    }

    /// What the socket thread does with what came.
    private record Turn(Libc libc, int fd, int port, Datagram incoming, Reflections reflections) {
        void answerAll() {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                int bytes = incoming.receive(libc, fd, 0);
                if (bytes < 0) {
                    return;
                }
                answer(bytes);
            }
        }

        private void answer(int bytes) {
            var control = incoming.control();
            var from = incoming.sender();
            if (from == null) {
                return;
            }
            var packet = incoming.data().asSlice(0, bytes);
            long receivedAtNs = control.stampNs() > 0 ? control.stampNs() : libc.realtimeNs();
            switch (reflections.answer(packet, from, port, receivedAtNs, control.hopLimit())) {
                case NONE -> {}
                case ECHO -> incoming.sendBack(libc, fd, bytes);
                case STAMP -> {
                    StampPacket.writeSentAt(packet, libc.realtimeNs());
                    incoming.sendBack(libc, fd, bytes); // one that cannot be sent is lost on the way back
                }
            }
        }
    }
}
