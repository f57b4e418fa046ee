package io.waddleperf.sink;

import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.Lease;
import io.waddleperf.database.Leases;
import io.waddleperf.database.ResultPartitions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Every hour, by who gets the lease: partitions ahead, and what has had its time.
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String OLD_ROWS = "old-rows";
    private static final Duration OLD_ROWS_LEASE = Duration.ofMinutes(10);

    private final DataSource database;
    private final Leases leases;
    private final SinkSettings settings;
    private final InstantSource clock;
    private final OldRows oldRows;
    private volatile double partitionsEnd = Double.NaN;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sink-upkeep").factory());

    Upkeep(DataSource database, Leases leases, SinkSettings settings, InstantSource clock) {
        this.database = database;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
        this.oldRows = new OldRows(database, settings.rowRetention());
    }

    void start() {
        thread.execute(this::run);
    }

    private void run() {
        var next = PERIOD;
        try {
            once();
        } catch (SQLException | InterruptedException | RuntimeException e) {
            if (thread.isShutdown()) {
                return;
            }
            LOG.warnf("partitions and retention, next try in %s: %s", AFTER_FAILURE, e.getMessage());
            next = AFTER_FAILURE;
        }
        var _ = thread.schedule(this::run, next.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Changes nothing where another process is at it.
    void once() throws SQLException, InterruptedException {
        var lease = leases.tryAcquire(ResultPartitions.LEASE, LEASE);
        if (lease.isPresent()) {
            keepPartitions(lease.get());
        }
        lookAhead();
        if (lease.isPresent()) {
            dropOldRows();
        }
    }

    private void keepPartitions(Lease lease) throws SQLException {
        try (var connection = database.getConnection()) {
            dropped(
                    "results",
                    ResultPartitions.keep(connection, settings.retention()).dropped());
            int days = settings.rowRetention().rollupMinutesDays();
            dropped("minutes", DayPartitions.keep(connection, days).dropped());
        } finally {
            leases.release(lease);
        }
    }

    private void lookAhead() throws SQLException {
        try (var connection = database.getConnection()) {
            LocalDate results = ResultPartitions.end(connection);
            LocalDate minutes = DayPartitions.end(connection);
            LocalDate first = results.isBefore(minutes) ? results : minutes;
            partitionsEnd = first.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        }
    }

    /// When rows would first find no partition, in seconds of Unix' time, whoever adds them; NaN until it was looked.
    double partitionsEnd() {
        return partitionsEnd;
    }

    /// Under a lease of its own: it takes long, and writers wait for partitions meanwhile.
    private void dropOldRows() throws SQLException, InterruptedException {
        var lease = leases.tryAcquire(OLD_ROWS, OLD_ROWS_LEASE);
        if (lease.isEmpty()) {
            return;
        }
        try {
            oldRows.drop(clock.instant());
        } finally {
            leases.release(lease.get());
        }
    }

    private static void dropped(String what, Set<?> days) {
        if (!days.isEmpty()) {
            LOG.infof("retention of %s has passed for %s", what, days);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
