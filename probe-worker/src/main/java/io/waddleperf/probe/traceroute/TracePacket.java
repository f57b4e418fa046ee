package io.waddleperf.probe.traceroute;

import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.ping.EchoClock;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// One packet of a run, from sending to its answer; belongs to the socket thread.
final class TracePacket {
    private final int ttl;
    private final int cycle;
    private final long sentNanos;
    private final EchoClock clock;
    private long kernelRttNs;
    private @Nullable InetAddress by;
    private @Nullable Reading reading;
    private boolean givenUp;
    private boolean withdrawn;

    /// @param realtimeNs the clock of the kernel's stamps, just before sending
    TracePacket(int ttl, int cycle, long realtimeNs, long sentNanos) {
        this.ttl = ttl;
        this.cycle = cycle;
        this.sentNanos = sentNanos;
        this.clock = new EchoClock(realtimeNs, sentNanos);
    }

    int ttl() {
        return ttl;
    }

    int cycle() {
        return cycle;
    }

    long sentNanos() {
        return sentNanos;
    }

    void left(long stampNs) {
        clock.left(stampNs);
    }

    void answered(TraceWire.Word word, long nowNanos) {
        by = word.by();
        reading = word.reading();
        kernelRttNs = word.kernelRttUs() * 1_000L;
        clock.answered(word.stampNs(), nowNanos, -1);
    }

    boolean answered() {
        return reading != null;
    }

    /// The run went on without its answer.
    void giveUp() {
        givenUp = true;
    }

    /// It did not leave, or nobody could say which answer is its own: counts for nothing.
    void withdraw() {
        withdrawn = true;
    }

    boolean withdrawn() {
        return withdrawn;
    }

    /// Whether nothing more is to come.
    boolean settled() {
        return answered() || givenUp || withdrawn;
    }

    TimestampSource source() {
        return kernelRttNs > 0 ? TimestampSource.KERNEL_TCP : clock.source();
    }

    TraceReport.Trial trial() {
        var read = reading;
        double rttUs = (kernelRttNs > 0 ? kernelRttNs : clock.rttNs()) / 1_000.0;
        return new TraceReport.Trial(ttl, read == null ? null : new TraceReport.Answer(by, read, rttUs));
    }
}
