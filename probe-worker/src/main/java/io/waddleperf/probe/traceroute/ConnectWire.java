package io.waddleperf.probe.traceroute;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.nativenet.Datagram;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.nativenet.SocketAddress;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/// Connections that expire on their way: a SYN each, all from the same port.
///
/// One flow means one connection at a time, as the kernel knows them by addresses and ports.
final class ConnectWire implements TraceWire {
    /// After a second the kernel would send the SYN again.
    private static final long RESENT_AFTER_NANOS = 1_000_000_000L;

    private static final long MARGIN_NANOS = 20_000_000L;
    private static final int STAMPS = Linux.SOF_TIMESTAMPING_RX_SOFTWARE | Linux.SOF_TIMESTAMPING_SOFTWARE;
    private static final int NONE = -1;

    private final PollLoop.Loop loop;
    private final InetSocketAddress target;
    private final boolean v6;
    private final Datagram incoming;
    private Listener listener = Listener.NOBODY;
    private int keeper = NONE;
    private int flowPort;
    private int fd = NONE;
    private int number;

    ConnectWire(PollLoop.Loop loop, InetSocketAddress target, Datagram incoming) {
        this.loop = loop;
        this.target = target;
        this.v6 = Family.of(target.getAddress()) == Family.IPV6;
        this.incoming = incoming;
    }

    /// Takes a port for the run and keeps it.
    ///
    /// @return 0, or the negated error number
    int open() {
        keeper = boundSocket(0);
        if (keeper < 0) {
            return keeper;
        }
        loop.watch(keeper, 0, _ -> {}); // so that it is closed with the loop
        var local = libc().localAddress(keeper);
        flowPort = local == null ? 0 : local.getPort();
        return 0;
    }

    private int boundSocket(int port) {
        int socket = libc().socket(
                        v6 ? Linux.AF_INET6 : Linux.AF_INET,
                        Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC,
                        Linux.IPPROTO_TCP);
        if (socket < 0) {
            return socket;
        }
        libc().setOption(socket, Linux.SOL_SOCKET, Linux.SO_REUSEADDR, 1);
        try (var arena = Arena.ofConfined()) {
            var any = InetAddress.ofLiteral(v6 ? "::" : "0.0.0.0");
            int status = libc().bind(socket, SocketAddress.of(arena, any, port));
            if (status < 0) {
                libc().close(socket);
                return status;
            }
        }
        return socket;
    }

    @Override
    public void listen(Listener hearer) {
        listener = hearer;
    }

    @Override
    public String method() {
        return "tcp-connect";
    }

    @Override
    public String protocol() {
        return "tcp";
    }

    @Override
    public boolean oneAtATime() {
        return true;
    }

    @Override
    public long longestWaitNanos() {
        return RESENT_AFTER_NANOS - MARGIN_NANOS;
    }

    @Override
    public int prepare(int ttl) {
        closeAttempt();
        int socket = boundSocket(flowPort);
        if (socket < 0) {
            return socket;
        }
        fd = socket;
        libc().resetOnClose(fd);
        libc().setOption(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS);
        libc().setOption(fd, Linux.IPPROTO_TCP, Linux.TCP_SYNCNT, 1);
        if (v6) { // else each connection draws a flow label of its own
            libc().setOption(fd, Linux.SOL_IPV6, Linux.IPV6_AUTOFLOWLABEL, 0);
        }
        int level = v6 ? Linux.SOL_IPV6 : Linux.SOL_IP;
        libc().setOption(fd, level, v6 ? Linux.IPV6_RECVERR : Linux.IP_RECVERR, 1);
        return libc().setOption(fd, level, v6 ? Linux.IPV6_UNICAST_HOPS : Linux.IP_TTL, ttl);
    }

    @Override
    public int send(int number) {
        this.number = number;
        int status;
        try (var arena = Arena.ofConfined()) {
            status = libc().connect(fd, SocketAddress.of(arena, target.getAddress(), target.getPort()));
        }
        loop.watch(fd, Linux.POLLIN | Linux.POLLOUT, this::ready);
        if (status == 0 || status == -Errno.EINPROGRESS || icmpCame()) {
            return 0;
        }
        if (status == -Errno.ECONNREFUSED) {
            targetSaid(0);
            return 0;
        }
        closeAttempt();
        return status;
    }

    @Override
    public void collect() {} // the loop calls

    private void ready(int events) {
        if (icmpCame()) {
            return;
        }
        int errno = libc().pendingError(fd);
        if (errno == 0 && (events & Linux.POLLOUT) != 0) {
            targetSaid(libc().tcpRttUs(fd)); // SYN and ACK
        } else if (errno == Errno.ECONNREFUSED) {
            targetSaid(0); // RST
        } else if (errno != 0) {
            closeAttempt();
        }
    }

    private boolean icmpCame() {
        if (incoming.receive(libc(), fd, Linux.MSG_ERRQUEUE) < 0) {
            return false;
        }
        var control = incoming.control();
        var error = control.error();
        if (error == null
                || (error.origin() != Linux.SO_EE_ORIGIN_ICMP && error.origin() != Linux.SO_EE_ORIGIN_ICMP6)) {
            return false;
        }
        closeAttempt();
        var reading = Reading.of(error, target.getAddress());
        listener.heard(OptionalInt.of(number), new Word(error.offender(), reading, control.stampNs(), 0));
        return true;
    }

    private void targetSaid(int kernelRttUs) {
        closeAttempt();
        listener.heard(OptionalInt.of(number), new Word(target.getAddress(), Reading.REPLY, 0, kernelRttUs));
    }

    private void closeAttempt() {
        if (fd != NONE) {
            loop.close(fd);
            fd = NONE;
        }
    }

    @Override
    public void close() {
        closeAttempt();
        loop.close(keeper);
    }

    private Libc libc() {
        return loop.libc();
    }
}
