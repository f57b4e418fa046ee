package io.waddleperf.sink;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Results that flow to their topic at a steady rate; which of them Kafka has acknowledged; and the
/// longest time in which none was stored.
final class GaleraLoad implements AutoCloseable {
    private static final int TICK_MS = 20;
    private static final int PROBES = 20;
    private static final int TARGETS = 25;

    private final String name;
    private final Instant start;
    private final int perTick;
    private final KafkaProducer<String, byte[]> producer;
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final DoubleSupplier stored;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2);
    private volatile long longestPauseNs;
    private double lastStored = -1;
    private long lastStoredNs;
    private long sent;

    /// @param name   of the probes, which no other load has
    /// @param stored how many results the sink has stored
    GaleraLoad(String bootstrap, String name, Instant start, int perSecond, DoubleSupplier stored) {
        this.name = name;
        this.start = start;
        this.perTick = Math.max(1, perSecond * TICK_MS / 1_000);
        this.stored = stored;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void start() {
        lastStoredNs = System.nanoTime();
        var _ = ticks.scheduleAtFixedRate(this::send, 0, TICK_MS, TimeUnit.MILLISECONDS);
        var _ = ticks.scheduleWithFixedDelay(this::look, 0, 5, TimeUnit.MILLISECONDS);
    }

    Set<UUID> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int count() {
        return acknowledged.size();
    }

    /// Since the last call.
    long takeLongestPauseMs() {
        long ms = longestPauseNs / 1_000_000;
        longestPauseNs = 0;
        return ms;
    }

    /// Until Kafka has acknowledged what was sent.
    void stop() throws InterruptedException {
        ticks.shutdown();
        ticks.awaitTermination(10, TimeUnit.SECONDS);
        producer.flush();
    }

    private void send() {
        for (int i = 0; i < perTick; i++) {
            var result = next();
            var _ = producer.send(Topics.RESULTS.record(result.probe(), result, SinkKafka.PARTITIONS), (_, failure) -> {
                if (failure == null) {
                    acknowledged.add(result.id());
                }
            });
        }
    }

    private Result next() {
        long n = sent++;
        return Samples.ping(name + n % PROBES, "t" + n / PROBES % TARGETS, start.plusNanos(n * 1_000_000));
    }

    private void look() {
        double now = stored.getAsDouble();
        long nowNs = System.nanoTime();
        if (now > lastStored) {
            longestPauseNs = Math.max(longestPauseNs, lastStored < 0 ? 0 : nowNs - lastStoredNs);
            lastStored = now;
            lastStoredNs = nowNs;
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        producer.close();
    }
}
