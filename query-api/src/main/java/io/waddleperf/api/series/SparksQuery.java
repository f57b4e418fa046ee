package io.waddleperf.api.series;

import io.waddleperf.api.access.Sights;
import io.waddleperf.api.series.SeriesPoints.Point;
import io.waddleperf.api.series.Sparks.Spark;
import io.waddleperf.api.series.SparksRequest.Wanted;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PathName;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the last hour of several series along their key, in steps that the database makes.
@Singleton
final class SparksQuery {
    /// Then the database stops, too: 40 series that are tested every second are 144,000 results.
    private static final int MOST_SECONDS = 5;

    private final Database database;
    private final Sights sights;

    SparksQuery(Database database, Sights sights) {
        this.database = database;
        this.sights = sights;
    }

    Sparks sparks(SparksRequest request) {
        Map<Long, Spark> sparks = empty(request.series());
        if (!sparks.isEmpty()) {
            for (Step step : steps(request, sparks.keySet().stream().toList())) {
                Spark spark = sparks.get(step.series);
                if (spark != null) {
                    put(step.point, place(step.point, request), spark);
                }
            }
        }
        return new Sparks(request.from(), SparksRequest.STEP_US, List.copyOf(sparks.values()));
    }

    /// Of the series that there are and that the caller sees, by number: one for each that is wanted.
    private Map<Long, Spark> empty(List<Wanted> wanted) {
        var numbers = wanted.stream()
                .flatMap(one -> Stream.of(Family.IPV4, Family.IPV6)
                        .map(family -> Ids.series(one.path().probe(), one.path().target(), one.check(), family)))
                .toList();
        Sql sql = Sql.of("SELECT series_id, probe, target, check_name, test FROM series WHERE series_id IN ")
                .addList(numbers)
                .add(sights.current().condition("probe"))
                .add(" ORDER BY probe, target, check_name, family");
        Map<Wanted, Named> first = new LinkedHashMap<>();
        for (Named named : database.list(sql, SparksQuery::named)) {
            first.putIfAbsent(named.wanted, named);
        }
        Map<Long, Spark> sparks = new LinkedHashMap<>();
        first.values().forEach(named -> sparks.put(named.series, empty(named)));
        return sparks;
    }

    private record Named(long series, Wanted wanted, String test) {}

    private static Named named(Row row) throws SQLException {
        var path = new PathName(row.text("probe"), row.text("target"));
        return new Named(row.number("series_id"), new Wanted(path, row.text("check_name")), row.text("test"));
    }

    private static Spark empty(Named named) {
        int steps = SparksRequest.STEPS;
        return new Spark(
                named.wanted.path().probe(),
                named.wanted.path().target(),
                named.wanted.check(),
                SeriesQuery.headline(named.test),
                new long[steps],
                new @Nullable Double[steps],
                new @Nullable Double[steps],
                new @Nullable Double[steps]);
    }

    private record Step(long series, Point point) {}

    private List<Step> steps(SparksRequest request, List<Long> series) {
        Sql sql = Sql.of("SET STATEMENT max_statement_time = " + MOST_SECONDS + " FOR ")
                .add(SeriesQuery.steps(series, request.from(), request.to(), SparksRequest.STEP_US));
        return database.list(
                sql, row -> new Step(row.number("series_id"), SeriesQuery.step(row, SparksRequest.STEP_US)));
    }

    private static int place(Point point, SparksRequest request) {
        long sinceUs = Duration.between(request.from(), point.at()).toNanos() / 1_000;
        return Math.toIntExact(sinceUs / SparksRequest.STEP_US);
    }

    private static void put(Point point, int place, Spark spark) {
        spark.unanswered()[place] = point.unanswered();
        spark.minUs()[place] = point.minUs();
        spark.meanUs()[place] = point.meanUs();
        spark.p95Us()[place] = point.p95Us();
    }
}
