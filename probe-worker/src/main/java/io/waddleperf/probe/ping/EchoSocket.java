package io.waddleperf.probe.ping;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.nativenet.SocketAddress;
import java.lang.foreign.Arena;
import java.net.InetAddress;

/// Opens a socket for echo requests that stamps what leaves and what comes.
public final class EchoSocket {
    private static final int STAMPS = Linux.SOF_TIMESTAMPING_TX_SOFTWARE
            | Linux.SOF_TIMESTAMPING_RX_SOFTWARE
            | Linux.SOF_TIMESTAMPING_SOFTWARE
            | Linux.SOF_TIMESTAMPING_OPT_ID
            | Linux.SOF_TIMESTAMPING_OPT_TSONLY;
    /// Some 5,000 answers that wait to be read.
    private static final int BUFFER_BYTES = 4 << 20;

    private static final int ICMPV6_TYPES = 256;
    private static final int ICMPV6_ECHO_REPLY = 129;

    private EchoSocket() {}

    /// @return the descriptor, or the negated error number
    public static int open(Libc libc, Family family, Echo.Framing framing) {
        boolean v6 = family == Family.IPV6;
        int type = framing == Echo.Framing.RAW ? Linux.SOCK_RAW : Linux.SOCK_DGRAM;
        int fd = libc.socket(
                v6 ? Linux.AF_INET6 : Linux.AF_INET,
                type | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC,
                v6 ? Linux.IPPROTO_ICMPV6 : Linux.IPPROTO_ICMP);
        if (fd < 0) {
            return fd;
        }
        countStampsFromZero(libc, fd);
        if (v6) {
            libc.setOption(fd, Linux.SOL_IPV6, Linux.IPV6_RECVERR, 1);
            libc.setOption(fd, Linux.SOL_IPV6, Linux.IPV6_RECVHOPLIMIT, 1);
        } else {
            libc.setOption(fd, Linux.SOL_IP, Linux.IP_RECVERR, 1);
            libc.setOption(fd, Linux.SOL_IP, Linux.IP_RECVTTL, 1);
        }
        if (framing == Echo.Framing.RAW) {
            passRepliesOnly(libc, fd, v6);
        }
        return fd;
    }

    /// Opens a socket that many runs share: with room for what comes at once, and an identifier of
    /// our choice.
    ///
    /// @param hopLimit 0: the system's own
    /// @return the descriptor, or the negated error number
    static int openShared(Libc libc, Echo echo, int hopLimit) {
        int fd = open(libc, echo.family(), echo.framing());
        if (fd < 0) {
            return fd;
        }
        if (hopLimit > 0 && echo.family() == Family.IPV6) {
            libc.setOption(fd, Linux.SOL_IPV6, Linux.IPV6_UNICAST_HOPS, hopLimit);
        } else if (hopLimit > 0) {
            libc.setOption(fd, Linux.SOL_IP, Linux.IP_TTL, hopLimit);
        }
        atMost(libc, fd, Linux.SO_RCVBUFFORCE, Linux.SO_RCVBUF);
        atMost(libc, fd, Linux.SO_SNDBUFFORCE, Linux.SO_SNDBUF);
        if (echo.framing() == Echo.Framing.DGRAM) { // where it is taken, the kernel chooses another
            var any = InetAddress.ofLiteral(echo.family() == Family.IPV6 ? "::" : "0.0.0.0");
            try (var arena = Arena.ofConfined()) {
                libc.bind(fd, SocketAddress.of(arena, any, echo.identifier()));
            }
        }
        return fd;
    }

    private static void atMost(Libc libc, int fd, int forced, int option) {
        if (libc.setOption(fd, Linux.SOL_SOCKET, forced, BUFFER_BYTES) < 0) {
            libc.setOption(fd, Linux.SOL_SOCKET, option, BUFFER_BYTES); // up to the system's limit
        }
    }

    /// Keeps the kernel's stamping switched on as long as the loop lives: it is switched with the
    /// first and last socket that asks, and takes a while.
    public static void keepStamping(PollLoop.Loop loop) {
        var libc = loop.libc();
        int keeper = libc.socket(Linux.AF_INET, Linux.SOCK_DGRAM | Linux.SOCK_CLOEXEC, 0);
        if (keeper >= 0) {
            countStampsFromZero(libc, keeper);
            loop.watch(keeper, 0, _ -> {}); // so that it is closed with the loop
        }
    }

    /// Numbers the transmit stamps from 0 again; a send that failed may or may not have counted.
    public static void countStampsFromZero(Libc libc, int fd) {
        libc.setOption(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, 0);
        libc.setOption(fd, Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, STAMPS);
    }

    /// A RAW socket sees the ICMP packets of the whole machine; the filter's bits block types.
    private static void passRepliesOnly(Libc libc, int fd, boolean v6) {
        if (!v6) {
            libc.setOption(fd, Linux.SOL_RAW, Linux.ICMP_FILTER, ~1); // type 0, the reply
            return;
        }
        try (var arena = Arena.ofConfined()) {
            var filter = arena.allocate(ICMPV6_TYPES / Byte.SIZE, Integer.BYTES);
            filter.fill((byte) 0xFF);
            int word = ICMPV6_ECHO_REPLY / Integer.SIZE;
            filter.setAtIndex(JAVA_INT, word, ~(1 << ICMPV6_ECHO_REPLY % Integer.SIZE));
            libc.setOption(fd, Linux.IPPROTO_ICMPV6, Linux.ICMPV6_FILTER, filter);
        }
    }
}
