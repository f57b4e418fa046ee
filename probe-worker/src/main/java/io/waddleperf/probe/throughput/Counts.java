package io.waddleperf.probe.throughput;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// What went through one stream so far: counted by the stream's own thread, read by any.
public final class Counts {
    /// No moment of the tickers.
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong firstNanos = new AtomicLong(NEVER);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong highest = new AtomicLong();
    private final AtomicLong reordered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong jitterNanos = new AtomicLong();

    /// What a stream had counted at one moment.
    ///
    /// @param packets   sent, or received
    /// @param highest   the highest number of a packet that was received
    /// @param lost      numbers below it of which no packet came
    /// @param reordered packets that came after a later one
    public record At(long bytes, long packets, long highest, long lost, long reordered, long jitterNanos) {
        static final At START = new At(0, 0, 0, 0, 0, 0);

        /// Since an earlier moment; jitter is what it is now.
        At since(At earlier) {
            return new At(
                    bytes - earlier.bytes,
                    packets - earlier.packets,
                    highest - earlier.highest,
                    Math.max(0, lost - earlier.lost),
                    reordered - earlier.reordered,
                    jitterNanos);
        }
    }

    /// When the first of what came was there.
    void beginAt(long nanos) {
        firstNanos.setRelease(nanos);
    }

    OptionalLong firstNanos() {
        long nanos = firstNanos.getAcquire();
        return nanos == NEVER ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    public void add(long more) {
        bytes.setRelease(bytes.getPlain() + more);
    }

    void addPacket(long more) {
        add(more);
        packets.setRelease(packets.getPlain() + 1);
    }

    /// @param jitter as it is after this packet
    void addNumbered(long more, long number, long jitter) {
        addPacket(more);
        long before = highest.getPlain();
        if (number > before) {
            lost.setRelease(lost.getPlain() + number - before - 1);
            highest.setRelease(number);
        } else {
            reordered.setRelease(reordered.getPlain() + 1);
            lost.setRelease(Math.max(0, lost.getPlain() - 1)); // it was thought lost
        }
        jitterNanos.setRelease(jitter);
    }

    public At now() {
        return new At(
                bytes.getAcquire(),
                packets.getAcquire(),
                highest.getAcquire(),
                lost.getAcquire(),
                reordered.getAcquire(),
                jitterNanos.getAcquire());
    }
}
