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
import java.util.Collection;
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
        return new Sparks(request.from(), SparksRequest.STEP_US, oneForEach(sparks.values()));
    }

    /// Of two families the one that is still tested.
    private static List<Spark> oneForEach(Collection<Spark> sparks) {
        Map<Wanted, Spark> chosen = new LinkedHashMap<>();
        for (Spark spark : sparks) {
            var wanted = new Wanted(new PathName(spark.probe(), spark.target()), spark.check());
            chosen.merge(wanted, spark, (one, other) -> newest(other) > newest(one) ? other : one);
        }
        return List.copyOf(chosen.values());
    }

    /// The last step in which it was tested; -1: none.
    private static int newest(Spark spark) {
        int step = SparksRequest.STEPS - 1;
        while (step >= 0 && spark.meanUs()[step] == null && spark.unanswered()[step] == 0) {
            step--;
        }
        return step;
    }

    /// Of the series that there are and that the caller sees, by number, IPv4 before IPv6.
    private Map<Long, Spark> empty(List<Wanted> wanted) {
        var numbers = wanted.stream()
                .flatMap(one -> Stream.of(Family.IPV4, Family.IPV6)
                        .map(family -> Ids.series(one.path().probe(), one.path().target(), one.check(), family)))
                .toList();
        Sql sql = Sql.of("SELECT series_id, probe, target, check_name, family, test FROM series WHERE series_id IN ")
                .addList(numbers)
                .add(sights.current().condition("probe"))
                .add(" ORDER BY probe, target, check_name, family");
        Map<Long, Spark> sparks = new LinkedHashMap<>();
        database.list(sql, row -> sparks.put(row.number("series_id"), empty(row)));
        return sparks;
    }

    private static Spark empty(Row row) throws SQLException {
        int steps = SparksRequest.STEPS;
        return new Spark(
                row.text("probe"),
                row.text("target"),
                row.text("check_name"),
                row.text("family"),
                SeriesQuery.headline(row.text("test")),
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
