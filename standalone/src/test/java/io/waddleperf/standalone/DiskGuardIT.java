package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.database.Migrations;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/// The oldest days go where the disk is nearly full, and only there.
class DiskGuardIT {
    private static final int FULL = 1_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @SuppressWarnings("NullAway.Init") // set before each test
    private MariaDbDataSource database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalDate today;

    @BeforeEach
    void fill() throws Exception {
        var server = TestServers.freshDatabase();
        database = server.source();
        Migrations.run(database);
        Files.write(dir.resolve("data"), new byte[FULL]);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            today = ResultPartitions.today(connection);
            statement.execute("ALTER TABLE rollup_1m ADD PARTITION (" + minutes(31) + ", " + minutes(30) + ")");
            ResultPartitions.add(
                    connection,
                    Set.of(
                            new ResultPartitions.Slot(1, today.minusDays(8)),
                            new ResultPartitions.Slot(1, today.minusDays(7))));
        }
    }

    @Test
    void dropsADayOfResultsAndOfMinutesAtEachLookWhereTheDiskIsNearlyFull() throws Exception {
        try (var guard = new DiskGuard(dir, FULL, database::getConnection, Clock.systemUTC())) {
            assertTrue(names("rollup_1m").containsAll(Set.of(day("d_", 31), day("d_", 30))));
            guard.look();
            assertEquals(FULL, guard.usedBytes());
            assertFalse(names("rollup_1m").contains(day("d_", 31)));
            assertTrue(names("rollup_1m").contains(day("d_", 30)));
            assertFalse(names("result").contains(day("t1_", 8)));
            assertTrue(names("result").contains(day("t1_", 7)));
            guard.look();
            assertFalse(names("rollup_1m").contains(day("d_", 30)));
            assertFalse(names("result").contains(day("t1_", 7)));
        }
    }

    @Test
    void deletesADayOfTheArchiveToo() throws Exception {
        String old = archived(90);
        String newer = archived(80);
        try (var guard = new DiskGuard(dir, FULL, database::getConnection, Clock.systemUTC())) {
            guard.look();
            assertFalse(Files.exists(dir.resolve(old)));
            assertTrue(Files.exists(dir.resolve(newer)));
        }
    }

    private String archived(int daysAgo) throws IOException {
        String name = "archive/results/date=" + today.minusDays(daysAgo) + "/hour=00/0-1-2-3.parquet";
        Files.createDirectories(dir.resolve(name).getParent());
        Files.write(dir.resolve(name), new byte[1]);
        return name;
    }

    @Test
    void dropsNothingWhereThereIsRoom() throws Exception {
        try (var guard = new DiskGuard(dir, 10 * FULL, database::getConnection, Clock.systemUTC())) {
            var before = names("rollup_1m");
            guard.look();
            assertEquals(before, names("rollup_1m"));
        }
    }

    private String minutes(int ago) {
        return "PARTITION %s VALUES LESS THAN ('%s')".formatted(day("d_", ago), today.minusDays(ago - 1));
    }

    private String day(String prefix, int ago) {
        return prefix + today.minusDays(ago).toString().replace("-", "");
    }

    private Set<String> names(String table) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        SELECT PARTITION_NAME FROM information_schema.PARTITIONS
                        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?""")) {
            statement.setString(1, table);
            var names = new TreeSet<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }
}
