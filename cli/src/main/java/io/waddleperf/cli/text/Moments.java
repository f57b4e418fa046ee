package io.waddleperf.cli.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// Times of the API as a line has room for them.
public final class Moments {
    private Moments() {}

    public static Optional<Instant> of(Map<?, ?> of, String field) {
        try {
            return of.get(field) instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// To the second, `-` where there is none.
    public static String second(Map<?, ?> of, String field) {
        return of(of, field)
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElseGet(() -> Fields.text(of, field));
    }

    /// The time of day in UTC to the millisecond: within a story its date is known.
    public static String ofDay(Map<?, ?> of, String field) {
        return of(of, field)
                .map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString())
                .map(text -> text.substring(text.indexOf('T') + 1, text.length() - 1))
                .map(text -> text.length() == "00:00:00".length() ? text + ".000" : text)
                .orElse("-");
    }

    /// `1 h 2 min`, the two greatest units.
    public static String span(Duration span) {
        long days = span.toDays();
        if (days > 0) {
            return days + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
                : span.toSeconds() + " s";
    }
}
