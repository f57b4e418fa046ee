package io.waddleperf.policy.simulation;

import java.time.Duration;
import java.time.Instant;

/// Something that is truly wrong for a while.
///
/// @param subject a target, probe or site; for a path `probe|target`
/// @param flapsUs how long it is there and not there in turn, 0 where it stays
record Fault(Kind kind, String subject, Instant from, Instant until, Effect effect, long flapsUs) {
    enum Kind {
        TARGET,
        SITE,
        UPLINK,
        PATH,
        /// The probe is gone: nothing comes from it.
        LOST_PROBE,
        /// The probe tests on, but what it has comes late.
        CUT_OFF,
        /// The probe's clock is wrong by an hour.
        WRONG_CLOCK
    }

    enum Effect {
        DEAD,
        SLOW,
        /// Between the exit bound and the entry bound.
        IN_BAND
    }

    boolean active(Instant now) {
        if (now.isBefore(from) || !now.isBefore(until)) {
            return false;
        }
        long sinceUs = Duration.between(from, now).toNanos() / 1_000;
        return flapsUs == 0 || sinceUs / flapsUs % 2 == 0;
    }

    boolean touches(String probe, String site, String target) {
        return switch (kind) {
            case TARGET -> subject.equals(target);
            case SITE -> subject.equals(site);
            case UPLINK, LOST_PROBE, CUT_OFF, WRONG_CLOCK -> subject.equals(probe);
            case PATH -> subject.equals(probe + '|' + target);
        };
    }

    /// Whether tests come out otherwise while it is there.
    boolean disturbs() {
        return switch (kind) {
            case TARGET, SITE, UPLINK, PATH -> true;
            case LOST_PROBE, CUT_OFF, WRONG_CLOCK -> false;
        };
    }
}
