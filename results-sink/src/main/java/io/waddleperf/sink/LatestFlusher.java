package io.waddleperf.sink;

import io.waddleperf.database.Transactions;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Keeps the newest result of each series in memory and writes them every 2 s, or less often where
/// that takes long: of a series that has a result a second, only each tenth is written then.
///
/// Results pass without waiting for it: how far the states are written is kept apart
/// ([LatestProgress]), and whoever takes over goes back to there. So nothing is stale for longer
/// than a restart takes.
final class LatestFlusher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LatestFlusher.class);

    /// So many states may wait; with more, who hands them in waits, and Kafka keeps the rest.
    private static final int MOST_WAITING = 50_000;

    /// In one transaction.
    private static final int MOST_ROWS = 200;

    /// A flush may take a twentieth of the time.
    private static final int PAUSE_TO_WORK = 20;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final DataSource database;
    private final Patience patience;
    private final SinkMetrics metrics;
    private final Duration period;
    private final Consumer<Map<TopicPartition, Long>> progress;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<Long, Latest> newest = new HashMap<>();
    private Map<TopicPartition, Long> next = new HashMap<>();
    private boolean stopping;

    /// @param period   from one flush to the next, at least
    /// @param progress told, after each flush, the first offset of each partition whose state is not written
    LatestFlusher(
            DataSource database,
            Patience patience,
            SinkMetrics metrics,
            Duration period,
            Consumer<Map<TopicPartition, Long>> progress) {
        this.database = database;
        this.patience = patience;
        this.metrics = metrics;
        this.period = period;
        this.progress = progress;
        this.thread = Thread.ofVirtual().name("sink-latest").unstarted(this::run);
    }

    private record Taken(Collection<Latest> newest, Map<TopicPartition, Long> next) {}

    void start() {
        thread.start();
    }

    /// @param rows  of a batch, that are in the table of results
    /// @param ended the offset after the batch in each of its partitions: what was no row is buried
    void note(List<ResultRow> rows, Map<TopicPartition, Long> ended) {
        lock.lock();
        try {
            while (newest.size() >= MOST_WAITING && !stopping) {
                changed.awaitUninterruptibly();
            }
            for (var row : rows) {
                newest.merge(row.series(), Latest.of(row), Latest::and);
            }
            ended.forEach((partition, offset) -> next.merge(partition, offset, Math::max));
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
                long beginNs = System.nanoTime();
                flush();
                awaitNext(PAUSE_TO_WORK * (System.nanoTime() - beginNs));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    private boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            while (next.isEmpty() && newest.isEmpty() && !stopping) {
                changed.await();
            }
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void awaitNext(long wantedNs) throws InterruptedException {
        lock.lock();
        try {
            long leftNs = Math.max(period.toNanos(), Math.min(LONGEST_PAUSE.toNanos(), wantedNs));
            while (leftNs > 0 && !stopping && newest.size() < MOST_WAITING / 2) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    private Taken take() {
        lock.lock();
        try {
            var taken = new Taken(newest.values(), next);
            newest = new HashMap<>();
            next = new HashMap<>();
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// What the sink cannot write before it stops comes again.
    private synchronized void flush() {
        var taken = take();
        for (var chunk : chunks(taken.newest())) {
            if (!write(chunk)) {
                return;
            }
            metrics.flushed(chunk.size());
        }
        if (!taken.next().isEmpty()) {
            progress.accept(taken.next());
        }
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
