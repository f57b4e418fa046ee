package io.waddleperf.contracts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Set;
import java.util.TreeSet;

/// What the clock on the wall of a place shows, minute by minute since the epoch.
final class WallClock {
    private static final long SECONDS = 60;

    /// Of the rules of before nothing is planned.
    private static final Instant LATELY = Instant.parse("2026-01-01T00:00:00Z");

    private final ZoneRules rules;

    private WallClock(ZoneRules rules) {
        this.rules = rules;
    }

    /// @param zone a name of the IANA time zone database, such as `Europe/Berlin`
    /// @throws IllegalArgumentException where there is none of that name
    static WallClock of(String field, String zone) {
        try {
            return new WallClock(ZoneId.of(zone).getRules());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    field + " must be a name of the IANA time zone database, such as UTC or Europe/Berlin, not " + zone,
                    e);
        }
    }

    LocalDateTime at(long minute) {
        return LocalDateTime.ofEpochSecond(minute * SECONDS, 0, offset(minute));
    }

    private ZoneOffset offset(long minute) {
        return rules.getOffset(instant(minute));
    }

    private static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * SECONDS);
    }

    /// When the clock shows that time next, or is put forward or back before.
    ///
    /// @param later than what it shows at that minute
    long towards(long minute, LocalDateTime later) {
        long there = Math.max(minute + ChronoUnit.MINUTES.between(at(minute), later), minute + 1);
        ZoneOffsetTransition change = rules.nextTransition(instant(minute));
        return change == null ? there : Math.min(there, Math.ceilDiv(change.toEpochSecond(), SECONDS));
    }

    /// Whether it showed this minute's time an hour ago too, before it was put back.
    boolean showsAgain(long minute) {
        var offsets = rules.getValidOffsets(at(minute));
        return offsets.size() == 2 && offsets.getLast().equals(offset(minute));
    }

    /// How many minutes it has just passed over, 0 where it was not put forward at this one.
    long skippedAt(long minute) {
        int ahead = offset(minute).getTotalSeconds() - offset(minute - 1).getTotalSeconds();
        return Math.max(0, ahead / SECONDS);
    }

    /// How far, in minutes, it is ahead of UTC now and then.
    Set<Long> ahead() {
        var all = new TreeSet<Long>();
        add(all, rules.getOffset(LATELY));
        rules.getTransitions().stream()
                .filter(change -> change.getInstant().isAfter(LATELY))
                .forEach(change -> add(all, change.getOffsetAfter()));
        rules.getTransitionRules().forEach(rule -> add(all, rule.getOffsetAfter()));
        return all;
    }

    private static void add(Set<Long> all, ZoneOffset offset) {
        all.add(offset.getTotalSeconds() / SECONDS);
    }
}
