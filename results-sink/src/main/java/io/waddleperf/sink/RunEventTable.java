package io.waddleperf.sink;

import io.waddleperf.contracts.RunEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `run_event`.
final class RunEventTable implements Table<RunEventRow> {
    private static final String INSERT = """
            INSERT IGNORE INTO run_event (run_id, event_id, command_id, probe, kind, at, detail, stored_at,
                target, tier, check_name, schedule, due_at, incident_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final BulkInsert<RunEventRow> bulk = new BulkInsert<>(INSERT, new Columns());

    @Override
    public void insert(Connection connection, List<RunEventRow> rows) throws SQLException {
        bulk.run(connection, rows);
    }

    /// What an event is about; all null where it does not say.
    private record About(
            @Nullable String target,
            @Nullable Long tier,
            @Nullable String check,
            @Nullable String schedule,
            @Nullable Instant dueAt,
            @Nullable UUID incident) {
        static About of(RunEvent event) {
            RunEvent.@Nullable Subject what = event.subject();
            return what == null
                    ? new About(null, null, null, null, null, null)
                    : new About(
                            what.target(),
                            (long) what.tier(),
                            what.check(),
                            what.schedule(),
                            what.dueAt(),
                            what.incident());
        }
    }

    /// A row's values in the order of the statement.
    private static final class Columns implements BulkInsert.Binding<RunEventRow> {
        @Override
        public void bind(Parameters parameters, RunEventRow row) throws SQLException {
            RunEvent event = row.event();
            var about = About.of(event);
            parameters
                    .id(event.runId())
                    .id(event.id())
                    .id(event.commandId())
                    .text(event.probe())
                    .text(event.kind().wireName())
                    .time(event.at())
                    .text(event.detail())
                    .time(row.appendedAt())
                    .text(about.target())
                    .whole(about.tier())
                    .text(about.check())
                    .text(about.schedule())
                    .time(about.dueAt())
                    .id(about.incident());
        }

        @Override
        public int nulls(RunEventRow row) {
            var about = About.of(row.event());
            return BulkInsert.nulls(
                    row.event().commandId(),
                    about.target(),
                    about.check(),
                    about.schedule(),
                    about.dueAt(),
                    about.incident());
        }

        @Override
        public long characters(RunEventRow row) {
            return row.event().detail().length();
        }
    }
}
