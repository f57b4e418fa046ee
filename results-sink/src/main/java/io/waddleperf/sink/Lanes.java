package io.waddleperf.sink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Several writers of one topic, over which its partitions are dealt: a series is in one partition, so
/// no two of them write the same one at once, and a partition stays in order.
///
/// A batch has passed when all its shares have.
final class Lanes<R extends Row> implements AutoCloseable {
    private final List<Lane<R>> lanes;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sink-writer-", 0).factory());

    Lanes(List<Lane<R>> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    /// @param stored as of [Lane#take]
    void take(Iterable<ConsumerRecord<byte[], byte[]>> batch, Consumer<List<R>> stored) {
        if (lanes.size() == 1) {
            lanes.getFirst().take(batch, stored);
            return;
        }
        var rows = Collections.synchronizedList(new ArrayList<R>());
        var left = new AtomicInteger(lanes.size());
        var shares = shares(batch);
        var work = new ArrayList<Callable<Void>>();
        for (int i = 0; i < lanes.size(); i++) {
            var lane = lanes.get(i);
            var share = shares.get(i);
            work.add(() -> {
                lane.take(share, each -> {
                    rows.addAll(each);
                    left.decrementAndGet();
                });
                return null;
            });
        }
        if (ended(work) && left.get() == 0) {
            stored.accept(List.copyOf(rows));
        }
    }

    private List<List<ConsumerRecord<byte[], byte[]>>> shares(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        var shares = new ArrayList<List<ConsumerRecord<byte[], byte[]>>>();
        lanes.forEach(_ -> shares.add(new ArrayList<>()));
        batch.forEach(record -> shares.get(record.partition() % lanes.size()).add(record));
        return shares;
    }

    /// @return false where the sink stops before
    private boolean ended(List<Callable<Void>> work) {
        try {
            for (var share : threads.invokeAll(work)) {
                share.get();
            }
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a writer has ended early: " + e.getCause(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
