package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Choice;
import io.waddleperf.contracts.SpecField.Flag;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way to the target, hop by hop: packets whose TTL grows from 1, as traceroute and mtr do.
///
/// All packets of a run belong to one flow (Paris traceroute, Augustin et al., IMC 2006), so
/// that equal-cost ways are not mixed.
///
/// @param addressesOnly null: false
public record TracerouteSpec(
        String protocol,
        int cycles,
        int maxHops,
        @Nullable Integer port,
        long intervalUs,
        long timeoutUs,
        @Nullable Boolean addressesOnly)
        implements TestSpec {
    /// How long names of hops are asked for, once the last packet is settled.
    public static final long NAMES_LIMIT_US = 1_000_000;

    private static final Choice PROTOCOL =
            Choice.of("protocol", List.of("icmp", "udp", "tcp"), "Protocol", "Of the packets whose TTL grows from 1.");
    private static final Whole CYCLES =
            Whole.of("cycles", 1, 100, "Cycles", "Packets to each hop: 3 show the way, 100 the loss of each hop.");
    private static final Whole MAX_HOPS = Whole.of("maxHops", 1, 64, "Most hops", "The highest TTL.");
    private static final Whole PORT =
            Whole.port("Of UDP and TCP; where left out 33434 for UDP, and the target's own or 80 for TCP.");
    private static final Whole INTERVAL =
            Whole.of("intervalUs", 50_000, 10_000_000, "Interval", "From one cycle to the next.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 50_000, 10_000_000, "Timeout", "How long an answer is waited for.");
    private static final Flag ADDRESSES_ONLY =
            Flag.of("addressesOnly", "Addresses only", "The probe's resolver is not asked what the hops are called.");

    public static final TracerouteSpec DEFAULT = new TracerouteSpec("icmp", 3, 30, null, 200_000, 1_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "Traceroute",
                    "The way to the target, hop by hop, with loss and round trips of each; one flow, so one way.",
                    Chart.smoke(Metric.RTT_MEAN_US, Metric.HOPS, Metric.LOSS_RATIO))
            .first(PROTOCOL, CYCLES)
            .more(MAX_HOPS, PORT, INTERVAL, TIMEOUT, ADDRESSES_ONLY);

    public TracerouteSpec {
        PROTOCOL.require(protocol);
        CYCLES.require(cycles);
        MAX_HOPS.require(maxHops);
        PORT.requireIfGiven(port);
        INTERVAL.require(intervalUs);
        TIMEOUT.require(timeoutUs);
    }

    /// With the names of hops.
    public TracerouteSpec(
            String protocol, int cycles, int maxHops, @Nullable Integer port, long intervalUs, long timeoutUs) {
        this(protocol, cycles, maxHops, port, intervalUs, timeoutUs, null);
    }

    /// Whether the hops' names are asked for.
    public boolean naming() {
        return !Boolean.TRUE.equals(addressesOnly);
    }

    @Override
    public Test test() {
        return Test.TRACEROUTE;
    }

    /// The packets of a cycle are 10 ms apart.
    @Override
    public long limitUs() {
        return (cycles - 1) * Math.max(intervalUs, maxHops * 10_000L)
                + maxHops * 10_000L
                + timeoutUs
                + 500_000
                + (naming() ? NAMES_LIMIT_US : 0);
    }
}
