package io.waddleperf.api.series;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.waddleperf.api.series.SeriesPoints.Point;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Rollup;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes steps of hours of the hours that are kept: results are kept for days, hours for a year.
///
/// An hour has one part as a rule, more of them where its results came late or their reader moved. The quantile of
/// several parts or hours is that of all their values, by their sketches.
final class HourQuery {
    private static final Logger LOG = Logger.getLogger(HourQuery.class);

    private static final String HOURS = """
            SELECT start_at, results, answered, failed, sent, received, min_value, p50_value, mean_value, p95_value,
                max_value, IF(?, sketch, NULL) AS sketch
            FROM rollup_1h WHERE series_id = ? AND start_at >= ? AND start_at < ?
            ORDER BY start_at""";

    private final Connection connection;

    HourQuery(Connection connection) {
        this.connection = connection;
    }

    /// @param stepUs a multiple of an hour
    /// @return empty where no hour is kept
    List<Point> steps(long series, Instant from, Instant to, long stepUs) throws SQLException {
        var points = new ArrayList<Point>();
        for (var window : Window.of(from, to, stepUs)) {
            points.addAll(steps(series, window, stepUs));
        }
        return points;
    }

    private List<Point> steps(long series, Window window, long stepUs) throws SQLException {
        boolean sketches = stepUs > Rollup.HOUR_US;
        var parts = parts(sketches, series, window);
        if (!sketches && parts.stream().map(Part::start).distinct().count() < parts.size()) {
            parts = parts(true, series, window);
        }
        var points = new ArrayList<Point>();
        int begin = 0;
        for (int i = 1; i <= parts.size(); i++) {
            Instant step = step(parts.get(begin).start, stepUs);
            if (i == parts.size() || !step(parts.get(i).start, stepUs).equals(step)) {
                points.add(point(step, parts.subList(begin, i)));
                begin = i;
            }
        }
        return points;
    }

    private static Instant step(Instant time, long stepUs) {
        long us = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return Instant.EPOCH.plus(us - us % stepUs, ChronoUnit.MICROS);
    }

    private List<Part> parts(boolean sketches, long series, Window window) throws SQLException {
        return Database.list(connection, Sql.of(HOURS, sketches, series, window.from, window.to), Part::of);
    }

    /// Hours that are read at once: a sketch has some KB, and a year of them would be dozens of MB for
    /// a request. Whole steps but for the first and the last.
    record Window(Instant from, Instant to) {
        /// Or a single step, where that is longer.
        static final Duration MOST = Duration.ofDays(30);

        static List<Window> of(Instant from, Instant to, long stepUs) {
            long lengthUs = stepUs * Math.max(1, MOST.toNanos() / 1_000 / stepUs);
            var windows = new ArrayList<Window>();
            Instant begin = from.truncatedTo(ChronoUnit.HOURS);
            while (begin.isBefore(to)) {
                Instant next = step(begin, stepUs).plus(lengthUs, ChronoUnit.MICROS);
                windows.add(new Window(begin, next.isBefore(to) ? next : to));
                begin = next;
            }
            return windows;
        }
    }

    /// Of an hour; numbers are null where nothing was measured.
    private record Part(
            Instant start,
            long results,
            long answered,
            long failed,
            long sent,
            long received,
            @Nullable Double min,
            @Nullable Double p50,
            @Nullable Double mean,
            @Nullable Double p95,
            @Nullable Double max,
            @Nullable ByteBuffer sketch) {
        static Part of(Row row) throws SQLException {
            byte @Nullable [] sketch = row.bytesOrNull("sketch");
            return new Part(
                    row.instant("start_at"),
                    row.number("results"),
                    row.number("answered"),
                    row.number("failed"),
                    row.number("sent"),
                    row.number("received"),
                    row.decimalOrNull("min_value"),
                    row.decimalOrNull("p50_value"),
                    row.decimalOrNull("mean_value"),
                    row.decimalOrNull("p95_value"),
                    row.decimalOrNull("max_value"),
                    sketch == null ? null : ByteBuffer.wrap(sketch));
        }
    }

    private static Point point(Instant at, List<Part> parts) {
        long results = 0;
        long failed = 0;
        long sent = 0;
        long received = 0;
        long answered = 0;
        double weighed = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        var measured = new ArrayList<Part>();
        for (var part : parts) {
            results += part.results;
            failed += part.failed;
            sent += part.sent;
            received += part.received;
            if (part.min != null && part.mean != null && part.max != null) {
                answered += part.answered;
                weighed += part.mean * part.answered;
                min = Math.min(min, part.min);
                max = Math.max(max, part.max);
                measured.add(part);
            }
        }
        boolean none = measured.isEmpty();
        var all = measured.size() > 1 ? sketches(measured) : null;
        return new Point(
                at,
                results,
                failed,
                none ? null : min,
                none ? null : p50(measured, all, min, max),
                none || answered == 0 ? null : weighed / answered,
                none ? null : p95(measured, all, min, max),
                none ? null : max,
                sent == 0 ? null : 1 - (double) received / sent);
    }

    private static @Nullable Double p50(List<Part> measured, @Nullable DDSketch all, double min, double max) {
        if (measured.size() == 1) {
            return measured.getFirst().p50;
        }
        return all == null ? usual(measured) : Double.valueOf(Math.clamp(all.getValueAtQuantile(0.5), min, max));
    }

    private static @Nullable Double p95(List<Part> measured, @Nullable DDSketch all, double min, double max) {
        if (measured.size() == 1) {
            return measured.getFirst().p95;
        }
        return all == null ? worst(measured) : Double.valueOf(Math.clamp(all.getValueAtQuantile(0.95), min, max));
    }

    /// @return null where not all have a sketch that can be read, or none has a value
    private static @Nullable DDSketch sketches(List<Part> measured) {
        var all = SketchForm.empty();
        for (var part : measured) {
            if (part.sketch == null || !merged(part, part.sketch, all)) {
                return null;
            }
        }
        return all.isEmpty() ? null : all;
    }

    private static boolean merged(Part part, ByteBuffer sketch, DDSketch to) {
        try {
            SketchForm.merge(sketch, to);
            return true;
        } catch (IllegalArgumentException e) {
            LOG.debugf("an hour that began at %s: %s", part.start, e.getMessage());
            return false;
        }
    }

    /// Where not all have a sketch that can be read: the mean of the medians, by how much was answered.
    private static @Nullable Double usual(List<Part> measured) {
        double weighed = 0;
        long answered = 0;
        for (var part : measured) {
            if (part.p50 != null) {
                weighed += part.p50 * part.answered;
                answered += part.answered;
            }
        }
        return answered == 0 ? null : Double.valueOf(weighed / answered);
    }

    /// Where not all have a sketch that can be read: never too good.
    private static @Nullable Double worst(List<Part> measured) {
        @Nullable Double worst = null;
        for (var part : measured) {
            worst = worst == null || (part.p95 != null && part.p95 > worst) ? part.p95 : worst;
        }
        return worst;
    }
}
