package io.waddleperf.sink;

import io.waddleperf.database.Leases;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.Retention;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/// Which partitions `result` has, as far as we know; and how one comes that is needed now.
///
/// Partitions are made days ahead ([Upkeep]); what is missing here is a day in the past, of results
/// that were kept at a probe, or one whose upkeep did not run.
final class KnownPartitions {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DataSource database;
    private final Leases leases;
    private final Retention retention;
    private volatile Set<Slot> known = Set.of();

    KnownPartitions(DataSource database, Leases leases, Retention retention) {
        this.database = database;
        this.leases = leases;
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
            add(openable);
        }
    }

    private void add(Set<Slot> slots) throws SQLException {
        try {
            // random: who holds the lease must differ from every other attempt, of this process too
            var holder = UUID.randomUUID().toString();
            var lease = leases.acquire(ResultPartitions.LEASE, holder, LEASE, PATIENCE);
            try (var connection = database.getConnection()) {
                ResultPartitions.add(connection, slots);
                known = Set.copyOf(ResultPartitions.existing(connection));
            } finally {
                leases.release(lease);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while partitions were added", e);
        }
    }
}
