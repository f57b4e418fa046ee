package io.waddleperf.sink;

import io.waddleperf.contracts.Rollup;
import io.waddleperf.database.WriteFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The tables `rollup_1m` and `rollup_1h`, with their dimension `series`: each part with the most
/// results that were told of it.
final class RollupTable implements Table<RollupRow> {
    private static final String DECISIVE = "results";

    private static final List<String> COLUMNS = List.of(
            "tier",
            DECISIVE,
            "answered",
            "failed",
            "sent",
            "received",
            "metric",
            "min_value",
            "mean_value",
            "max_value",
            "p50_value",
            "p95_value",
            "p99_value",
            "sketch");

    private static final Comparator<RollupRow> BY_KEY = Comparator.comparingLong(RollupRow::series)
            .thenComparing(row -> row.rollup().start())
            .thenComparing(row -> row.rollup().part().toString());

    private final Upsert<RollupRow> minutes = upsert("rollup_1m");
    private final Upsert<RollupRow> hours = upsert("rollup_1h");
    private final KnownDays days;
    private final SeriesTable series;

    RollupTable(KnownDays days, SeriesTable series) {
        this.days = days;
        this.series = series;
    }

    private static Upsert<RollupRow> upsert(String table) {
        return new Upsert<>(
                table,
                Stream.concat(Stream.of("series_id", "start_at", "part"), COLUMNS.stream())
                        .toList(),
                Upsert.greater(DECISIVE, COLUMNS),
                new Values());
    }

    @Override
    public void prepare(List<RollupRow> rows) throws SQLException {
        var newest = of(Rollup.MINUTE_US, rows).map(RollupRow::day).max(LocalDate::compareTo);
        if (newest.isPresent()) {
            days.open(newest.get());
        }
    }

    @Override
    public Screened<RollupRow> screen(Connection connection, List<RollupRow> rows) throws SQLException {
        var bad = new ArrayList<Bad>();
        var fitting = new ArrayList<RollupRow>(rows.size());
        var collides = series.add(connection, rows);
        for (var row : rows) {
            if (row.rollup().lengthUs() == Rollup.MINUTE_US && !days.has(row.day())) {
                bad.add(new Bad(
                        row.source(), "it begins too far ahead: " + row.rollup().start()));
            } else if (collides.test(row)) {
                bad.add(SeriesTable.collision(row));
            } else {
                fitting.add(row);
            }
        }
        return new Screened<>(fitting, bad);
    }

    @Override
    public void insert(Connection connection, List<RollupRow> rows) throws SQLException {
        minutes.run(connection, of(Rollup.MINUTE_US, rows).sorted(BY_KEY).toList());
        hours.run(connection, of(Rollup.HOUR_US, rows).sorted(BY_KEY).toList());
    }

    private static Stream<RollupRow> of(long lengthUs, List<RollupRow> rows) {
        return rows.stream().filter(row -> row.rollup().lengthUs() == lengthUs);
    }

    @Override
    public void committed() {
        series.committed();
    }

    @Override
    public void failed(WriteFailure failure) {
        if (failure == WriteFailure.PARTITION_MISSING) {
            days.forget();
        }
    }

    /// A row's values in the order of the columns.
    private static final class Values implements Upsert.Values<RollupRow> {
        @Override
        public void bind(Parameters parameters, RollupRow row) throws SQLException {
            Rollup rollup = row.rollup();
            parameters
                    .whole(row.series())
                    .time(rollup.start())
                    .id(rollup.part())
                    .whole(rollup.tier())
                    .whole(rollup.results())
                    .whole(rollup.answered())
                    .whole(rollup.failed())
                    .whole(rollup.sent())
                    .whole(rollup.received())
                    .text(rollup.metric())
                    .real(rollup.min())
                    .real(rollup.mean())
                    .real(rollup.max())
                    .real(rollup.p50())
                    .real(rollup.p95())
                    .real(rollup.p99())
                    .bytes(row.sketch());
        }

        @Override
        public long characters(RollupRow row) {
            var sketch = row.rollup().sketch();
            return sketch == null ? 0 : sketch.length();
        }
    }
}
