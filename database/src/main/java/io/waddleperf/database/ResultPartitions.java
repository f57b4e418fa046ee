package io.waddleperf.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The partitions of the table `result`: one for each tier and day.
///
/// MariaDB stores no row whose tier and day have none, and `INSERT IGNORE` loses such a row in
/// silence: who inserts must know what is there.
public final class ResultPartitions {
    /// Who changes partitions, of this table or another, holds this one.
    public static final String LEASE = "result-partitions";

    private static final int TIERS = 3;
    private static final PartitionedTable TABLE = new PartitionedTable("result");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private ResultPartitions() {}

    /// One partition.
    public record Slot(int tier, LocalDate day) implements Comparable<Slot> {
        String partitionName() {
            return "t" + tier + "_" + DAY.format(day);
        }

        static Optional<Slot> ofPartitionName(@Nullable String name) {
            if (name == null || !name.matches("t[1-3]_\\d{8}")) {
                return Optional.empty();
            }
            return Optional.of(new Slot(name.charAt(1) - '0', LocalDate.parse(name.substring(3), DAY)));
        }

        @Override
        public int compareTo(Slot other) {
            return day.equals(other.day) ? Integer.compare(tier, other.tier) : day.compareTo(other.day);
        }
    }

    /// What is there now.
    public static Set<Slot> existing(Connection connection) throws SQLException {
        var slots = new HashSet<Slot>();
        for (var name : TABLE.partitions(connection)) {
            Slot.ofPartitionName(name).ifPresent(slots::add);
        }
        return slots;
    }

    /// The first day for which a tier has no partition, nor for any day after it.
    public static LocalDate end(Connection connection) throws SQLException {
        var last = new HashMap<Integer, LocalDate>();
        existing(connection).forEach(slot -> last.merge(slot.tier(), slot.day(), (a, b) -> a.isAfter(b) ? a : b));
        return last.size() < TIERS
                ? LocalDate.EPOCH
                : Collections.min(last.values()).plusDays(1);
    }

    /// Adds those of the wanted that are absent. The caller holds [#LEASE].
    ///
    /// @return what was added
    public static Set<Slot> add(Connection connection, Collection<Slot> wanted) throws SQLException {
        var absent = new TreeSet<>(wanted);
        absent.removeAll(existing(connection));
        if (absent.isEmpty()) {
            return Set.of();
        }
        var definitions = absent.stream()
                .map(slot ->
                        "PARTITION %s VALUES IN ((%d, '%s'))".formatted(slot.partitionName(), slot.tier(), slot.day()))
                .collect(Collectors.joining(", ", "ADD PARTITION (", ")"));
        try {
            TABLE.alter(connection, definitions);
            return absent;
        } catch (SQLException e) {
            if (PartitionedTable.wasFaster(e)) {
                return add(connection, absent);
            }
            throw e;
        }
    }

    /// Adds the days around today and drops those past their retention. The caller holds [#LEASE].
    public static Upkeep keep(Connection connection, Retention retention) throws SQLException {
        var today = today(connection);
        var wanted = new TreeSet<Slot>();
        for (int tier = 1; tier <= TIERS; tier++) {
            for (int ahead = -PartitionedTable.BEHIND_DAYS; ahead <= PartitionedTable.AHEAD_DAYS; ahead++) {
                wanted.add(new Slot(tier, today.plusDays(ahead)));
            }
        }
        var added = add(connection, wanted);
        var expired = existing(connection).stream()
                .filter(slot -> slot.day()
                        .isBefore(today.minusDays(retention.days(slot.tier())).minusDays(PartitionedTable.MARGIN_DAYS)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!expired.isEmpty()) {
            TABLE.alter(
                    connection,
                    expired.stream().map(Slot::partitionName).collect(Collectors.joining(", ", "DROP PARTITION ", "")));
        }
        return new Upkeep(added, expired);
    }

    /// What an upkeep changed.
    public record Upkeep(Set<Slot> added, Set<Slot> dropped) {
        public Upkeep {
            added = Set.copyOf(added);
            dropped = Set.copyOf(dropped);
        }
    }

    /// The day by the database's clock, in UTC.
    public static LocalDate today(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT UTC_DATE()")) {
            rows.next();
            return rows.getObject(1, LocalDate.class);
        }
    }
}
