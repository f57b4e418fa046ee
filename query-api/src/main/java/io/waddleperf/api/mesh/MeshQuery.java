package io.waddleperf.api.mesh;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.mesh.MeshView.Cells;
import io.waddleperf.api.mesh.MeshView.Probes;
import io.waddleperf.api.mesh.MeshView.Targets;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.SqlValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the newest result of each series at a time; the mean of an hour where results are not kept any more.
@Singleton
final class MeshQuery {
    /// Then the database stops, too.
    private static final int MOST_SECONDS = 20;

    private final Database database;
    private final ConfigurationQuery configuration;
    private final Sights sights;

    MeshQuery(Database database, ConfigurationQuery configuration, Sights sights) {
        this.database = database;
        this.configuration = configuration;
        this.sights = sights;
    }

    MeshView mesh(MeshRequest request) {
        Map<String, Probe> probes =
                configuration.probes().stream().collect(Collectors.toMap(Probe::id, probe -> probe));
        Sight sight = sights.current();
        boolean ofHours = !request.now() && !isKept(request.at());
        List<Cell> cells = ofHours
                ? hours(request, sight)
                : Cell.of(request.now() ? latest(request, sight) : then(request, sight), request.metric());
        var chosen = Cell.chosen(cells, request.metric(), request.freshAfter()).stream()
                .filter(cell -> request.site() == null
                        || request.site().equals(site(probes, cell.path().probe())))
                .toList();
        return view(request, ofHours, chosen, probes);
    }

    private static String site(Map<String, Probe> probes, String id) {
        Probe probe = probes.get(id);
        return probe == null ? "" : probe.site();
    }

    private static Sql filtered(Sql sql, MeshRequest request, Sight sight) {
        return sql.addIf(request.check(), " AND check_name = ?")
                .addIf(request.family() == null ? null : request.family().wireName(), " AND family = ?")
                .add(sight.condition("probe"));
    }

    private static Result result(Row row) throws SQLException {
        return WireCodec.read(Result.class, row.text("document"));
    }

    private List<Result> latest(MeshRequest request, Sight sight) {
        return database.list(
                filtered(
                        Sql.of(
                                "SELECT document FROM series_latest JOIN series USING (series_id) WHERE due_at > ?",
                                request.earliest()),
                        request,
                        sight),
                MeshQuery::result);
    }

    /// Whether anything of tier 1 is there of the day before a time, of whomever: those results go first. Where nobody
    /// measured anything for a day there is no hour of it either.
    private boolean isKept(Instant at) {
        Instant dayBefore = at.minus(1, ChronoUnit.DAYS);
        return database.first(
                        Sql.of(
                                "SELECT 1 AS kept FROM result WHERE tier = 1 AND day BETWEEN ? AND ?"
                                        + " AND due_at > ? AND due_at <= ? LIMIT 1",
                                SqlValues.day(dayBefore),
                                SqlValues.day(at),
                                dayBefore,
                                at),
                        row -> row.flag("kept"))
                .isPresent();
    }

    /// Along the times of that window, which the index has together with the series: as much work as there were results
    /// in it. The key of a series would be read for whole days.
    private List<Result> then(MeshRequest request, Sight sight) {
        String days = " AND tier IN (1, 2, 3) AND day BETWEEN ? AND ?";
        var first = SqlValues.day(request.earliest());
        var last = SqlValues.day(request.at());
        Sql newest = Sql.of(
                        "SELECT STRAIGHT_JOIN series_id, MAX(due_at) AS due_at FROM result FORCE INDEX (result_due)"
                                + " JOIN series USING (series_id) WHERE due_at > ? AND due_at <= ?",
                        request.earliest(),
                        request.at())
                .add(days, first, last);
        return database.list(
                Sql.of("SET STATEMENT max_statement_time = " + MOST_SECONDS
                                + " FOR SELECT STRAIGHT_JOIN document FROM (")
                        .add(filtered(newest, request, sight))
                        .add(" GROUP BY series_id) AS newest JOIN result FORCE INDEX (PRIMARY)"
                                + " USING (series_id, due_at) WHERE TRUE")
                        .add(days, first, last),
                MeshQuery::result);
    }

    /// Of the last hour that was over then. The mean of the headline and the loss are all that hours have.
    private List<Cell> hours(MeshRequest request, Sight sight) {
        var hour = request.at().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        boolean loss = request.metric() == Metric.LOSS_RATIO;
        Sql sql = Sql.of(
                "SELECT probe, target, check_name, test, SUM(answered) AS answered, SUM(failed) AS failed,"
                        + (loss
                                ? " 1 - SUM(received) / NULLIF(SUM(sent), 0)"
                                : " SUM(mean_value * answered) / NULLIF(SUM(IF(mean_value IS NULL, 0, answered)), 0)")
                        + " AS value FROM rollup_1h JOIN series USING (series_id) WHERE start_at = ? AND tier = 1",
                hour);
        if (!loss) {
            sql.add(" AND metric = ?", request.metric().wireName());
        }
        return database
                .list(
                        filtered(sql, request, sight).add(" GROUP BY series_id, probe, target, check_name, test"),
                        row -> new Cell(
                                new PathName(row.text("probe"), row.text("target")),
                                test(row.text("test")),
                                row.text("check_name"),
                                row.decimalOrNull("value"),
                                hour))
                .stream()
                .filter(cell -> cell.value() != null || !loss)
                .toList();
    }

    private static Test test(String wireName) {
        return Arrays.stream(Test.values())
                .filter(test -> test.wireName().equals(wireName))
                .findFirst()
                .orElse(Test.UNKNOWN);
    }

    private MeshView view(MeshRequest request, boolean ofHours, Collection<Cell> cells, Map<String, Probe> probes) {
        Map<String, String> addresses =
                configuration.targets().stream().collect(Collectors.toMap(Target::id, Target::address));
        var rows = cells.stream().map(cell -> cell.path().probe()).distinct().toList();
        var columns = cells.stream()
                .map(cell -> cell.path().target())
                .distinct()
                .sorted()
                .toList();
        Map<String, Integer> row = places(rows);
        Map<String, Integer> column = places(columns);
        var probe = new ArrayList<Integer>();
        var target = new ArrayList<Integer>();
        var check = new ArrayList<String>();
        var value = new ArrayList<@Nullable Double>();
        var at = new ArrayList<Long>();
        for (Cell cell : cells) {
            probe.add(row.get(cell.path().probe()));
            target.add(column.get(cell.path().target()));
            check.add(cell.check());
            value.add(cell.value());
            at.add(cell.at().toEpochMilli());
        }
        return new MeshView(
                request.at(),
                ofHours ? null : request.freshAfter(),
                request.metric().wireName(),
                ofHours ? "hours" : "results",
                new Probes(rows, rows.stream().map(id -> site(probes, id)).toList()),
                new Targets(
                        columns,
                        columns.stream()
                                .map(id -> addresses.getOrDefault(id, id))
                                .toList()),
                new Cells(probe, target, check, value, at));
    }

    private static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }
}
