package io.waddleperf.contracts;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/// When tests of a schedule may run, by the clock of a place: what it shows counts, also where it is
/// put forward or back.
///
/// @param days `mon` to `sun`; empty: every day. One over midnight is of the day it begins
/// @param from `HH:MM`, that minute included
/// @param to   `HH:MM`, that minute not included; `24:00`: the end of the day; before `from`: on the next day
/// @param zone a name of the IANA time zone database
public record Window(List<String> days, String from, String to, String zone) {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAY = 24 * 60;

    public Window {
        days = List.copyOf(days);
        days.forEach(day -> Require.that(DAYS.contains(day), "days", day, "must be of " + String.join(", ", DAYS)));
        Require.present("zone", zone);
        WallClock.of("zone", zone);
        requireTime("from", from);
        requireTime("to", to);
        Require.that(minute(from) != DAY, "from", from, "must be 00:00 to 23:59");
        Require.that(
                minute(to) != minute(from),
                "to",
                to,
                "must not be from itself; for whole days say from 00:00 to 24:00");
    }

    private static void requireTime(String field, String time) {
        Require.that(
                time != null && time.matches("([01]\\d|2[0-3]):[0-5]\\d|24:00"),
                field,
                time,
                "must be a time of day such as 08:30");
    }

    private static int minute(String time) {
        return Integer.parseInt(time, 0, 2, 10) * 60 + Integer.parseInt(time, 3, 5, 10);
    }

    /// How long it is on a day on which no clock is put forward or back.
    long lengthUs() {
        int minutes = Math.floorMod(minute(to) - minute(from), DAY);
        return (minutes == 0 ? DAY : minutes) * Cron.MINUTE_US;
    }

    /// @param minute since the epoch
    boolean open(long minute) {
        return open(WallClock.of("zone", zone).at(minute));
    }

    private boolean open(LocalDateTime time) {
        int now = time.getHour() * 60 + time.getMinute();
        int begin = minute(from);
        int end = minute(to);
        if (begin < end) {
            return now >= begin && now < end && isOf(time.getDayOfWeek());
        }
        return now >= begin
                ? isOf(time.getDayOfWeek())
                : now < end && isOf(time.getDayOfWeek().minus(1));
    }

    private boolean isOf(DayOfWeek day) {
        return days.isEmpty() || days.contains(day.name().substring(0, 3).toLowerCase(Locale.ROOT));
    }

    /// The first minute after one in which it is open, both since the epoch.
    long opensAfter(long after) {
        var clock = WallClock.of("zone", zone);
        long minute = after + 1;
        while (!open(clock.at(minute))) {
            minute = clock.towards(minute, onwards(clock.at(minute)));
        }
        return minute;
    }

    /// A later time before which it does not open.
    private LocalDateTime onwards(LocalDateTime time) {
        int begin = minute(from);
        var today = time.toLocalDate().atStartOfDay().plusMinutes(begin);
        return time.isBefore(today) ? today : time.toLocalDate().plusDays(1).atStartOfDay();
    }
}
