package io.waddleperf.api.series;

import io.waddleperf.api.series.SeriesPoints.Point;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes steps of the minutes or hours that are kept: results are kept for days, minutes for a month, hours for a year.
///
/// A minute or hour has one part as a rule, more of them where its results came late or their reader moved. The
/// quantile of several parts, minutes or hours is that of all their values, by their sketches.
final class RollupQuery {
    private static final String COLUMNS = """
            SELECT start_at, results, answered, failed, sent, received, min_value, p50_value, mean_value, p95_value,
                max_value, IF(?, sketch, NULL) AS sketch
            FROM\s""";

    private final Connection connection;
    private final RollupLength length;

    RollupQuery(Connection connection, RollupLength length) {
        this.connection = connection;
        this.length = length;
    }

    /// Minutes, where those of a series reach back to a time, else hours.
    static RollupLength shortest(Connection connection, long series, Instant from) throws SQLException {
        var first = Sql.of("SELECT MIN(start_at) AS first FROM rollup_1m WHERE series_id = ?", series);
        return Database.list(connection, first, row -> Optional.ofNullable(row.instantOrNull("first")))
                .getFirst()
                .filter(begin -> !from.isBefore(begin))
                .map(_ -> RollupLength.MINUTE)
                .orElse(RollupLength.HOUR);
    }

    /// @param stepUs a multiple of the length
    /// @return empty where none is kept
    List<Point> steps(long series, Instant from, Instant to, long stepUs) throws SQLException {
        var points = new ArrayList<Point>();
        for (var window : Window.of(length, from, to, stepUs)) {
            points.addAll(steps(series, window, stepUs));
        }
        return points;
    }

    private List<Point> steps(long series, Window window, long stepUs) throws SQLException {
        boolean sketches = stepUs > length.us();
        var parts = parts(sketches, series, window);
        if (!sketches && parts.stream().map(RollupPart::start).distinct().count() < parts.size()) {
            parts = parts(true, series, window);
        }
        var points = new ArrayList<Point>();
        int begin = 0;
        for (int i = 1; i <= parts.size(); i++) {
            Instant step = begin(parts.get(begin).start(), stepUs);
            if (i == parts.size() || !begin(parts.get(i).start(), stepUs).equals(step)) {
                points.add(RollupPart.point(step, parts.subList(begin, i)));
                begin = i;
            }
        }
        return points;
    }

    /// When the step or length that a time is in begins.
    private static Instant begin(Instant time, long stepUs) {
        long us = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return Instant.EPOCH.plus(us - us % stepUs, ChronoUnit.MICROS);
    }

    private List<RollupPart> parts(boolean sketches, long series, Window window) throws SQLException {
        var sql = Sql.of(COLUMNS + length.table(), sketches)
                .add(" WHERE series_id = ? AND start_at >= ? AND start_at < ?", series, window.from, window.to)
                .add(" ORDER BY start_at");
        return Database.list(connection, sql, RollupPart::of);
    }

    /// What is read at once: [RollupLength#most] of time, or a single step where that is longer. Whole steps but for
    /// the first and the last.
    record Window(Instant from, Instant to) {
        static List<Window> of(RollupLength length, Instant from, Instant to, long stepUs) {
            long lengthUs = stepUs * Math.max(1, length.most().toNanos() / 1_000 / stepUs);
            var windows = new ArrayList<Window>();
            Instant begin = RollupQuery.begin(from, length.us());
            while (begin.isBefore(to)) {
                Instant next = RollupQuery.begin(begin, stepUs).plus(lengthUs, ChronoUnit.MICROS);
                windows.add(new Window(begin, next.isBefore(to) ? next : to));
                begin = next;
            }
            return windows;
        }
    }
}
