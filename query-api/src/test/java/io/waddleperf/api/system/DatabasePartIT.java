package io.waddleperf.api.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.database.Migrations;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

final class DatabasePartIT {
    private final MariaDbDataSource database = migrated();
    private final DatabasePart part = new DatabasePart(database);

    private static MariaDbDataSource migrated() {
        try {
            var fresh = TestServers.freshDatabase();
            var source = new MariaDbDataSource(fresh.jdbcUrl());
            source.setUser(fresh.user());
            source.setPassword(fresh.password());
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
}
