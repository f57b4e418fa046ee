package io.waddleperf.scheduler;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Up to when Kafka has everything that was due, so that whoever takes partitions over needs not order
/// it again.
///
/// For one thread.
final class Progress {
    private final Supplier<BooleanSupplier> mark;
    private Instant done = Instant.EPOCH;
    private Instant marked = Instant.EPOCH;
    private @Nullable BooleanSupplier settled;

    /// @param mark what tells, from then on, whether Kafka has answered to all that was sent before
    Progress(Supplier<BooleanSupplier> mark) {
        this.mark = mark;
    }

    /// All that was due by then has been sent.
    void sent(Instant until) {
        var before = settled;
        if (before != null && before.getAsBoolean()) {
            done = marked;
            settled = null;
        }
        if (settled == null) {
            marked = until;
            settled = mark.get();
        }
    }

    /// Of a moment ago; the epoch where nothing is known yet.
    Instant done() {
        return done;
    }

    /// More probes have come, of which nothing has been sent yet.
    void restart() {
        settled = null;
    }
}
