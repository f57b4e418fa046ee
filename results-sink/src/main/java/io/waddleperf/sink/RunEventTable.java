package io.waddleperf.sink;

import io.waddleperf.contracts.RunEvent;
import io.waddleperf.database.SqlValues;
import io.waddleperf.database.WriteFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The table `run_event`.
final class RunEventTable implements Table<RunEventRow> {
    private static final String INSERT = """
            INSERT IGNORE INTO run_event (run_id, event_id, command_id, probe, kind, at, detail, stored_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final BulkInsert<RunEventRow> bulk = new BulkInsert<>(INSERT, new Columns());

    @Override
    public void prepare(List<RunEventRow> rows) {
        // the table is not partitioned
    }

    @Override
    public Screened<RunEventRow> screen(Connection connection, List<RunEventRow> rows) {
        return new Screened<>(rows, List.of());
    }

    @Override
    public void insert(Connection connection, List<RunEventRow> rows) throws SQLException {
        bulk.run(connection, rows);
    }

    @Override
    public void committed() {
        // nothing is remembered
    }

    @Override
    public void failed(WriteFailure failure) {
        // nothing was assumed
    }

    @Override
    public ConsumerRecord<byte[], byte[]> source(RunEventRow row) {
        return row.source();
    }

    /// A row's values in the order of the statement.
    private static final class Columns implements BulkInsert.Binding<RunEventRow> {
        @Override
        public void bind(PreparedStatement statement, RunEventRow row) throws SQLException {
            RunEvent event = row.event();
            @Nullable UUID command = event.commandId();
            statement.setBytes(1, SqlValues.bytes(event.runId()));
            statement.setBytes(2, SqlValues.bytes(event.id()));
            statement.setBytes(3, command == null ? null : SqlValues.bytes(command));
            statement.setString(4, event.probe());
            statement.setString(5, event.kind().wireName());
            statement.setObject(6, SqlValues.utc(event.at()));
            statement.setString(7, event.detail());
            statement.setObject(8, SqlValues.utc(row.appendedAt()));
        }

        @Override
        public int nulls(RunEventRow row) {
            return row.event().commandId() == null ? 1 : 0;
        }

        @Override
        public long characters(RunEventRow row) {
            return row.event().detail().length();
        }
    }
}
