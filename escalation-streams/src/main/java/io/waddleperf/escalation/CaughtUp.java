package io.waddleperf.escalation;

import java.time.Duration;
import java.time.Instant;

/// Up to which time everything has come that a probe has to tell, so that a slot without an ending is
/// missed and not only on its way: a probe that is cut off tests on and tells afterwards.
///
/// What tells is the result of a slot that came within the slot's deadline, since a probe reads its
/// commands and sends their results in their order, and a heartbeat that says that none waits. What
/// a probe refuses when it has come back says nothing of the slots after it: it reads on. After a
/// gap, also what it had not read of its commands gets its endings first.
final class CaughtUp {
    /// Heartbeats alone come every 10 s.
    private static final Duration GAP = Duration.ofSeconds(15);

    private static final Duration AFTER_GAP = Duration.ofSeconds(30);

    /// What has not come by then is told as missed, and its results come on top: all slots of a day at
    /// once would hold up everything else when a probe comes back that was off.
    static final Duration LONGEST = Duration.ofHours(1);

    private Instant lastAt = Instant.EPOCH;

    /// Up to when was judged before the gap, and until when that remains so.
    private Instant heldAt = Instant.EPOCH;

    private Instant heldUntil = Instant.EPOCH;

    /// Nothing waits on its way at that time.
    void at(Instant now) {
        if (Duration.between(lastAt, now).compareTo(GAP) > 0) {
            heldAt = now.isBefore(heldUntil) ? heldAt : lastAt;
            heldUntil = now.plus(AFTER_GAP);
        }
        lastAt = now;
    }

    /// The time up to which slots may be settled.
    Instant upTo(Instant now) {
        Instant certain = now.isBefore(heldUntil) ? heldAt : lastAt;
        Instant least = now.minus(LONGEST);
        return certain.isBefore(least) ? least : certain;
    }
}
