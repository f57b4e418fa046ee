package io.waddleperf.sink.notify;

import io.waddleperf.database.Lease;
import io.waddleperf.database.Leases;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives each channel what is due, while this process has the lease; gives up what is in vain.
///
/// | every | under the lease |
/// |---|---|
/// | 0.5 s, and when something is added | channels with something due are woken |
/// | third of the lease | it is renewed |
/// | change of the channels | queues are those of the channels there are; what waits for a removed one is dropped |
/// | 30 s | reminders, Alertmanagers told again, what is a day old given up, the backlog counted, all channels woken |
final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final String LEASE = "notifications";
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration CHORES = Duration.ofSeconds(30);
    private static final Duration GIVE_UP = Duration.ofHours(24);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final NotifierSettings settings;
    private final DataSource database;
    private final ChannelBook book;
    private final Leases leases;
    private final NotifierMetrics metrics;
    private final Reminders reminders;
    private final InstantSource clock;
    private final ChannelQueue.Hand hand;
    private final Map<String, ChannelQueue> queues =
            new ConcurrentHashMap<>(); // changed by its thread, closed by another
    private final Waiting waiting = new Waiting();
    private final Thread thread = Thread.ofVirtual().name("notify-dispatcher").unstarted(this::run);

    /// Which process has a message in hand; another one after each start, which is why it is random.
    private final String process = UUID.randomUUID().toString().substring(0, 23);

    private volatile @Nullable Lease lease;
    private volatile Instant renewedAt = Instant.EPOCH;
    private Instant choresAt = Instant.EPOCH;
    private @Nullable Routes adopted;
    private boolean complained;
    private volatile Instant lastGood;

    Dispatcher(
            NotifierSettings settings,
            DataSource database,
            ChannelBook book,
            Sending sending,
            NotifierMetrics metrics,
            InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.book = book;
        this.leases = new Leases(database, clock);
        this.metrics = metrics;
        this.reminders = new Reminders(database, book::routes, clock);
        this.clock = clock;
        this.lastGood = clock.instant();
        this.hand = new ChannelQueue.Hand(
                database, sending, metrics, clock, settings.retry(), process, this::mayGoOn, this::holdsIn);
    }

    void start() {
        thread.start();
    }

    /// Something may be due.
    void wake() {
        waiting.wake();
    }

    /// When it last did what it should.
    Instant lastGood() {
        return lastGood;
    }

    private boolean mayGoOn() {
        return lease != null
                && !waiting.stopping()
                && clock.instant().isBefore(renewedAt.plus(settings.lease())); // else another may have it by now
    }

    private boolean holdsIn(Connection transaction) throws SQLException {
        @Nullable Lease held = lease;
        return held != null && Leases.renew(transaction, held, settings.lease());
    }

    private void run() {
        try {
            do {
                try {
                    turn();
                    lastGood = clock.instant();
                    complained = false;
                } catch (SQLException | RuntimeException e) {
                    complain(e);
                }
            } while (waiting.pause(TICK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void complain(Exception e) {
        if (!complained) {
            LOG.warnf("notifications wait: %s", e.getMessage());
            complained = true;
        }
        if (clock.instant().isAfter(renewedAt.plus(settings.lease()))) {
            lose(); // another process may have it by now
        }
    }

    private void lose() {
        lease = null;
        metrics.noBacklog();
    }

    private void turn() throws SQLException, InterruptedException {
        if (!holdLease()) {
            return;
        }
        Instant now = clock.instant();
        adopt(now);
        if (!now.isBefore(choresAt)) {
            choresAt = now.plus(CHORES);
            chores(now);
        }
        for (var channel : Transactions.once(database, connection -> NotificationTable.dueChannels(connection, now))) {
            @Nullable ChannelQueue queue = queues.get(channel);
            if (queue != null) {
                queue.wake();
            } else if (book.isRemoved(channel)) {
                drop(channel); // another process has not heard of it yet
            } // else it is no longer in the file, or not to be used: given up after a day
        }
    }

    /// A channel that has changed goes on in its own queue, so that no two messages are on their way to it.
    private void adopt(Instant now) throws SQLException, InterruptedException {
        var routes = book.routes();
        var names = new HashSet<String>();
        for (var channel : routes.channels()) {
            names.add(channel.name());
            queues.computeIfAbsent(channel.name(), name -> {
                        metrics.opened(name);
                        return new ChannelQueue(channel, hand);
                    })
                    .use(channel);
        }
        for (var name : List.copyOf(queues.keySet())) {
            if (!names.contains(name)) {
                end(name);
            }
        }
        if (!routes.equals(adopted)) {
            for (var removed : book.removed()) {
                drop(removed);
            }
            tell(now);
            adopted = routes;
        }
    }

    /// What its queue has in hand is not cut off. What was left in hand, where the database did not answer to the end
    /// of an attempt, would be nobody's after it.
    private void end(String channel) throws SQLException, InterruptedException {
        @Nullable ChannelQueue queue = queues.get(channel);
        if (queue == null || queue.isBusy()) {
            return;
        }
        Transactions.retried(
                database, RetryPolicy.CONFLICTS, connection -> NotificationUpkeep.free(connection, channel, process));
        if (book.isRemoved(channel)) {
            drop(channel);
        }
        queue.close();
        queues.remove(channel);
    }

    private void drop(String channel) throws SQLException, InterruptedException {
        int some;
        do {
            some = Transactions.retried(
                    database, RetryPolicy.CONFLICTS, connection -> NotificationUpkeep.drop(connection, channel));
            metrics.ended("dropped", some);
        } while (some == NotificationUpkeep.MOST_AT_ONCE && mayGoOn());
    }

    private void tell(Instant now) throws SQLException, InterruptedException {
        var entries = book.entries();
        Transactions.retried(database, RetryPolicy.CONFLICTS, connection -> {
            NotifierChannelTable.put(connection, entries, now);
            return true;
        });
    }

    private boolean holdLease() throws SQLException, InterruptedException {
        Instant now = clock.instant();
        @Nullable Lease held = lease;
        if (held == null) {
            held = leases.tryAcquire(LEASE, settings.holder(), settings.lease()).orElse(null);
            if (held != null) {
                takeOver();
                renewedAt = now;
                lease = held;
            }
        } else if (now.isAfter(renewedAt.plus(settings.lease().dividedBy(3)))) {
            if (leases.renew(held, settings.lease())) {
                renewedAt = now;
            } else {
                lose();
            }
        }
        return lease != null;
    }

    /// What a process that died had in hand may have been sent: it is sent again, and counted.
    private void takeOver() throws SQLException, InterruptedException {
        int messages = Transactions.retried(
                database, RetryPolicy.CONFLICTS, connection -> NotificationUpkeep.reclaim(connection, process));
        metrics.possiblyDoubled(messages);
        if (messages > 0) {
            LOG.warnf("%d messages were in hand when a process died: sent again, maybe the second time", messages);
        }
    }

    private void chores(Instant now) throws SQLException, InterruptedException {
        tell(now);
        giveUp(now);
        metrics.backlog(Transactions.once(database, connection -> NotificationUpkeep.backlog(connection, now)));
        reminders.add();
        var standing = reminders.standing();
        queues.values().forEach(queue -> queue.refresh(standing));
    }

    private void giveUp(Instant now) throws SQLException, InterruptedException {
        int failed = 0;
        int some;
        do {
            some = Transactions.retried(
                    database,
                    RetryPolicy.CONFLICTS,
                    connection -> NotificationUpkeep.giveUp(
                            connection, now.minus(GIVE_UP), now.minus(IncidentReader.TEST_LASTS)));
            failed += some;
        } while (some == NotificationUpkeep.MOST_AT_ONCE && mayGoOn());
        if (failed > 0) {
            LOG.errorf(
                    "%d notifications were given up after %s, tests sooner; last_error in the table says why",
                    failed, GIVE_UP);
        }
        metrics.ended("failed", failed);
    }

    @Override
    public void close() {
        waiting.stop();
        queues.values().forEach(ChannelQueue::close);
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(STOP_LIMIT);
            @Nullable Lease held = lease;
            if (held != null) {
                leases.release(held);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debugf("the lease ends by itself: %s", e.getMessage());
        }
    }
}
