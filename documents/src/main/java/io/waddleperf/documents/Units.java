package io.waddleperf.documents;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Times and sizes as people write them.
public final class Units {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(us|ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt])i?b?");

    private Units() {}

    /// `500ms`, `30s`, `5m`, `1h`, `1d` or ISO 8601 such as `PT30S`.
    ///
    /// @throws IllegalArgumentException says the field, its value and what is allowed
    public static Duration duration(String field, String text) {
        var brief = TIME.matcher(text);
        if (brief.matches()) {
            long count = Long.parseLong(brief.group(1));
            Duration time = switch (brief.group(2)) {
                case "us" -> Duration.ofNanos(count * 1000);
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            return atMostAYear(field, text, time);
        }
        try {
            return atMostAYear(field, text, Duration.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    field + " must be a time such as 500ms, 30s, 5m, 1h or PT30S, not " + text, e);
        }
    }

    /// Nothing here takes longer, and a year in microseconds still fits everywhere.
    private static Duration atMostAYear(String field, String text, Duration time) {
        if (time.isNegative() || time.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException(field + " must be at most 366d, not " + text);
        }
        return time;
    }

    /// Microseconds of [#duration].
    public static long micros(String field, String text) {
        return duration(field, text).toNanos() / 1000;
    }

    /// As [#duration] reads it, in the largest unit that needs no fraction.
    static String text(long us) {
        long[] units = {86_400_000_000L, 3_600_000_000L, 60_000_000, 1_000_000, 1_000};
        String[] names = {"d", "h", "m", "s", "ms"};
        for (int i = 0; i < units.length; i++) {
            if (us != 0 && us % units[i] == 0) {
                return us / units[i] + names[i];
            }
        }
        return us + "us";
    }

    /// `512m`, `10g`, `1t`; powers of 1024.
    ///
    /// @throws IllegalArgumentException says the field, its value and what is allowed
    public static long bytes(String field, String text) {
        var size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new IllegalArgumentException(field + " must be a size such as 512m or 10g, not " + text);
        }
        int shift = switch (size.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 40;
        };
        long count = Long.parseLong(size.group(1));
        if (count > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException(field + " is larger than any disk: " + text);
        }
        return count << shift;
    }
}
