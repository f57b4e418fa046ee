package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Days come ahead and go with the retention; those in between have a place anyway.
class DayPartitionsIT {
    private static final int KEPT_DAYS = 30;

    private DataSource database;

    @BeforeEach
    void migrate() throws SQLException {
        database = Databases.migrated();
    }

    @Test
    void keepsYesterdayToThreeDaysAhead() throws Exception {
        try (var connection = database.getConnection()) {
            assertEquals(LocalDate.EPOCH, DayPartitions.end(connection));
            var today = ResultPartitions.today(connection);
            var first = DayPartitions.keep(connection, KEPT_DAYS);
            assertEquals(5, first.added().size());
            assertEquals(today.minusDays(1), first.added().first());
            assertEquals(today.plusDays(4), DayPartitions.end(connection));
            var nothing = Collections.<LocalDate>emptySortedSet();
            assertEquals(new DayPartitions.Upkeep(nothing, nothing), DayPartitions.keep(connection, KEPT_DAYS));
        }
    }

    @Test
    void coversWhatIsAskedForAndAddsNoDaysOfTheDistantPast() throws Exception {
        try (var connection = database.getConnection()) {
            var today = ResultPartitions.today(connection);
            assertEquals(Set.of(today.minusDays(1)), DayPartitions.cover(connection, today.minusDays(20)));
            assertEquals(Set.of(), DayPartitions.cover(connection, today.minusDays(1)));
            assertEquals(Set.of(today, today.plusDays(1)), DayPartitions.cover(connection, today.plusDays(1)));
        }
    }

    @Test
    void takesRowsOfAnyDayBehindAndRefusesThoseAhead() throws Exception {
        try (var connection = database.getConnection()) {
            DayPartitions.keep(connection, KEPT_DAYS);
            insert(connection, "UTC_TIMESTAMP() - INTERVAL 20 DAY");
            insert(connection, "UTC_TIMESTAMP()");
            assertEquals(2, Databases.number(database, "SELECT COUNT(*) FROM rollup_1m"));
            Optional<WriteFailure> failure = Optional.empty();
            try {
                insert(connection, "UTC_TIMESTAMP() + INTERVAL 4 DAY");
            } catch (SQLException e) {
                failure = Optional.of(WriteFailure.of(e));
            }
            assertEquals(Optional.of(WriteFailure.PARTITION_MISSING), failure);
        }
    }

    @Test
    void dropsWhatIsPastItsRetentionAndNothingElse() throws Exception {
        try (var connection = database.getConnection()) {
            var today = ResultPartitions.today(connection);
            var old = today.minusDays(KEPT_DAYS + 2L);
            Databases.execute(
                    database,
                    "ALTER TABLE rollup_1m ADD PARTITION (PARTITION %s VALUES LESS THAN ('%s'), PARTITION %s VALUES LESS THAN ('%s'))"
                            .formatted(partition(old), old.plusDays(1), partition(old.plusDays(1)), old.plusDays(2)));
            assertEquals(Set.of(old), DayPartitions.keep(connection, KEPT_DAYS).dropped());
            assertEquals(old.plusDays(1), DayPartitions.existing(connection).first());
            assertEquals(6, DayPartitions.existing(connection).size());
        }
    }

    @Test
    void knowsItsOwnNamesOnly() {
        assertEquals(Optional.empty(), DayPartitions.day("never"));
        assertEquals(Optional.empty(), DayPartitions.day(null));
        assertEquals(Optional.of(LocalDate.of(2026, 11, 23)), DayPartitions.day("d_20261123"));
    }

    private static String partition(LocalDate day) {
        return "d_" + day.toString().replace("-", "");
    }

    private static void insert(Connection connection, String start) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO rollup_1m (series_id, start_at, part, tier, results, answered, failed, sent,"
                    + " received, metric) VALUES (1, " + start + ", UNHEX('01'), 1, 1, 1, 0, 0, 0, 'rttMeanUs')");
        }
    }
}
