package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.tcp.Connector;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Finds the best method that this machine allows: `icmp-dgram`, `icmp-raw`, `ping-binary`,
/// `tcp-connect`.
public final class PingMethods {
    private PingMethods() {}

    /// A pinger, and what it says of itself.
    ///
    /// @param icmp its reason names each better method with what forbade it
    public record Chosen(PingProber prober, Heartbeat.Icmp icmp) {}

    /// @param sockets    empty where native sockets are not available
    /// @param searchPath where a `ping` program may be, separated by `:`
    public static Chosen choose(
            Optional<PollLoop> sockets, Connector connector, String searchPath, Ticker ticker, RandomGenerator random)
            throws InterruptedException {
        var reasons = new ArrayList<String>();
        Pinger pinger = best(sockets, connector, searchPath, ticker, random, reasons);
        if (pinger instanceof IcmpPinger icmp) {
            icmp.warmUp();
        }
        return new Chosen(new PingProber(pinger), new Heartbeat.Icmp(pinger.method(), String.join("; ", reasons)));
    }

    private static Pinger best(
            Optional<PollLoop> sockets,
            Connector connector,
            String searchPath,
            Ticker ticker,
            RandomGenerator random,
            List<String> reasons) {
        var icmp = sockets.flatMap(loop -> icmp(loop, random, reasons));
        if (icmp.isPresent()) {
            return icmp.get();
        }
        if (sockets.isEmpty()) {
            reasons.add("icmp-dgram, icmp-raw: native sockets need 64-bit Linux");
        }
        var program = PingBinary.find(searchPath);
        if (program.isPresent()) {
            return new PingBinary(program.get());
        }
        reasons.add("ping-binary: there is no ping program on the PATH");
        return new TcpPinger(connector, ticker);
    }

    /// Own ICMP sockets, of the kind that needs fewer rights.
    ///
    /// @param reasons gets what forbids them
    static Optional<IcmpPinger> icmp(PollLoop sockets, RandomGenerator random, List<String> reasons) {
        for (var framing : Echo.Framing.values()) {
            int errno = errnoOf(framing);
            if (errno == 0) {
                return Optional.of(new IcmpPinger(sockets, framing, random));
            }
            reasons.add(reason(framing, errno));
        }
        return Optional.empty();
    }

    private static String reason(Echo.Framing framing, int errno) {
        return switch (framing) {
            case DGRAM ->
                "icmp-dgram: " + Errno.name(errno)
                        + ", the sysctl net.ipv4.ping_group_range leaves this process's group out";
            case RAW -> "icmp-raw: " + Errno.name(errno) + ", this process lacks CAP_NET_RAW";
        };
    }

    /// 0 where the kernel gives such a socket, in at least one family.
    private static int errnoOf(Echo.Framing framing) {
        try (var arena = Arena.ofConfined()) {
            var libc = new Libc(arena);
            int fd = EchoSocket.open(libc, Family.IPV4, framing);
            if (fd == -Errno.EAFNOSUPPORT) {
                fd = EchoSocket.open(libc, Family.IPV6, framing);
            }
            if (fd >= 0) {
                libc.close(fd);
            }
            return Math.max(0, -fd);
        }
    }
}
