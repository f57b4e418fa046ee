package io.waddleperf.contracts.signing;

import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// The keys of all probes, as their topic tells, kept up by a thread of its own.
///
/// A key is on the topic before its probe may write. So whoever misses one asks for the topic's end
/// once more, and believes for a second what it then finds.
public final class KeyTable implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KeyTable.class.getName());
    private static final TopicPartition PARTITION = new TopicPartition(Topics.PROBE_KEYS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final long PAUSE_MS = 1_000;
    private static final long LOOK_NANOS = 100_000_000;
    private static final long BELIEVED_NANOS = 1_000_000_000;
    private static final int MOST_ABSENT = 10_000;
    /// Longer than the broker is away as a rule; what is refused after it can be replayed.
    private static final long MOST_WAIT_NANOS = 30_000_000_000L;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final LongSupplier nanoTime;
    private final Map<String, KnownKeys> known = new ConcurrentHashMap<>();
    /// What was asked for in vain, and when.
    private final Map<String, Long> absent = new ConcurrentHashMap<>();
    private final Thread thread;
    private final Object turns = new Object();
    private long asked = 1; // for the first reading of all
    private long answered;
    private volatile boolean closing;
    private volatile @Nullable Consumer<String, byte[]> current;

    private KeyTable(Supplier<Consumer<String, byte[]>> consumers, LongSupplier nanoTime) {
        this.consumers = consumers;
        this.nanoTime = nanoTime;
        this.thread = Thread.ofPlatform().name("probe-keys").daemon().unstarted(this::run);
    }

    /// Starts to read; waits for no broker.
    ///
    /// @param name of who reads, for the client id
    public static KeyTable start(KafkaAccess kafka, String name, LongSupplier nanoTime) {
        return start(() -> consumer(kafka, name), nanoTime);
    }

    static KeyTable start(Supplier<Consumer<String, byte[]>> consumers, LongSupplier nanoTime) {
        var table = new KeyTable(consumers, nanoTime);
        table.thread.start();
        return table;
    }

    private static Consumer<String, byte[]> consumer(KafkaAccess kafka, String name) {
        Map<String, Object> settings = Map.of(
                "client.id",
                name + "-probe-keys",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                10_000);
        return new KafkaConsumer<>(kafka.with(settings), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// @return null where it has none
    @Nullable
    KnownKeys of(String probe) {
        KnownKeys now = known.get(probe);
        if (now == null && worthAsking(probe)) {
            awaitEnd();
            now = known.get(probe);
            noteAbsent(probe, now);
        }
        return now;
    }

    /// @return null where it is none of the probe's
    KnownKeys.@Nullable Usable key(KnownKeys of, String id) {
        KnownKeys.@Nullable Usable key = of.keys().get(id);
        String name = of.probe() + ' ' + id;
        if (key == null && worthAsking(name)) {
            awaitEnd();
            KnownKeys now = known.get(of.probe());
            key = now == null ? null : now.keys().get(id);
            noteAbsent(name, key);
        }
        return key;
    }

    private boolean worthAsking(String name) {
        Long since = absent.get(name);
        return since == null || nanoTime.getAsLong() - since > BELIEVED_NANOS;
    }

    private void noteAbsent(String name, @Nullable Object found) {
        if (found == null) {
            if (absent.size() >= MOST_ABSENT) {
                absent.clear();
            }
            absent.put(name, nanoTime.getAsLong());
        }
    }

    /// Until everything is read that is on the topic now.
    private void awaitEnd() {
        synchronized (turns) {
            long begin = nanoTime.getAsLong();
            long turn = ++asked;
            wake();
            while (answered < turn && !closing && nanoTime.getAsLong() - begin < MOST_WAIT_NANOS) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(turns, LOOK_NANOS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void wake() {
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void run() {
        try {
            while (!closing) {
                readUntilError();
                TimeUnit.MILLISECONDS.sleep(closing ? 0 : PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilError() throws InterruptedException {
        try (var closer = new Closer(consumers.get())) {
            var consumer = closer.consumer();
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            current = consumer;
            while (!closing) {
                turn(consumer);
            }
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            LOG.log(Level.WARNING, "the keys of probes cannot be read now: " + e.getMessage());
        } finally {
            current = null;
        }
    }

    private void turn(Consumer<String, byte[]> consumer) {
        try {
            long turn = asked();
            if (turn > answered()) {
                long end = consumer.endOffsets(List.of(PARTITION), LIMIT).getOrDefault(PARTITION, 0L);
                while (consumer.position(PARTITION) < end) {
                    consumer.poll(POLL).forEach(this::take);
                }
                answer(turn);
            }
            consumer.poll(POLL).forEach(this::take);
        } catch (WakeupException _) {
            // somebody asks, or it is closed
        }
    }

    private long asked() {
        synchronized (turns) {
            return asked;
        }
    }

    private long answered() {
        synchronized (turns) {
            return answered;
        }
    }

    private void answer(long turn) {
        synchronized (turns) {
            answered = turn;
            turns.notifyAll();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            known.remove(record.key());
            return;
        }
        try {
            var told = KnownKeys.of(WireCodec.read(ProbeKeys.class, record.value()));
            known.merge(record.key(), told, (old, fresh) -> fresh.version() >= old.version() ? fresh : old);
        } catch (WireFormatException e) {
            LOG.log(
                    Level.WARNING,
                    "the keys of a probe at offset " + record.offset() + " are passed over: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        closing = true;
        wake();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends a consumer soon.
    private record Closer(Consumer<String, byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
        }
    }
}
