package io.waddleperf.sink;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Result;
import io.waddleperf.database.OutcomeCode;
import io.waddleperf.database.SqlValues;
import io.waddleperf.database.WriteFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The table `result`, with its dimension `series`.
final class ResultTable implements Table<ResultRow> {
    private static final String INSERT = """
            INSERT IGNORE INTO result (series_id, due_at, result_id, tier, day, started_at, duration_us, outcome, time_adjusted,
                document, packets_sent, packets_received, loss_ratio, min_us, mean_us, p50_us, p95_us, max_us,
                jitter_us, value_us)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /// In the order of their columns, before the test's headline.
    private static final List<Metric> NUMBERS = List.of(
            Metric.PACKETS_SENT,
            Metric.PACKETS_RECEIVED,
            Metric.LOSS_RATIO,
            Metric.RTT_MIN_US,
            Metric.RTT_MEAN_US,
            Metric.RTT_P50_US,
            Metric.RTT_P95_US,
            Metric.RTT_MAX_US,
            Metric.JITTER_US);

    /// Neighbours in the table's index come one after the other.
    private static final Comparator<ResultRow> BY_KEY =
            Comparator.comparingLong(ResultRow::series).thenComparing(ResultRow::dueAt);

    /// For so long a result that was put under its append time is looked for before it is stored
    /// again: a probe that sends it once more gets another append time, so the key does not tell.
    private static final Duration RESENT_WITHIN = Duration.ofDays(1);

    private final BulkInsert<ResultRow> bulk = new BulkInsert<>(INSERT, new Columns());
    private final KnownPartitions partitions;
    private final SeriesTable series;

    ResultTable(KnownPartitions partitions, SeriesTable series) {
        this.partitions = partitions;
        this.series = series;
    }

    @Override
    public void prepare(List<ResultRow> rows) throws SQLException {
        partitions.open(rows.stream().map(ResultRow::slot).collect(Collectors.toSet()));
    }

    @Override
    public Screened<ResultRow> screen(Connection connection, List<ResultRow> rows) throws SQLException {
        var bad = new ArrayList<Bad>();
        var fitting = new ArrayList<ResultRow>(rows.size());
        var collides = series.add(connection, rows);
        var adjusted = new HashSet<>();
        for (var row : rows) {
            if (!partitions.has(row.slot())) {
                bad.add(new Bad(row.source(), expired(row)));
            } else if (collides.test(row)) {
                bad.add(SeriesTable.collision(row));
            } else if (!row.timeAdjusted() || (adjusted.add(row.result().id()) && !storedBefore(connection, row))) {
                fitting.add(row);
            }
        }
        return new Screened<>(fitting, bad);
    }

    private static String expired(ResultRow row) {
        return "the retention of tier " + row.result().tier() + " has passed for "
                + row.slot().day();
    }

    private static boolean storedBefore(Connection connection, ResultRow row) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT 1 FROM result
                WHERE series_id = ? AND due_at BETWEEN ? AND ? AND result_id = ? AND tier = ?
                LIMIT 1""")) {
            statement.setLong(1, row.series());
            statement.setObject(2, SqlValues.utc(row.dueAt().minus(RESENT_WITHIN)));
            statement.setObject(3, SqlValues.utc(row.dueAt()));
            statement.setBytes(4, SqlValues.bytes(row.result().id()));
            statement.setInt(5, row.result().tier());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public void insert(Connection connection, List<ResultRow> rows) throws SQLException {
        bulk.run(connection, rows.stream().sorted(BY_KEY).toList());
    }

    @Override
    public void committed() {
        series.committed();
    }

    @Override
    public void failed(WriteFailure failure) {
        if (failure == WriteFailure.PARTITION_MISSING) {
            partitions.forget();
        }
    }

    /// A row's values in the order of the statement.
    private static final class Columns implements BulkInsert.Binding<ResultRow> {
        @Override
        public void bind(Parameters parameters, ResultRow row) throws SQLException {
            Result result = row.result();
            parameters
                    .whole(row.series())
                    .time(row.dueAt())
                    .id(result.id())
                    .whole(result.tier())
                    .day(row.slot().day())
                    .time(result.startedAt())
                    .whole(result.durationUs())
                    .whole(OutcomeCode.of(result.outcome()).code())
                    .truth(row.timeAdjusted())
                    .bytes(row.json()); // as a text it would be made of the bytes and into them again
            for (var metric : NUMBERS) {
                parameters.real(result.metrics().get(metric));
            }
            parameters.real(headline(row));
        }

        private static OptionalDouble headline(ResultRow row) {
            return row.result().metrics().get(row.result().test().headline());
        }

        @Override
        public int nulls(ResultRow row) {
            int nulls = headline(row).isPresent() ? 0 : 1;
            for (var metric : NUMBERS) {
                nulls = nulls << 1 | (row.result().metrics().get(metric).isPresent() ? 0 : 1);
            }
            return nulls;
        }

        @Override
        public long characters(ResultRow row) {
            return row.json().length;
        }
    }
}
