package io.waddleperf.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The table `series_latest`: moves forward in time only, whatever comes in which order.
final class LatestTable {
    private static final List<String> COLUMNS =
            List.of("series_id", "due_at", "result_id", "outcome", "measured_at", "document");

    /// `due_at`, by which the others decide, is the last.
    private static final String FORWARD = """
            measured_at = GREATEST(COALESCE(measured_at, VALUES(measured_at)),
                                   COALESCE(VALUES(measured_at), measured_at)),
            %s,
            due_at = GREATEST(due_at, VALUES(due_at))""".formatted(Upsert.where(
            "VALUES(due_at) > due_at OR (VALUES(due_at) = due_at AND VALUES(result_id) > result_id)",
            List.of("outcome", "document", "result_id")));

    private static final Upsert<Latest> UPSERT = new Upsert<>("series_latest", COLUMNS, FORWARD, new Values());

    private LatestTable() {}

    static void upsert(Connection connection, List<Latest> states) throws SQLException {
        UPSERT.run(connection, states);
    }

    /// A state's values in the order of the columns.
    private static final class Values implements Upsert.Values<Latest> {
        @Override
        public void bind(Parameters parameters, Latest state) throws SQLException {
            parameters
                    .whole(state.series())
                    .time(state.dueAt())
                    .id(state.resultId())
                    .whole(state.outcome().code())
                    .time(state.measuredAt())
                    .text(state.document());
        }

        @Override
        public long characters(Latest state) {
            return state.document().length();
        }
    }
}
