package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.database.ResultPartitions.Slot;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Partitions come ahead and go with their tier's retention.
class ResultPartitionsIT {
    @Test
    void keepsYesterdayToThreeDaysAheadForEachTier() throws Exception {
        var database = Databases.migrated();
        try (var connection = database.getConnection()) {
            assertEquals(LocalDate.EPOCH, ResultPartitions.end(connection));
            var today = ResultPartitions.today(connection);
            var first = ResultPartitions.keep(connection, Retention.DEFAULT);
            assertEquals(15, first.added().size());
            assertEquals(ResultPartitions.existing(connection), first.added());
            assertTrue(first.added().contains(new Slot(3, today.plusDays(3))));
            assertTrue(first.added().contains(new Slot(1, today.minusDays(1))));
            var second = ResultPartitions.keep(connection, Retention.DEFAULT);
            assertEquals(new ResultPartitions.Upkeep(Set.of(), Set.of()), second);
            assertEquals(today.plusDays(4), ResultPartitions.end(connection));
            ResultPartitions.add(connection, Set.of(new Slot(2, today.plusDays(4))));
            assertEquals(today.plusDays(4), ResultPartitions.end(connection), "the other tiers end as before");
        }
    }

    @Test
    void dropsWhatIsPastItsTiersRetentionAndNothingElse() throws Exception {
        var database = Databases.migrated();
        try (var connection = database.getConnection()) {
            var today = ResultPartitions.today(connection);
            var kept = Set.of(new Slot(1, today.minusDays(8)), new Slot(2, today.minusDays(9)));
            var old = Set.of(new Slot(1, today.minusDays(9)), new Slot(3, today.minusDays(92)));
            ResultPartitions.add(connection, kept);
            ResultPartitions.add(connection, old);
            assertEquals(
                    old, ResultPartitions.keep(connection, Retention.DEFAULT).dropped());
            assertTrue(ResultPartitions.existing(connection).containsAll(kept));
        }
    }

    @Test
    void givesUpInsteadOfStandingInTheWayOfOthers() throws Exception {
        var database = Databases.migrated();
        try (var reader = database.getConnection();
                var connection = database.getConnection()) {
            reader.setAutoCommit(false);
            try (var statement = reader.createStatement()) {
                statement.executeQuery("SELECT COUNT(*) FROM result").close();
            }
            var today = ResultPartitions.today(connection);
            Optional<WriteFailure> failure = Optional.empty();
            try {
                ResultPartitions.add(connection, Set.of(new Slot(1, today)));
            } catch (SQLException e) {
                failure = Optional.of(WriteFailure.of(e));
            }
            assertEquals(Optional.of(WriteFailure.LOCK_TIMEOUT), failure);
            reader.rollback();
            assertEquals(Set.of(new Slot(1, today)), ResultPartitions.add(connection, Set.of(new Slot(1, today))));
        }
    }

    @Test
    void knowsItsOwnNamesOnly() {
        assertEquals(Optional.empty(), Slot.ofPartitionName("never"));
        assertEquals(Optional.empty(), Slot.ofPartitionName(null));
        var name = "t2_20261123";
        assertEquals(Optional.of(name), Slot.ofPartitionName(name).map(Slot::partitionName));
    }
}
