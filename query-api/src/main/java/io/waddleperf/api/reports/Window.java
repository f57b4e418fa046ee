package io.waddleperf.api.reports;

import io.waddleperf.api.sql.Row;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A part of a minute or an hour of a series, as it is stored.
record Window(
        long series,
        Instant start,
        long results,
        long answered,
        long failed,
        long sent,
        long received,
        String metric,
        @Nullable Double min,
        @Nullable Double mean,
        @Nullable Double max,
        @Nullable ByteBuffer sketch) {
    static final String COLUMNS = "series_id, start_at, results, answered, failed, sent, received, metric,"
            + " min_value, mean_value, max_value, IF(? AND metric = ?, sketch, NULL) AS sketch";

    static Window of(Row row) throws SQLException {
        byte @Nullable [] sketch = row.bytesOrNull("sketch");
        return new Window(
                row.number("series_id"),
                row.instant("start_at"),
                row.number("results"),
                row.number("answered"),
                row.number("failed"),
                row.number("sent"),
                row.number("received"),
                row.text("metric"),
                row.decimalOrNull("min_value"),
                row.decimalOrNull("mean_value"),
                row.decimalOrNull("max_value"),
                sketch == null ? null : ByteBuffer.wrap(sketch));
    }
}
