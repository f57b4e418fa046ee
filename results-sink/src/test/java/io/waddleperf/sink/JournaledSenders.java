package io.waddleperf.sink;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Probes that send at a steady rate and note the ids of what Kafka has acknowledged. Every tenth
/// result is sent twice, as by a probe that does not know whether it arrived.
final class JournaledSenders implements AutoCloseable {
    private static final int SENDERS = 3;
    private static final int TICK_MS = 20;
    private static final int PROBES = 20;
    private static final int TARGETS = 25;
    private static final int TWICE = 10;

    private final Instant start;
    private final int perSecond;
    private final long startNs = System.nanoTime();
    private final List<KafkaProducer<String, byte[]>> producers;
    private final Set<UUID> journal = ConcurrentHashMap.newKeySet();
    private final Set<UUID> unsure = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private long sent;

    /// @param start of the first result
    JournaledSenders(String bootstrap, Instant start, int perSecond) {
        this.start = start;
        this.perSecond = perSecond;
        producers = IntStream.range(0, SENDERS)
                .mapToObj(_ -> new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "linger.ms", 20, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer()))
                .toList();
    }

    void start() {
        var _ = ticks.scheduleAtFixedRate(this::send, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    Set<UUID> journal() {
        return Set.copyOf(journal);
    }

    /// What Kafka has not acknowledged; it may have it nevertheless.
    Set<UUID> unsure() {
        return Set.copyOf(unsure);
    }

    /// Until Kafka has answered to all that was sent.
    void stop() throws InterruptedException {
        ticks.shutdown();
        ticks.awaitTermination(10, TimeUnit.SECONDS);
        producers.forEach(KafkaProducer::flush);
    }

    /// What is due by now: a tick that came late is made up for.
    private void send() {
        long due = (long) ((System.nanoTime() - startNs) / 1e9 * perSecond);
        for (; sent < due; sent++) {
            var result = result(sent);
            send(result);
            if (sent % TWICE == 0) {
                send(result);
            }
        }
    }

    private Result result(long number) {
        return Samples.ping(
                "killed" + number % PROBES, "t" + number / PROBES % TARGETS, start.plusNanos(number * 1_000_000));
    }

    /// A probe is always at the same sender.
    private void send(Result result) {
        var sender = producers.get(Math.floorMod(result.probe().hashCode(), SENDERS));
        var _ = sender.send(
                Topics.RESULTS.record(result.probe(), result, SinkKafka.PARTITIONS),
                (_, failure) -> (failure == null ? journal : unsure).add(result.id()));
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        producers.forEach(KafkaProducer::close);
    }
}
