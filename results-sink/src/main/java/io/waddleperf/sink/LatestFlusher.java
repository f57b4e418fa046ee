package io.waddleperf.sink;

import io.waddleperf.database.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Keeps the newest result of each series in memory and writes them every 2 s.
///
/// A batch's offsets pass only after the states that came of it are written: it hands in what is to
/// be done then. So after kill -9 those batches come again, their rows are there already, and their
/// states are written this time; nothing is stale for longer than the restart takes.
final class LatestFlusher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LatestFlusher.class);

    /// So many batches may wait; with more, who hands them in waits, and Kafka keeps the rest.
    private static final int MOST_WAITING = 256;

    /// In one transaction.
    private static final int MOST_ROWS = 200;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final DataSource database;
    private final Patience patience;
    private final SinkMetrics metrics;
    private final Duration period;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<Long, Latest> newest = new HashMap<>();
    private List<Runnable> afterwards = new ArrayList<>();
    private boolean stopping;

    LatestFlusher(DataSource database, Patience patience, SinkMetrics metrics, Duration period) {
        this.database = database;
        this.patience = patience;
        this.metrics = metrics;
        this.period = period;
        this.thread = Thread.ofVirtual().name("sink-latest").unstarted(this::run);
    }

    private record Taken(Collection<Latest> newest, List<Runnable> afterwards) {}

    void start() {
        thread.start();
    }

    /// @param written runs once these states, or newer ones, are in the database
    void note(List<ResultRow> rows, Runnable written) {
        lock.lock();
        try {
            while (afterwards.size() >= MOST_WAITING && !stopping) {
                changed.awaitUninterruptibly();
            }
            for (var row : rows) {
                newest.merge(row.series(), Latest.of(row), Latest::and);
            }
            afterwards.add(written);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (stopping()) {
            flush();
        }
    }

    /// The first state after a quiet time is written at once, the next ones together.
    private void run() {
        try {
            while (awaitWork()) {
                flush();
                awaitPeriod();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    private boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            while (afterwards.isEmpty() && !stopping) {
                changed.await();
            }
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void awaitPeriod() throws InterruptedException {
        lock.lock();
        try {
            long leftNs = period.toNanos();
            while (leftNs > 0 && !stopping) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    private Taken take() {
        lock.lock();
        try {
            var taken = new Taken(newest.values(), afterwards);
            newest = new HashMap<>();
            afterwards = new ArrayList<>();
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// What the sink cannot write before it stops stays unacknowledged and comes again.
    private synchronized void flush() {
        var taken = take();
        for (var chunk : chunks(taken.newest())) {
            if (!write(chunk)) {
                return;
            }
            metrics.flushed(chunk.size());
        }
        taken.afterwards().forEach(Runnable::run);
    }

    private boolean write(List<Latest> chunk) {
        return switch (patience.until(() -> Transactions.<Boolean>once(database, connection -> {
            LatestTable.upsert(connection, chunk);
            return true;
        }))) {
            case Patience.Done<Boolean> _ -> true;
            case Patience.GaveUp<Boolean> _ -> false;
            case Patience.Poison<Boolean>(var cause) -> {
                // the same values are in the table of results: only a fault of ours comes here
                LOG.errorf(cause, "the states of %d series were not written", chunk.size());
                yield true;
            }
        };
    }

    /// In order of the series, so that two sinks wait for each other and do not deadlock.
    private static List<List<Latest>> chunks(Collection<Latest> states) {
        var sorted =
                states.stream().sorted(Comparator.comparingLong(Latest::series)).toList();
        return Chunks.of(sorted, MOST_ROWS, state -> state.document().length());
    }

    private boolean stopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// Writes what is in hand. Later batches are written as they are handed in.
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread.getState() == Thread.State.NEW) {
            return; // the application failed before it started
        }
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
