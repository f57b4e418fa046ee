package io.waddleperf.sink;

import io.waddleperf.database.Leases;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.SqlValues;
import io.waddleperf.database.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
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

    /// A short transaction: what a cluster certifies at once should be small.
    private static final int ROWS_AT_ONCE = 1_000;

    private final DataSource database;
    private final Leases leases;
    private final SinkSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sink-upkeep").factory());

    Upkeep(DataSource database, Leases leases, SinkSettings settings, InstantSource clock) {
        this.database = database;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
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

    /// Does nothing where another process is at it.
    void once() throws SQLException, InterruptedException {
        // random: who holds the lease must differ from every other attempt, of this process too
        var lease = leases.tryAcquire(ResultPartitions.LEASE, UUID.randomUUID().toString(), LEASE);
        if (lease.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            var done = ResultPartitions.keep(connection, settings.retention());
            if (!done.dropped().isEmpty()) {
                LOG.infof("retention has passed for %s", done.dropped());
            }
        } finally {
            leases.release(lease.get());
        }
        var before = clock.instant().minus(Duration.ofDays(settings.runEventsDays()));
        drop("DELETE FROM run_event WHERE stored_at < ? ORDER BY stored_at LIMIT " + ROWS_AT_ONCE, before);
        drop("DELETE FROM test_run WHERE requested_at < ? ORDER BY requested_at LIMIT " + ROWS_AT_ONCE, before);
        dropNotifications(clock.instant().minus(Duration.ofDays(settings.notificationsDays())));
    }

    private void dropNotifications(Instant before) throws SQLException, InterruptedException {
        drop("DELETE FROM notification WHERE created_at < ? ORDER BY created_at LIMIT " + ROWS_AT_ONCE, before);
        drop(
                "DELETE FROM notified_incident WHERE updated_at < ? AND state = 'closed' ORDER BY updated_at LIMIT "
                        + ROWS_AT_ONCE,
                before);
    }

    private void drop(String sql, Instant before) throws SQLException, InterruptedException {
        int dropped;
        do {
            dropped = Transactions.retried(database, RetryPolicy.CONFLICTS, connection -> {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setObject(1, SqlValues.utc(before));
                    return statement.executeUpdate();
                }
            });
        } while (dropped == ROWS_AT_ONCE);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
