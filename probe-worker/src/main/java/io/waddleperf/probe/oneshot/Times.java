package io.waddleperf.probe.oneshot;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;

/// Times as people write them.
final class Times {
    private static final Pattern BRIEF = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(366);

    private Times() {}

    /// Of `500ms`, `30s`, `5m`, `1h` or ISO 8601 such as `PT30S`.
    ///
    /// @return microseconds
    /// @throws IllegalArgumentException says the field, its value and what is allowed
    static long micros(String field, String text) {
        var brief = BRIEF.matcher(text);
        try {
            Duration time = brief.matches() ? of(Long.parseLong(brief.group(1)), brief.group(2)) : Duration.parse(text);
            if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
                return time.toNanos() / 1_000;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new IllegalArgumentException(field + " must be a time such as 500ms, 2s or PT2S, not \"" + text + '"');
    }

    private static Duration of(long count, String unit) {
        return switch (unit) {
            case "us" -> Duration.ofNanos(count * 1_000);
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
