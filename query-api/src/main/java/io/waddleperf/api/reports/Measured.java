package io.waddleperf.api.reports;

import io.waddleperf.contracts.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A series with what a report must know of it.
///
/// @param site        of its probe; empty where nobody knows it
/// @param labels      what silences match on
/// @param maintenance times in which somebody worked on it
record Measured(
        long id,
        String site,
        String probe,
        String target,
        String check,
        Map<String, String> labels,
        List<Silence> maintenance) {
    Measured {
        labels = Map.copyOf(labels);
        maintenance = List.copyOf(maintenance);
    }

    /// Whether a time of so many seconds is touched by maintenance.
    boolean isTouched(Instant from, long seconds) {
        Instant to = from.plusSeconds(seconds);
        return maintenance.stream()
                .anyMatch(one -> one.startsAt().isBefore(to) && one.endsAt().isAfter(from));
    }

    /// Whether all of an hour is maintenance, by one that covers it.
    boolean isCovered(Instant hour) {
        Instant end = hour.plusSeconds(3_600);
        return maintenance.stream()
                .anyMatch(one -> !one.startsAt().isAfter(hour) && !one.endsAt().isBefore(end));
    }
}
