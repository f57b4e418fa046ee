package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The moments at which an item is due: once at its start, then at every interval in its phase.
final class Slots {
    /// How long a tier-1 command stays good (DESIGN's table of tiers).
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Slots() {}

    /// The first slot after `time`.
    static Instant after(Assignment.Item item, Instant time) {
        if (time.isBefore(item.firstAt())) {
            return item.firstAt();
        }
        long sinceUs = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        long steps = Math.floorDiv(sinceUs - item.phaseUs(), item.intervalUs()) + 1;
        return Instant.EPOCH.plus(item.phaseUs() + steps * item.intervalUs(), ChronoUnit.MICROS);
    }

    /// How late a slot may still be run: a test that is later than the next one tells nothing.
    static Duration goodFor(Assignment.Item item) {
        var interval = Duration.of(item.intervalUs(), ChronoUnit.MICROS);
        return interval.compareTo(DEADLINE) < 0 ? interval : DEADLINE;
    }
}
