package io.waddleperf.contracts;

import java.time.LocalDateTime;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The five fields of a cron expression (POSIX crontab(1), with steps and names as in Vixie's cron):
/// minute, hour, day of the month, month, day of the week. Each is a set of bits.
record CronFields(long minutes, long hours, long days, long months, long weekdays) {
    private static final String SHAPE = "minute hour day-of-month month day-of-week, such as 30 3 * * mon-fri";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> SHORT = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");
    private static final int SUNDAY = 7;

    private static final Part MINUTE = new Part("minute", 0, 59, List.of());
    private static final Part HOUR = new Part("hour", 0, 23, List.of());
    private static final Part DAY = new Part("day-of-month", 1, 31, List.of());
    private static final Part MONTH = new Part("month", 1, 12, MONTHS);
    private static final Part WEEKDAY = new Part("day-of-week", 0, SUNDAY, WEEKDAYS);

    /// @throws IllegalArgumentException says which field is wrong and what is allowed in it
    static CronFields parse(String expression) {
        String text = expression.strip().toLowerCase(Locale.ROOT);
        String[] parts = SHORT.getOrDefault(text, text).split("\\s+", -1);
        Require.that(parts.length == 5, "cron", '"' + expression + '"', "must be " + SHAPE);
        long weekdays = WEEKDAY.read(parts[4]);
        if ((weekdays & 1L << SUNDAY) != 0) { // 7 is Sunday as well
            weekdays = (weekdays & ~(1L << SUNDAY)) | 1;
        }
        var fields = new CronFields(
                MINUTE.read(parts[0]), HOUR.read(parts[1]), DAY.read(parts[2]), MONTH.read(parts[3]), weekdays);
        Require.that(fields.everComes(), "cron", '"' + expression + '"', "must name a day that there is");
        return fields;
    }

    /// One of the fields: its name and what it takes.
    ///
    /// @param names for the numbers from `least` on
    private record Part(String name, int least, int most, List<String> names) {
        long read(String text) {
            long set = 0;
            for (String item : text.split(",", -1)) {
                set |= item(item);
            }
            return set;
        }

        private long item(String item) {
            String[] steps = item.split("/", -1);
            if (steps.length > 2) {
                throw wrong(item, "has more than one step");
            }
            int step = steps.length == 1 ? 1 : number(steps[1], 1, most);
            String[] ends = steps[0].split("-", -1);
            if (ends.length > 2) {
                throw wrong(item, "has more than one range");
            }
            boolean all = steps[0].equals("*");
            int from = all ? least : number(ends[0], least, most);
            int to = all || (ends.length == 1 && steps.length == 2)
                    ? last()
                    : number(ends[ends.length - 1], least, most);
            if (most == SUNDAY && to == 0 && from > 0) {
                to = SUNDAY; // as in fri-sun
            }
            if (from > to) {
                throw wrong(item, "ends before it begins");
            }
            long set = 0;
            for (int one = from; one <= to; one += step) {
                set |= 1L << one;
            }
            return set;
        }

        /// Sunday once.
        private int last() {
            return most == SUNDAY ? SUNDAY - 1 : most;
        }

        private int number(String text, int from, int to) {
            int named = names.indexOf(text);
            if (named >= 0) {
                return least + named;
            }
            if (!text.matches("\\d{1,4}")) {
                throw wrong(text, "must be *, a number, a range such as 1-5, a step such as */5, or a list of these");
            }
            int number = Integer.parseInt(text);
            if (number < from || number > to) {
                throw wrong(text, "must be " + from + " to " + to);
            }
            return number;
        }

        private IllegalArgumentException wrong(String text, String complaint) {
            return new IllegalArgumentException("cron " + name + " \"" + text + "\" " + complaint);
        }
    }

    private boolean everComes() {
        return restricts(weekdays, WEEKDAY)
                || IntStream.rangeClosed(1, 12)
                        .filter(in(months))
                        .anyMatch(month -> IntStream.rangeClosed(
                                        1, Month.of(month).maxLength())
                                .anyMatch(in(days)));
    }

    private static IntPredicate in(long set) {
        return one -> has(set, one);
    }

    private static boolean has(long set, int one) {
        return (set & 1L << one) != 0;
    }

    private static boolean restricts(long set, Part part) {
        return Long.bitCount(set) < part.last() - part.least() + 1;
    }

    /// Whether it names no times of day, but minutes of each hour.
    boolean everyHour() {
        return !restricts(hours, HOUR);
    }

    boolean matches(LocalDateTime time) {
        return has(minutes, time.getMinute()) && has(hours, time.getHour()) && matchesDay(time);
    }

    /// Where both the day of the month and that of the week are given, either will do (POSIX).
    private boolean matchesDay(LocalDateTime time) {
        boolean ofMonth = has(days, time.getDayOfMonth());
        boolean ofWeek = has(weekdays, time.getDayOfWeek().getValue() % 7);
        boolean either = restricts(days, DAY) && restricts(weekdays, WEEKDAY);
        return has(months, time.getMonthValue()) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    /// A later time before which no other matches.
    LocalDateTime onwards(LocalDateTime time) {
        var day = time.toLocalDate();
        if (!has(months, time.getMonthValue())) {
            return day.withDayOfMonth(1).plusMonths(1).atStartOfDay();
        }
        if (!matchesDay(time)) {
            return day.plusDays(1).atStartOfDay();
        }
        long left = has(hours, time.getHour()) ? minutes & -1L << time.getMinute() & ~(1L << time.getMinute()) : 0;
        return left == 0
                ? day.atTime(time.getHour(), 0).plusHours(1)
                : day.atTime(time.getHour(), Long.numberOfTrailingZeros(left));
    }

    /// The minutes of a day that it names.
    IntStream minutesOfDay() {
        return IntStream.range(0, 24 * 60).filter(minute -> has(hours, minute / 60) && has(minutes, minute % 60));
    }
}
