package io.waddleperf.probe.packets;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.nativenet.ControlData;
import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.nativenet.SocketAddress;
import io.waddleperf.probe.ping.Echo;
import io.waddleperf.probe.ping.EchoSocket;
import io.waddleperf.probe.ping.Problems;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A connected socket that sends numbered packets of one flow and tells who answered which.
///
/// Lives on the socket thread and is one run's alone, so the kernel's numbering of transmit stamps
/// is the order of our sends.
public final class PacketSocket {
    /// So many at once; what is left makes the socket ready again.
    private static final int MOST_AT_ONCE = 256;

    private final PollLoop.Loop loop;
    private final int fd;
    private final PacketFormat format;
    private final PacketBuffers buffers;
    private final List<Integer> stampOrder = new ArrayList<>();
    private Arrivals arrivals = Arrivals.NOBODY;

    /// A socket, or the outcome of a test that gets none.
    public sealed interface Opened {
        record Open(PacketSocket socket) implements Opened {}

        record NotOpen(Outcome outcome) implements Opened {}
    }

    private PacketSocket(PollLoop.Loop loop, int fd, PacketFormat format, PacketBuffers buffers) {
        this.loop = loop;
        this.fd = fd;
        this.format = format;
        this.buffers = buffers;
    }

    /// Opens the first socket that this machine allows.
    ///
    /// @param methods in the order of preference
    /// @param target  its port counts for UDP only
    public static Opened open(
            PollLoop.Loop loop,
            List<PacketMethod> methods,
            InetSocketAddress target,
            PacketBuffers buffers,
            RandomGenerator random) {
        var family = Family.of(target.getAddress());
        var objections = new ArrayList<String>();
        for (var method : methods) {
            int fd = socket(loop, method, family);
            if (fd >= 0) {
                var format = new PacketFormat(method, family, random.nextInt(1 << 16), random.nextLong() | 1);
                return new PacketSocket(loop, fd, format, buffers).connect(target);
            }
            objections.add(method.objection(-fd));
        }
        return new Opened.NotOpen(new Outcome.Unsupported(String.join("; ", objections)));
    }

    private static int socket(PollLoop.Loop loop, PacketMethod method, Family family) {
        return switch (method) {
            case ICMP_DGRAM -> EchoSocket.open(loop.libc(), family, Echo.Framing.DGRAM);
            case ICMP_RAW -> EchoSocket.open(loop.libc(), family, Echo.Framing.RAW);
            case UDP -> udp(loop, family);
        };
    }

    private static int udp(PollLoop.Loop loop, Family family) {
        boolean v6 = family == Family.IPV6;
        int fd = loop.libc()
                .socket(
                        v6 ? Linux.AF_INET6 : Linux.AF_INET,
                        Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK | Linux.SOCK_CLOEXEC,
                        Linux.IPPROTO_UDP);
        if (fd >= 0) {
            EchoSocket.countStampsFromZero(loop.libc(), fd);
            loop.libc()
                    .setOption(fd, v6 ? Linux.SOL_IPV6 : Linux.SOL_IP, v6 ? Linux.IPV6_RECVERR : Linux.IP_RECVERR, 1);
        }
        return fd;
    }

    private Opened connect(InetSocketAddress target) {
        int port = format.method() == PacketMethod.UDP ? target.getPort() : 0;
        try (var arena = Arena.ofConfined()) {
            int status = loop.libc().connect(fd, SocketAddress.of(arena, target.getAddress(), port));
            if (status < 0) {
                loop.close(fd);
                return new Opened.NotOpen(Problems.ofErrno(-status, 0));
            }
        }
        loop.watch(fd, 0, _ -> {}); // so that it is closed with the loop
        return new Opened.Open(this);
    }

    /// From now on tells what comes.
    public void listen(Arrivals hearer) {
        arrivals = hearer;
        loop.watch(fd, Linux.POLLIN, _ -> drain());
    }

    public PacketMethod method() {
        return format.method();
    }

    /// The address that the packets leave from.
    public @Nullable InetAddress localAddress() {
        var local = loop.libc().localAddress(fd);
        return local == null ? null : local.getAddress();
    }

    /// TTL or hop limit of what is sent from now on.
    public void hopLimit(int hops) {
        option(Linux.IP_TTL, Linux.IPV6_UNICAST_HOPS, hops);
    }

    /// From now on routers must not fragment, and the kernel forgets what it knows of the path.
    public void dontFragment() {
        option(Linux.IP_MTU_DISCOVER, Linux.IPV6_MTU_DISCOVER, Linux.IP_PMTUDISC_PROBE);
    }

    private void option(int v4, int v6, int value) {
        boolean ipv6 = format.family() == Family.IPV6;
        loop.libc().setOption(fd, ipv6 ? Linux.SOL_IPV6 : Linux.SOL_IP, ipv6 ? v6 : v4, value);
    }

    /// @param number      16 bits
    /// @param packetBytes the IP header counted in
    /// @return 0, or the negated error number
    public int send(int number, int packetBytes) {
        var packet = buffers.outgoing(format.writtenBytes(packetBytes));
        format.write(packet, number);
        int status = loop.libc().send(fd, packet, 0);
        if (status < 0 && status != -Errno.EAGAIN) {
            // An ICMP error for an earlier packet comes back from the next send, once.
            status = loop.libc().send(fd, packet, 0);
        }
        if (status < 0) { // a send that failed may or may not have counted
            drain();
            EchoSocket.countStampsFromZero(loop.libc(), fd);
            stampOrder.clear();
            return status;
        }
        stampOrder.add(number);
        return 0;
    }

    /// Tells of all that came until now.
    public void drain() {
        for (int i = 0; i < MOST_AT_ONCE && drainError(); i++) {}
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            int bytes = buffers.incoming().receive(loop.libc(), fd, 0);
            if (bytes == -Errno.EAGAIN) {
                return;
            }
            if (bytes >= 0) { // an error number is that of an ICMP error, told by the error queue
                replied(bytes);
            }
        }
    }

    public void close() {
        loop.close(fd);
    }

    private void replied(int bytes) {
        long stampNs = buffers.incoming().control().stampNs();
        switch (format.ofReply(buffers.incoming().data().asSlice(0, bytes))) {
            case PacketFormat.Whose.Ours ours -> arrivals.replied(OptionalInt.of(ours.number()), stampNs);
            case PacketFormat.Whose.Untold _ -> arrivals.replied(OptionalInt.empty(), stampNs);
            case PacketFormat.Whose.Foreign _ -> {}
        }
    }

    private boolean drainError() {
        int bytes = buffers.incoming().receive(loop.libc(), fd, Linux.MSG_ERRQUEUE);
        if (bytes < 0) {
            return false;
        }
        var control = buffers.incoming().control();
        var error = control.error();
        if (error != null) {
            switch (error.origin()) {
                case Linux.SO_EE_ORIGIN_TIMESTAMPING -> stamped(error.data(), control.stampNs());
                case Linux.SO_EE_ORIGIN_ICMP, Linux.SO_EE_ORIGIN_ICMP6 -> objected(bytes, error, control);
                case Linux.SO_EE_ORIGIN_LOCAL -> local(error);
                default -> {}
            }
        }
        return true;
    }

    private void stamped(int number, long stampNs) {
        if (number >= 0 && number < stampOrder.size()) {
            arrivals.left(stampOrder.get(number), stampNs);
        }
    }

    private void objected(int bytes, ExtendedError error, ControlData control) {
        switch (format.ofQuote(buffers.incoming().data().asSlice(0, bytes))) {
            case PacketFormat.Whose.Ours ours ->
                arrivals.objected(OptionalInt.of(ours.number()), error, control.stampNs());
            case PacketFormat.Whose.Untold _ -> arrivals.objected(OptionalInt.empty(), error, control.stampNs());
            case PacketFormat.Whose.Foreign _ -> {}
        }
    }

    private void local(ExtendedError error) {
        if (error.errno() == Errno.EMSGSIZE) {
            arrivals.tooBigForInterface(error.info());
        }
    }
}
