package io.waddleperf.sink;

import io.waddleperf.database.RetryPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hands the sink one batch of results at a time; offsets pass when it is stored.
///
/// A consumer of its own, and no channel as the other topics have: of ten thousand records a second
/// the connector's message for each costs as much as their transport.
///
/// A batch may wait for the database for hours. Its partitions are paused then, and the consumer
/// stays in its group.
final class ResultReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ResultReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /// By then a batch is in the database as a rule.
    private static final Duration SOON = Duration.ofSeconds(1);

    private final String topic;
    private final Map<String, Object> settings;
    private final Predicate<ConsumerRecords<byte[], byte[]>> sink;
    private final LatestRewind rewind;
    private final Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
    private final ExecutorService work = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sink-results-", 0).factory());
    private final Thread thread = Thread.ofPlatform()
            .daemon()
            .name("sink-results")
            .uncaughtExceptionHandler((_, e) -> ended(e))
            .unstarted(this::run);
    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private boolean inHand;
    private boolean uncommitted;
    private long committedNs = System.nanoTime() - COMMIT.toNanos();
    private int failed;

    /// @param settings of Kafka's consumer
    /// @param sink     true when nothing of the batch can be lost any more; false where the sink stops before
    ResultReader(
            String topic,
            Map<String, Object> settings,
            Predicate<ConsumerRecords<byte[], byte[]>> sink,
            LatestRewind rewind) {
        this.topic = topic;
        this.settings = settings;
        this.sink = sink;
        this.rewind = rewind;
    }

    void start() {
        thread.start();
    }

    /// Why results are not read, in words.
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void run() {
        while (!stopping) {
            try {
                read();
            } catch (RuntimeException e) {
                beginAgain(e);
            }
        }
    }

    private void beginAgain(RuntimeException e) {
        if (!stopping) {
            LOG.warnf("results wait in Kafka: %s", e.getMessage());
            problem = e.getMessage();
            pause(RetryPolicy.OUTAGE.pause(++failed, ThreadLocalRandom.current()));
        }
    }

    private void ended(Throwable e) {
        LOG.error("results are not read any more; they are after a restart", e);
        problem = "ended by " + e + ", goes on after a restart";
    }

    /// From the last committed offsets on.
    private void read() {
        passed.clear();
        var consumer = new KafkaConsumer<byte[], byte[]>(settings);
        try {
            consumer.subscribe(List.of(topic), new Partitions(consumer));
            while (!stopping && step(consumer)) {
                // as long as what comes is stored
            }
            consumer.commitSync(passed, CLOSE);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    /// @return false where a batch was not stored: nothing behind it may pass
    private boolean step(Consumer<byte[], byte[]> consumer) {
        var batch = consumer.poll(POLL);
        if (!batch.isEmpty()) {
            if (!stored(consumer, batch)) {
                return false;
            }
            passed.putAll(batch.nextOffsets());
            passed.keySet().retainAll(consumer.assignment());
            uncommitted = true;
        }
        if (uncommitted && System.nanoTime() - committedNs > COMMIT.toNanos()) {
            consumer.commitAsync(Map.copyOf(passed), this::committed);
            uncommitted = false;
            committedNs = System.nanoTime();
        }
        return true;
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        if (failure == null) {
            failed = 0;
            problem = null;
        } else {
            uncommitted = true;
            problem = "offsets do not pass: " + failure.getMessage();
            LOG.debugf("offsets of results pass later: %s", failure.getMessage());
        }
    }

    private boolean stored(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> batch) {
        var stored = work.submit(() -> sink.test(batch));
        inHand = true;
        try {
            for (boolean ended = endsWithin(SOON, stored); !ended; ended = endsWithin(Duration.ZERO, stored)) {
                consumer.pause(consumer.assignment());
                consumer.poll(POLL); // nothing comes, the group hears of us
            }
            consumer.resume(consumer.paused());
            return stored.resultNow();
        } finally {
            inHand = false;
            while (!stopping && !stored.isDone()) {
                pause(POLL); // Kafka failed meanwhile: the sink takes one batch at a time
            }
        }
    }

    private static boolean endsWithin(Duration limit, Future<Boolean> stored) {
        try {
            stored.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch of results could not be stored: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the reader of results was interrupted", e);
        }
    }

    /// What happens when partitions come and go.
    private final class Partitions implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        private Partitions(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            problem = null;
            rewind.rewind(consumer, partitions);
            if (inHand) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                consumer.commitSync(passed, CLOSE);
            } catch (KafkaException e) { // who gets them reads again what is stored, which is known by its id
                LOG.debugf("offsets of results did not pass: %s", e.getMessage());
            }
            passed.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            passed.keySet().removeAll(partitions);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is in hand is written or given up by the sink, whose stop goes before.
    @Override
    public void close() {
        stopping = true;
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(CLOSE.plusSeconds(3))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        work.shutdownNow();
    }
}
