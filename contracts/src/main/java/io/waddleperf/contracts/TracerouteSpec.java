package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// The way to the target, hop by hop: packets whose TTL grows from 1, as traceroute and mtr do.
///
/// All packets of a run belong to one flow (Paris traceroute, Augustin et al., IMC 2006), so
/// that equal-cost ways are not mixed.
///
/// @param protocol   `icmp`, `udp` or `tcp`
/// @param cycles     packets to each hop: 3 make a traceroute, 100 a loss report as mtr's
/// @param maxHops    the highest TTL
/// @param port       of UDP and TCP; null: 33434 for UDP, the target's own or 80 for TCP
/// @param intervalUs from one cycle to the next
/// @param timeoutUs  how long an answer is waited for
public record TracerouteSpec(
        String protocol, int cycles, int maxHops, @Nullable Integer port, long intervalUs, long timeoutUs)
        implements TestSpec {
    public static final TracerouteSpec DEFAULT = new TracerouteSpec("icmp", 3, 30, null, 200_000, 1_000_000);

    public TracerouteSpec {
        Require.that(
                protocol.equals("icmp") || protocol.equals("udp") || protocol.equals("tcp"),
                "protocol",
                protocol,
                "must be icmp, udp or tcp");
        Require.range("cycles", cycles, 1, 100);
        Require.range("maxHops", maxHops, 1, 64);
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        Require.range("intervalUs", intervalUs, 50_000, 10_000_000);
        Require.range("timeoutUs", timeoutUs, 50_000, 10_000_000);
    }

    @Override
    public Test test() {
        return Test.TRACEROUTE;
    }

    /// The packets of a cycle are 10 ms apart.
    @Override
    public long limitUs() {
        return (cycles - 1) * Math.max(intervalUs, maxHops * 10_000L) + maxHops * 10_000L + timeoutUs + 500_000;
    }
}
