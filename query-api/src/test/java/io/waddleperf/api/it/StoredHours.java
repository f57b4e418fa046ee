package io.waddleperf.api.it;

import com.datadoghq.sketch.ddsketch.DDSketches;
import io.waddleperf.contracts.Ids;
import io.waddleperf.database.SqlValues;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/// Puts what a series did in an hour or a minute into the tables as the sink does.
final class StoredHours {
    private StoredHours() {}

    /// @param eachUs what each of the answered tests took
    record Counts(int answered, int failed, double eachUs) {}

    /// A part of its own for other counts.
    ///
    /// @param table `rollup_1h` or `rollup_1m`
    static void insert(DataSource database, String table, long series, Instant start, Counts counts)
            throws SQLException {
        var sketch = DDSketches.unboundedDense(0.01);
        sketch.accept(counts.eachUs(), Math.max(1, counts.answered()));
        int all = counts.answered() + counts.failed();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("INSERT INTO " + table
                        + " (series_id, start_at, part, tier, results, answered, failed, sent, received, metric,"
                        + " min_value, mean_value, max_value, p50_value, p95_value, p99_value, sketch)"
                        + " VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, 'rttMeanUs', ?, ?, ?, ?, ?, ?, ?)")) {
            int at = 1;
            statement.setLong(at++, series);
            statement.setObject(at++, SqlValues.utc(start));
            statement.setBytes(
                    at++, SqlValues.bytes(Ids.uuid(Long.toString(series), start.toString(), counts.toString())));
            for (int number : new int[] {all, counts.answered(), counts.failed(), all, counts.answered()}) {
                statement.setInt(at++, number);
            }
            for (int i = 0; i < 6; i++) {
                statement.setDouble(at++, counts.eachUs());
            }
            statement.setBytes(at, sketch.serialize().array());
            statement.executeUpdate();
        }
    }
}
