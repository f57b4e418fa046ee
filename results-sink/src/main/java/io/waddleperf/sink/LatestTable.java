package io.waddleperf.sink;

import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `series_latest`: moves forward in time only, whatever comes in which order.
final class LatestTable {
    /// Assignments run from left to right and see what was assigned before: `due_at`, by which the
    /// others decide, is the last.
    private static final String FORWARD =
            """
             ON DUPLICATE KEY UPDATE
                measured_at = GREATEST(COALESCE(measured_at, VALUES(measured_at)),
                                       COALESCE(VALUES(measured_at), measured_at)),
                outcome = IF(%1$s, VALUES(outcome), outcome),
                document = IF(%1$s, VALUES(document), document),
                result_id = IF(%1$s, VALUES(result_id), result_id),
                due_at = GREATEST(due_at, VALUES(due_at))""".formatted("VALUES(due_at) > due_at OR (VALUES(due_at) = due_at AND VALUES(result_id) > result_id)");

    private static final String INSERT =
            "INSERT INTO series_latest (series_id, due_at, result_id, outcome, measured_at, document) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?)";

    private LatestTable() {}

    /// In one statement: an upsert cannot use the driver's bulk protocol.
    static void upsert(Connection connection, List<Latest> states) throws SQLException {
        var sql = INSERT + String.join(", ", Collections.nCopies(states.size(), ROW)) + FORWARD;
        try (var statement = connection.prepareStatement(sql)) {
            int index = 0;
            for (var state : states) {
                @Nullable Instant measuredAt = state.measuredAt();
                statement.setLong(++index, state.series());
                statement.setObject(++index, SqlValues.utc(state.dueAt()));
                statement.setBytes(++index, SqlValues.bytes(state.resultId()));
                statement.setInt(++index, state.outcome().code());
                statement.setObject(++index, measuredAt == null ? null : SqlValues.utc(measuredAt));
                statement.setString(++index, state.document());
            }
            statement.executeUpdate();
        }
    }
}
