package io.waddleperf.api.reports;

import org.jspecify.annotations.Nullable;

/// A line of a report; what it is not by is null.
///
/// @param month        such as `2026-11`, in UTC
/// @param day          such as `2026-11-23`, in UTC
/// @param availability answered, of those that were asked; null where none was
/// @param results      that say something of the target, and those that do not
/// @param notRun       refused by the probe, or not supported
/// @param missed       slots without any ending, as far as they are still known
/// @param hours        with results, of each series
/// @param maintenanceHours of each series, that were left out as a whole or in part
/// @param lossRatio    of packets; null where none were sent
/// @param measured     results that the numbers below are of
/// @param mean         in the unit that the metric's name ends with, as the others; null where nothing was measured
public record ReportRow(
        @Nullable String month,
        @Nullable String day,
        @Nullable String site,
        @Nullable String probe,
        @Nullable String target,
        @Nullable String check,
        @Nullable Double availability,
        long results,
        long answered,
        long failed,
        long notRun,
        long missed,
        long hours,
        long maintenanceHours,
        @Nullable Double lossRatio,
        long measured,
        @Nullable Double min,
        @Nullable Double mean,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable Double max) {}
