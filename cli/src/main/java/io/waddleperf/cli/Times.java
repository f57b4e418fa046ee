package io.waddleperf.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// Times as people write them.
public final class Times {
    private static final Pattern BRIEF = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private Times() {}

    /// `500ms`, `30s`, `5m`, `2h`, `7d` or ISO 8601 such as `PT30S`.
    ///
    /// @throws CommandFailure says the option, its value and what is allowed
    public static Duration duration(String option, String text) {
        var brief = BRIEF.matcher(text);
        try {
            Duration time =
                    brief.matches() ? brief(Long.parseLong(brief.group(1)), brief.group(2)) : Duration.parse(text);
            if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new CommandFailure(
                Exit.WRONG_USE, option + " must be a time such as 30s, 5m, 2h, 7d or PT30S, not " + Plain.line(text));
    }

    /// A moment such as `2026-11-23T02:42:33Z`, or a duration before now.
    public static Instant moment(String option, String text, Instant now) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            // then it is a duration
        }
        try {
            return now.minus(duration(option, text));
        } catch (CommandFailure e) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    option + " must be a time ago such as 30m, 2h, 7d, or a moment such as 2026-01-31T12:00:00Z, not "
                            + Plain.line(text),
                    e);
        }
    }

    private static Duration brief(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
