package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The moments at which an item is due: its cadence's slots, and of a new one the immediate slot.
final class Slots {
    private Slots() {}

    /// The first slot at all: at once for what is new, in phase for what only this process has not
    /// seen yet. A new schedule's immediate slot is its time of creation, so that every scheduler
    /// gives its commands the same ids. An exclusive test has no immediate slot: others may hold its
    /// ends then. Nor has one whose time of day is given.
    static Instant first(Assignment.Item item, Instant now, Seen seen) {
        Instant earliest = now.minus(goodFor(item));
        if (!item.hasImmediateSlot()) {
            return item.slotAfter(seen == Seen.AT_START ? earliest : now);
        }
        if (item.firstAt().isAfter(earliest)) {
            return item.firstAt();
        }
        return switch (seen) {
            case SINCE_START -> now.truncatedTo(ChronoUnit.MICROS);
            case AT_START -> item.slotAfter(earliest);
        };
    }

    /// Whether an item was there when this scheduler started, or came while it ran.
    enum Seen {
        AT_START,
        SINCE_START
    }

    /// How late a slot may still be run: a test that is later than the next one tells nothing.
    static Duration goodFor(Assignment.Item item) {
        var most = item.goodFor();
        return item.spec().test().exclusive() && most.compareTo(Hold.START_WITHIN) > 0 ? Hold.START_WITHIN : most;
    }
}
