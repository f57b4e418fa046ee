package io.waddleperf.sink;

import io.waddleperf.database.Leases;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.Retention;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/// Which partitions `result` has, as far as we know; and how one comes that is needed now.
///
/// Partitions are made days ahead ([Upkeep]); what is missing here is a day in the past, of results
/// that were kept at a probe, or one whose upkeep did not run.
final class KnownPartitions {
    private final DataSource database;
    private final PartitionLease lease;
    private final Retention retention;
    private volatile Set<Slot> known = Set.of();

    KnownPartitions(DataSource database, Leases leases, Retention retention) {
        this.database = database;
        this.lease = new PartitionLease(database, leases);
        this.retention = retention;
    }

    boolean has(Slot slot) {
        return known.contains(slot);
    }

    /// The server knew better.
    void forget() {
        known = Set.of();
    }

    /// Makes the partitions that are wanted and absent, except for days whose retention has passed.
    void open(Set<Slot> wanted) throws SQLException {
        if (known.containsAll(wanted)) {
            return;
        }
        Set<Slot> openable = new HashSet<>(wanted);
        try (var connection = database.getConnection()) {
            known = Set.copyOf(ResultPartitions.existing(connection));
            openable.removeAll(known);
            if (openable.isEmpty()) {
                return;
            }
            LocalDate today = ResultPartitions.today(connection);
            openable.removeIf(slot -> slot.day().isBefore(today.minusDays(retention.days(slot.tier()))));
        }
        if (!openable.isEmpty()) {
            lease.change(connection -> {
                ResultPartitions.add(connection, openable);
                known = Set.copyOf(ResultPartitions.existing(connection));
            });
        }
    }
}
