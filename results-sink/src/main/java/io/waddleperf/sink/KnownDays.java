package io.waddleperf.sink;

import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.Leases;
import io.waddleperf.database.ResultPartitions;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/// Up to which day `rollup_1m` has partitions, as far as we know; and how one comes that is needed now.
final class KnownDays {
    /// By the database's clock: what is later will not be waited for.
    private static final int MOST_AHEAD_DAYS = 3;

    private final DataSource database;
    private final PartitionLease lease;
    private volatile LocalDate end = LocalDate.MIN;

    KnownDays(DataSource database, Leases leases) {
        this.database = database;
        this.lease = new PartitionLease(database, leases);
    }

    /// The server knew better.
    void forget() {
        end = LocalDate.MIN;
    }

    boolean has(LocalDate day) {
        return day.isBefore(end);
    }

    /// Makes partitions until that day has one, except for days too far ahead.
    void open(LocalDate day) throws SQLException {
        if (has(day)) {
            return;
        }
        LocalDate latest;
        try (var connection = database.getConnection()) {
            end = DayPartitions.end(connection);
            latest = ResultPartitions.today(connection).plusDays(MOST_AHEAD_DAYS);
        }
        var openable = day.isBefore(latest) ? day : latest;
        if (!has(openable)) {
            lease.change(connection -> {
                DayPartitions.cover(connection, openable);
                end = DayPartitions.end(connection);
            });
        }
    }
}
