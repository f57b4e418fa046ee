package io.waddleperf.api.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Availability and percentiles.
///
/// @param by          as they were asked for, in the order of the columns
/// @param metric      of the percentiles
/// @param missedSince since when missed slots are known; null: none is
/// @param next        always null: a report comes whole
public record Report(
        Instant from,
        Instant to,
        List<String> by,
        String metric,
        @Nullable Instant missedSince,
        List<ReportRow> items,
        @Nullable String next) {
    public Report {
        by = List.copyOf(by);
        items = List.copyOf(items);
    }
}
