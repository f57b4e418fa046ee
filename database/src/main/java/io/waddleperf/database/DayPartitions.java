package io.waddleperf.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The partitions of the table `rollup_1m`: one for each day.
///
/// They are ranges of time, so a row of any day in the past has one, if need be that of a later day;
/// only what begins after the last has none, and MariaDB refuses it (1526). Who changes them holds
/// [ResultPartitions#LEASE].
public final class DayPartitions {
    private static final PartitionedTable TABLE = new PartitionedTable("rollup_1m");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private DayPartitions() {}

    /// The first day that has no partition, nor has any after it.
    public static LocalDate end(Connection connection) throws SQLException {
        var days = existing(connection);
        return days.isEmpty() ? LocalDate.EPOCH : days.last().plusDays(1);
    }

    /// Adds days until that one has a partition. The caller holds the lease.
    ///
    /// @return the days that were added
    public static SortedSet<LocalDate> cover(Connection connection, LocalDate day) throws SQLException {
        var end = end(connection);
        if (day.isBefore(end)) {
            return Collections.emptySortedSet();
        }
        var behind = ResultPartitions.today(connection).minusDays(PartitionedTable.BEHIND_DAYS);
        var first = end.isBefore(behind) ? behind : end; // takes the rows of a gap before it, too
        var last = day.isBefore(first) ? first : day;
        var absent = first.datesUntil(last.plusDays(1)).collect(Collectors.toCollection(TreeSet::new));
        try {
            TABLE.alter(
                    connection,
                    absent.stream()
                            .map(each -> "PARTITION %s VALUES LESS THAN ('%s')".formatted(name(each), each.plusDays(1)))
                            .collect(Collectors.joining(", ", "ADD PARTITION (", ")")));
            return absent;
        } catch (SQLException e) {
            if (PartitionedTable.wasFaster(e)) {
                return cover(connection, day);
            }
            throw e;
        }
    }

    /// Adds the days around today and drops those past their retention. The caller holds the lease.
    ///
    /// @param days for which rows are kept, besides the current one
    public static Upkeep keep(Connection connection, int days) throws SQLException {
        var today = ResultPartitions.today(connection);
        var added = cover(connection, today.plusDays(PartitionedTable.AHEAD_DAYS));
        var expired = existing(connection).headSet(today.minusDays(days).minusDays(PartitionedTable.MARGIN_DAYS));
        if (!expired.isEmpty()) {
            TABLE.alter(
                    connection,
                    expired.stream().map(DayPartitions::name).collect(Collectors.joining(", ", "DROP PARTITION ", "")));
        }
        return new Upkeep(added, expired);
    }

    /// What an upkeep changed.
    public record Upkeep(SortedSet<LocalDate> added, SortedSet<LocalDate> dropped) {
        public Upkeep {
            added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
            dropped = Collections.unmodifiableSortedSet(new TreeSet<>(dropped));
        }
    }

    /// The days that have a partition.
    public static SortedSet<LocalDate> existing(Connection connection) throws SQLException {
        var days = new TreeSet<LocalDate>();
        for (var name : TABLE.partitions(connection)) {
            day(name).ifPresent(days::add);
        }
        return days;
    }

    private static String name(LocalDate day) {
        return "d_" + DAY.format(day);
    }

    static Optional<LocalDate> day(@Nullable String partition) {
        return partition != null && partition.matches("d_\\d{8}")
                ? Optional.of(LocalDate.parse(partition.substring(2), DAY))
                : Optional.empty();
    }
}
