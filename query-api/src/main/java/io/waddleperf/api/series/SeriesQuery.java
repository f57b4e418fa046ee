package io.waddleperf.api.series;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.series.SeriesPoints.Name;
import io.waddleperf.api.series.SeriesPoints.Point;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Test;
import io.waddleperf.database.OutcomeCode;
import io.waddleperf.database.SqlValues;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a series' results along their key, and lets the database make steps of them where they are
/// more than a chart has points; for steps of hours, of the hours that are kept, and for a time of which results are
/// kept no more, of the minutes or hours that are.
@Singleton
final class SeriesQuery {
    /// A ping has packet statistics, other tests have their headline only. A mean of several results
    /// weighs each by its answered packets.
    private static final String VALUES = """
            COALESCE(min_us, value_us) AS min_us, COALESCE(p50_us, value_us) AS p50_us,
            COALESCE(mean_us, value_us) AS mean_us, COALESCE(p95_us, value_us) AS p95_us, COALESCE(max_us, value_us) AS max_us, loss_ratio,
            COALESCE(packets_received, 1) AS weight,
            outcome IN (%d, %d) AS unanswered
            """.formatted(OutcomeCode.FAILED.code(), OutcomeCode.TIMED_OUT.code());

    private static final String STEPS = """
            SELECT series_id, TIMESTAMPDIFF(MICROSECOND, '1970-01-01', due_at) DIV ? AS step,
                COUNT(*) AS count, SUM(unanswered) AS unanswered,
                MIN(min_us) AS min_us, AVG(p50_us) AS p50_us,
                SUM(mean_us * weight) / NULLIF(SUM(IF(mean_us IS NULL, 0, weight)), 0) AS mean_us,
                MAX(p95_us) AS p95_us, MAX(max_us) AS max_us, AVG(loss_ratio) AS loss_ratio
            FROM (""";

    private final Database database;
    private final Sights sights;

    /// Which series there are changes seldom, and a chart that is looked at asks every few seconds.
    private final Cache<Asked, List<Series>> known = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    private final KeptResults results = new KeptResults();

    SeriesQuery(Database database, Sights sights) {
        this.database = database;
        this.sights = sights;
    }

    SeriesPoints points(SeriesRequest request) {
        if (!sights.current().sees(request.probe())) {
            throw none(request);
        }
        return database.reading(connection -> points(connection, request));
    }

    private SeriesPoints points(Connection connection, SeriesRequest request) throws SQLException {
        Series series = series(connection, request);
        var rollups = rollups(connection, series, request);
        if (rollups.isPresent()) {
            long stepUs = rollups.get().stepUs(request.stepUs());
            var steps =
                    new RollupQuery(connection, rollups.get()).steps(series.id, request.from(), request.to(), stepUs);
            if (!steps.isEmpty()) {
                return points(series, request, stepUs, steps);
            }
        }
        int wanted = request.points();
        var raw = Database.list(
                connection,
                raw(List.of(series.id), request.from(), request.to()).add(" ORDER BY due_at LIMIT ?", wanted + 1),
                SeriesQuery::one);
        boolean few = raw.size() <= wanted;
        long stepUs = few ? 0 : request.stepUs();
        return points(series, request, stepUs, few ? raw : steps(connection, series.id, request, stepUs));
    }

    /// What the steps are made of; empty: results. A series that is younger than what is kept has lost none.
    private Optional<RollupLength> rollups(Connection connection, Series series, SeriesRequest request)
            throws SQLException {
        if (request.stepUs() % RollupLength.HOUR.us() == 0) {
            return Optional.of(RollupLength.HOUR);
        }
        Instant from = request.from().isBefore(series.since) ? series.since : request.from();
        return results.reachTo(from, connection)
                ? Optional.empty()
                : Optional.of(RollupQuery.shortest(connection, series.id, from));
    }

    private static SeriesPoints points(Series series, SeriesRequest request, long stepUs, List<Point> points) {
        return new SeriesPoints(
                series.name, request.from(), request.to(), stepUs, headline(series.name.test()), points);
    }

    /// The metric that a test's points are of.
    static String headline(String testName) {
        return Arrays.stream(Test.values())
                .filter(test -> test.wireName().equals(testName))
                .findFirst()
                .orElse(Test.UNKNOWN)
                .headline()
                .wireName();
    }

    /// @param family null: whichever there is
    private record Asked(
            String probe,
            String target,
            String check,
            @Nullable Family family) {
        Sql sql() {
            return Sql.of(
                            "SELECT series_id, probe, target, check_name, test, family, first_seen FROM series"
                                    + " WHERE probe = ? AND target = ? AND check_name = ?",
                            probe,
                            target,
                            check)
                    .addIf(family == null ? null : family.wireName(), " AND family = ?");
        }
    }

    /// @param since due time of its first result
    private record Series(long id, Name name, Instant since) {
        static Series of(Row row) throws SQLException {
            return new Series(
                    row.number("series_id"),
                    new Name(
                            row.text("probe"),
                            row.text("target"),
                            row.text("check_name"),
                            row.text("test"),
                            row.text("family")),
                    row.instant("first_seen"));
        }
    }

    private Series series(Connection connection, SeriesRequest request) throws SQLException {
        var asked = new Asked(request.probe(), request.target(), request.check(), request.family());
        List<Series> found = known.getIfPresent(asked);
        if (found == null) {
            found = Database.list(connection, asked.sql(), Series::of);
            if (!found.isEmpty()) {
                known.put(asked, found);
            }
        }
        if (found.size() > 1) {
            throw ProblemException.badRequest(
                    "family",
                    "must be given: this check has "
                            + String.join(
                                    " and ",
                                    found.stream()
                                            .map(series -> series.name.family())
                                            .toList()));
        }
        return found.stream().findFirst().orElseThrow(() -> none(request));
    }

    private static ProblemException none(SeriesRequest request) {
        return ProblemException.of(
                ProblemKind.NOT_FOUND,
                "no result yet of check " + request.check() + " from probe " + request.probe() + " to target "
                        + request.target());
    }

    private static List<Point> steps(Connection connection, long series, SeriesRequest request, long stepUs)
            throws SQLException {
        Sql sql = steps(List.of(series), request.from(), request.to(), stepUs);
        return Database.list(connection, sql, row -> step(row, stepUs));
    }

    /// Of several series, one after the other.
    static Sql steps(List<Long> series, Instant from, Instant to, long stepUs) {
        return Sql.of(STEPS, stepUs)
                .add(raw(series, from, to))
                .add(") AS results GROUP BY series_id, step ORDER BY series_id, step");
    }

    static Point step(Row row, long stepUs) throws SQLException {
        Instant at = Instant.EPOCH.plus(row.number("step") * stepUs, ChronoUnit.MICROS);
        return point(row, at, row.number("count"));
    }

    private static Point one(Row row) throws SQLException {
        return point(row, row.instant("due_at"), 1);
    }

    private static Point point(Row row, Instant at, long count) throws SQLException {
        return new Point(
                at,
                count,
                row.number("unanswered"),
                row.decimalOrNull("min_us"),
                row.decimalOrNull("p50_us"),
                row.decimalOrNull("mean_us"),
                row.decimalOrNull("p95_us"),
                row.decimalOrNull("max_us"),
                row.decimalOrNull("loss_ratio"));
    }

    private static Sql raw(List<Long> series, Instant from, Instant to) {
        return Sql.of("SELECT series_id, due_at, " + VALUES + " FROM result WHERE series_id IN ")
                .addList(series)
                .add(" AND due_at >= ? AND due_at < ?", from, to)
                .add(" AND tier IN (1, 2, 3) AND day BETWEEN ? AND ?", SqlValues.day(from), SqlValues.day(to));
    }
}
