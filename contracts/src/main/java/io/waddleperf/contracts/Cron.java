package io.waddleperf.contracts;

import java.util.List;

/// Times of day and days, as cron(8) takes them, on the clock of a place.
///
/// Where that clock is put forward, what it passes over runs once, in the minute after; where it is
/// put back, a time that comes twice runs the first time. An expression that takes every hour counts
/// minutes and not times of day, and goes on through both.
///
/// @param expression minute, hour, day of the month, month and day of the week, such as `30 3 * * mon-fri`
/// @param zone       a name of the IANA time zone database
public record Cron(String expression, String zone) {
    public static final long MINUTE_US = 60_000_000;

    /// A 29 February that is skipped in 2100, and some.
    private static final long HORIZON_MINUTES = 8L * 366 * 24 * 60;

    private static final long DAY_MINUTES = 24L * 60;
    private static final long FIRST_OF_2024 = 1_704_067_200L / 60;

    public Cron {
        Require.present("cron", expression);
        Require.present("zone", zone);
        Require.that(expression.length() <= 256, "cron", expression, "must have at most 256 characters");
        CronFields.parse(expression);
        WallClock.of("zone", zone);
    }

    /// The first minute after one, both since the epoch; always within eight years.
    long nextMinute(long after) {
        var fields = CronFields.parse(expression);
        var clock = WallClock.of("zone", zone);
        return next(after, fields, clock);
    }

    private static long next(long after, CronFields fields, WallClock clock) {
        long minute = after + 1;
        while (minute <= after + HORIZON_MINUTES) {
            if (falls(minute, fields, clock)) {
                return minute;
            }
            minute = clock.towards(minute, fields.onwards(clock.at(minute)));
        }
        throw new IllegalStateException("a day that there is comes within eight years");
    }

    boolean falls(long minute) {
        return falls(minute, CronFields.parse(expression), WallClock.of("zone", zone));
    }

    private static boolean falls(long minute, CronFields fields, WallClock clock) {
        if (fields.everyHour()) {
            return fields.matches(clock.at(minute));
        }
        return (fields.matches(clock.at(minute)) && !clock.showsAgain(minute)) || skipped(minute, fields, clock);
    }

    private static boolean skipped(long minute, CronFields fields, WallClock clock) {
        var now = clock.at(minute);
        for (long before = clock.skippedAt(minute); before > 0; before--) {
            if (fields.matches(now.minusMinutes(before))) {
                return true;
            }
        }
        return false;
    }

    /// The shortest time between two of its slots in an ordinary year, one minute to one day.
    public long shortestUs() {
        var fields = CronFields.parse(expression);
        var clock = WallClock.of("zone", "UTC");
        long shortest = DAY_MINUTES;
        long before = next(FIRST_OF_2024, fields, clock);
        while (shortest > 1 && before < FIRST_OF_2024 + 366 * DAY_MINUTES) {
            long minute = next(before, fields, clock);
            shortest = Math.min(shortest, minute - before);
            before = minute;
        }
        return shortest * MINUTE_US;
    }

    /// When it may be due within a day of UTC, in microseconds since its beginning: whatever day it
    /// is, and whether summer or winter.
    public List<Long> dailyUs() {
        var ahead = WallClock.of("zone", zone).ahead();
        return CronFields.parse(expression)
                .minutesOfDay()
                .boxed()
                .flatMap(minute -> ahead.stream().map(by -> Math.floorMod(minute - by, DAY_MINUTES) * MINUTE_US))
                .distinct()
                .sorted()
                .toList();
    }
}
