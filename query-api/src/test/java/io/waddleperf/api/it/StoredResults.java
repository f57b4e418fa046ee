package io.waddleperf.api.it;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.OutcomeCode;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Puts results into the tables as the sink does.
final class StoredResults {
    private StoredResults() {}

    static void insert(DataSource database, List<Result> results) throws SQLException {
        try (var connection = database.getConnection()) {
            Set<Slot> slots = results.stream()
                    .map(result -> new Slot(result.tier(), SqlValues.day(result.dueAt())))
                    .collect(Collectors.toSet());
            ResultPartitions.add(connection, slots);
            for (Result result : results) {
                insert(connection, result);
            }
        }
    }

    private static void insert(Connection connection, Result result) throws SQLException {
        run(
                connection,
                "INSERT IGNORE INTO series (series_id, probe, target, check_name, family, test, first_seen)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                result.series(),
                result.probe(),
                result.target(),
                result.check(),
                result.family().wireName(),
                result.test().wireName(),
                SqlValues.utc(result.dueAt()));
        run(
                connection,
                "INSERT INTO result (series_id, due_at, result_id, tier, day, started_at, duration_us, outcome,"
                        + " packets_received, loss_ratio, min_us, mean_us, p95_us, max_us, value_us, document)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                result.series(),
                SqlValues.utc(result.dueAt()),
                SqlValues.bytes(result.id()),
                result.tier(),
                SqlValues.day(result.dueAt()),
                SqlValues.utc(result.startedAt()),
                result.durationUs(),
                OutcomeCode.of(result.outcome()).code(),
                number(result, Metric.PACKETS_RECEIVED),
                number(result, Metric.LOSS_RATIO),
                number(result, Metric.RTT_MIN_US),
                number(result, Metric.RTT_MEAN_US),
                number(result, Metric.RTT_P95_US),
                number(result, Metric.RTT_MAX_US),
                number(result, result.test().headline()),
                WireCodec.text(result));
        boolean measured = result.outcome() instanceof Outcome.Measured;
        run(
                connection,
                "INSERT INTO series_latest (series_id, due_at, result_id, outcome, measured_at, document)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE due_at = VALUES(due_at),"
                        + " result_id = VALUES(result_id), outcome = VALUES(outcome), document = VALUES(document),"
                        + " measured_at = COALESCE(VALUES(measured_at), measured_at)",
                result.series(),
                SqlValues.utc(result.dueAt()),
                SqlValues.bytes(result.id()),
                OutcomeCode.of(result.outcome()).code(),
                measured ? SqlValues.utc(result.dueAt()) : null,
                WireCodec.text(result));
    }

    private static @Nullable Double number(Result result, Metric metric) {
        var value = result.metrics().get(metric);
        return value.isEmpty() ? null : value.getAsDouble();
    }

    private static void run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
