package io.waddleperf.escalation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Up to which time everything has come that a probe has to tell, so that a slot without an ending is
/// missed and not only on its way: a probe that is cut off tests on and tells afterwards.
///
/// Its heartbeats tell, and count once everything has been read here that they speak of, for topics are read each for
/// itself: everything that it made until a time is acknowledged, and no command waits to be read. Results
/// do not: what failed to be sent comes behind what was made later, and what a probe refuses when it has come back says
/// nothing of the slots after it. After a gap, also what an older version had not read of its commands gets its endings
/// first.
final class CaughtUp {
    /// Heartbeats alone come every 10 s.
    private static final Duration GAP = Duration.ofSeconds(15);

    private static final Duration AFTER_GAP = Duration.ofSeconds(30);

    /// What has not come by then is told as missed, and its results come on top: all slots of a day at
    /// once would hold up everything else when a probe comes back that was off.
    static final Duration LONGEST = Duration.ofHours(1);

    /// Of the last heartbeat, and of the last one before which everything has been read.
    private Instant heardAt = Instant.EPOCH;

    private Instant lastAt = Instant.EPOCH;

    /// Up to when was judged before the gap, and until when that remains so.
    private Instant heldAt = Instant.EPOCH;

    private Instant heldUntil = Instant.EPOCH;

    /// A heartbeat whose results are still to be read; the next ones wait for it.
    private @Nullable Instant waiting;

    private long waitingFor;

    /// Everything from before that time has been sent.
    ///
    /// @param sentTo the offset behind the newest of it
    /// @param readTo the offset up to which all has been read
    void at(Instant time, long sentTo, long readTo) {
        if (Duration.between(heardAt, time).compareTo(GAP) > 0) {
            heldAt = time.isBefore(heldUntil) ? heldAt : lastAt;
            heldUntil = time.plus(AFTER_GAP);
        }
        heardAt = later(heardAt, time);
        if (waiting != null && waitingFor <= readTo) {
            lastAt = later(lastAt, waiting);
            waiting = null;
        }
        if (sentTo <= readTo) {
            lastAt = later(lastAt, time);
        } else if (waiting == null) {
            waiting = time;
            waitingFor = sentTo;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// The time up to which slots may be settled.
    Instant upTo(Instant now) {
        Instant certain = now.isBefore(heldUntil) ? heldAt : lastAt;
        Instant least = now.minus(LONGEST);
        return certain.isBefore(least) ? least : certain;
    }
}
