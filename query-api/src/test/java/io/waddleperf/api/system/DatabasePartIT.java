package io.waddleperf.api.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.system.SystemView.OldestDays;
import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.Migrations;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

final class DatabasePartIT {
    private final MariaDbDataSource database = migrated();
    private final DatabasePart part = new DatabasePart(database);

    private static MariaDbDataSource migrated() {
        try {
            var fresh = TestServers.freshDatabase();
            var source = fresh.source();
            Migrations.run(source);
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsHowLongChangesWaitForKafka() throws Exception {
        Instant written = Samples.AT;
        var none = part.outbox(() -> written);
        assertEquals(Part.State.OK, none.state());
        assertEquals(0, Objects.requireNonNull(none.findings()).waiting());
        assertNull(none.findings().oldestS());
        for (int i = 0; i < 3; i++) {
            add(i, written.plusSeconds(i));
        }
        var soon = part.outbox(() -> written.plusSeconds(60));
        assertEquals(Part.State.OK, soon.state());
        assertEquals(3, Objects.requireNonNull(soon.findings()).waiting());
        assertEquals(60, soon.findings().oldestS());
        var late = part.outbox(() -> written.plusSeconds(61));
        assertEquals(Part.State.DEGRADED, late.state());
        assertEquals("changes have been waiting for Kafka for 61 s", late.reason());
    }

    private void add(int id, Instant at) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "INSERT INTO outbox (id, topic, record_key, value, created_at) VALUES (?, 't', 'k', '{}', ?)")) {
            statement.setBytes(1, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) id});
            statement.setObject(2, SqlValues.utc(at));
            statement.executeUpdate();
        }
    }

    @Test
    void tellsWhatTheDatabaseHolds() throws Exception {
        var found = Objects.requireNonNull(part.database().findings());
        assertTrue(found.version().contains("MariaDB"), found.version());
        assertEquals(10, found.tables().size());
        assertTrue(found.sizeBytes() >= found.tables().getFirst().sizeBytes());
        assertNull(found.galera(), "it is no node of a cluster");
        assertNotNull(found.tables().getLast().name());
    }

    @Test
    void tellsHowOldTheOldestDaysAre() throws Exception {
        assertEquals(new OldestDays(null, null, null, null), oldest(), "nothing has room for anything yet");
        LocalDate today;
        try (var connection = database.getConnection()) {
            today = ResultPartitions.today(connection);
            var days = List.of(new Slot(1, today), new Slot(1, today.minusDays(7)), new Slot(3, today.minusDays(90)));
            ResultPartitions.add(connection, days);
            DayPartitions.cover(connection, today);
        }
        assertEquals(new OldestDays(today.minusDays(7), null, today.minusDays(90), today.minusDays(1)), oldest());
    }

    private OldestDays oldest() throws SQLException {
        return Objects.requireNonNull(part.database().findings()).oldest();
    }
}
