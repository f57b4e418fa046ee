package io.waddleperf.sink.notify;

import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.Transactions;
import io.waddleperf.sink.notify.NotificationTable.Claim;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// One channel's messages, one at a time: a channel that hangs holds up itself only.
///
/// Claim (committed) → send → mark. Who dies in between has told it once, and it is told again.
final class ChannelQueue implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ChannelQueue.class);
    private static final int LONGEST_ERROR = 900;
    private static final RetryPolicy MARK = new RetryPolicy(Duration.ofMillis(50), Duration.ofSeconds(2), 200);

    /// What all queues share.
    ///
    /// @param process   part of every claim
    /// @param mayGoOn   whether this process may still send
    /// @param holder    sees to it that only such a process claims
    record Hand(
            DataSource database,
            Sending sending,
            NotifierMetrics metrics,
            InstantSource clock,
            RetryPolicy retry,
            String process,
            BooleanSupplier mayGoOn,
            Holder holder) {}

    /// Knows within a transaction whether this process still has the lease, which it then has at the commit, too.
    ///
    /// One that was held up would else claim what nobody takes over from it: that is done as a lease is taken.
    @FunctionalInterface
    interface Holder {
        boolean holdsIn(Connection transaction) throws SQLException;
    }

    private final String name;
    private final Hand hand;
    private volatile ChannelSpec channel;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicLong messages = new AtomicLong();
    private final ExecutorService thread;

    /// Whether a claim of ours may be left in the rows; only the queue's own thread looks at it.
    private boolean unsettled;

    ChannelQueue(ChannelSpec channel, Hand hand) {
        this.name = channel.name();
        this.channel = channel;
        this.hand = hand;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("notify-" + name).factory());
    }

    /// From the next message on.
    ///
    /// @param next of the same name
    void use(ChannelSpec next) {
        channel = next;
    }

    /// Whether it has something in hand.
    boolean isBusy() {
        return busy.get();
    }

    /// Something is due; does nothing where it is at it.
    void wake() {
        begin(this::drain);
    }

    /// Tells an Alertmanager what still goes on, and takes up what was left in hand.
    void refresh(List<Standing> incidents) {
        begin(() -> {
            if (channel instanceof ChannelSpec.Alertmanager manager) {
                refresh(manager, incidents);
            }
            drain();
        });
    }

    /// The next time is soon, so a failure is only counted.
    private void refresh(ChannelSpec.Alertmanager manager, List<Standing> incidents) {
        try {
            hand.sending().refreshStanding(manager, incidents);
        } catch (IOException e) {
            hand.metrics().attempt(name, "refused");
            LOG.infof("%s was not told again: %s", name, e.getMessage());
        }
    }

    private void begin(Runnable work) {
        if (busy.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    try {
                        work.run();
                    } finally {
                        busy.set(false);
                    }
                });
            } catch (RejectedExecutionException _) {
                busy.set(false); // it stops
            }
        }
    }

    private void drain() {
        try {
            while (hand.mayGoOn().getAsBoolean()) {
                var claim = claim();
                if (claim.isEmpty()) {
                    return;
                }
                end(claim.get(), send(claim.get().message()));
                unsettled = false;
            }
        } catch (SQLException e) {
            LOG.warnf("%s waits for the database: %s", name, e.getMessage());
        } catch (RuntimeException e) { // a fault of ours: the thread must live, and it is tried again
            LOG.errorf(e, "%s waits", name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Claim> claim() throws SQLException, InterruptedException {
        String owner = hand.process() + '/' + channel.kind() + messages.incrementAndGet();
        Instant now = hand.clock().instant();
        var claim = Transactions.retried(hand.database(), RetryPolicy.CONFLICTS, connection -> {
            if (unsettled) { // no answer came to a commit, of a claim or of its end
                NotificationUpkeep.free(connection, name, hand.process());
            }
            unsettled = true;
            if (!hand.holder().holdsIn(connection)) {
                return Optional.<Claim>empty();
            }
            return NotificationTable.claim(connection, name, owner, now);
        });
        unsettled = claim.isPresent();
        return claim;
    }

    /// How an attempt ended.
    ///
    /// @param words the receiver's, or why it could not be asked
    private record Ending(boolean taken, String words) {}

    private Ending send(Message message) {
        try {
            return new Ending(true, PlainText.line(hand.sending().send(channel, message), LONGEST_ERROR));
        } catch (IOException e) {
            return new Ending(false, PlainText.line(String.valueOf(e.getMessage()), LONGEST_ERROR));
        } catch (RuntimeException e) { // a fault of ours with this message: the others must go on
            LOG.errorf(e, "%s: message %s", name, message.id());
            return new Ending(false, PlainText.line(e.toString(), LONGEST_ERROR));
        }
    }

    private void end(Claim claim, Ending ending) throws SQLException, InterruptedException {
        Instant now = hand.clock().instant();
        hand.metrics().attempt(name, ending.taken() ? "taken" : "refused");
        if (ending.taken()) {
            markSent(claim, now, ending.words());
            return;
        }
        var pause = hand.retry().pause(claim.attempts(), ThreadLocalRandom.current());
        if (claim.attempts() == 1) {
            LOG.warnf("%s did not take a message, next try in %s: %s", name, pause, ending.words());
        }
        Transactions.retried(
                hand.database(),
                MARK,
                connection -> NotificationTable.retry(connection, claim, now.plus(pause), ending.words()));
    }

    private void markSent(Claim claim, Instant now, String answer) throws SQLException, InterruptedException {
        try {
            Transactions.retried(
                    hand.database(), MARK, connection -> NotificationTable.sent(connection, claim, now, answer));
            hand.metrics().ended("sent", claim.keys().size());
        } catch (SQLException e) {
            hand.metrics().possiblyDoubled(1); // it stays in hand, is freed by the next claim and sent again
            throw e;
        }
    }

    /// What is in hand comes to its end where that is soon; the rest is another process's.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
