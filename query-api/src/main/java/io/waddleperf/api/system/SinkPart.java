package io.waddleperf.api.system;

import io.waddleperf.api.system.SystemView.SinkFindings;
import io.waddleperf.contracts.kafka.KafkaAccess;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;

/// Finds out how long the oldest record has been waiting that results-sink has not stored: it reads
/// the first one of each partition where it is behind.
@Singleton
final class SinkPart {
    private static final String SINK = "results-sink";
    /// Writes states of what is stored already.
    private static final String LATEST = "results-sink-latest";

    private static final Duration MOST = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);
    /// Those that are furthest behind.
    private static final int MOST_PARTITIONS = 32;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaPart kafka;
    private final KafkaAccess access;

    SinkPart(KafkaPart kafka, Config config) {
        this.kafka = kafka;
        access = KafkaAccess.of(name -> config.getOptionalValue(name, String.class));
    }

    Part<SinkFindings> sink(InstantSource clock) throws Exception {
        var lags = kafka.lags();
        var firsts = new HashMap<TopicPartition, Long>();
        boolean any = false;
        for (var group : lags.committed().entrySet()) {
            if (group.getKey().startsWith(SINK) && !group.getKey().equals(LATEST)) {
                any = true;
                lags.behind(group.getKey())
                        .forEach(partition ->
                                firsts.merge(partition, group.getValue().getOrDefault(partition, 0L), Math::min));
            }
        }
        if (!any) {
            return Part.degraded(new SinkFindings(0, null), "no results-sink has ever read here");
        }
        var behind = firsts.keySet().stream()
                .sorted(Comparator.comparingLong((TopicPartition partition) ->
                                lags.ends().getOrDefault(partition, 0L) - firsts.getOrDefault(partition, 0L))
                        .reversed())
                .limit(MOST_PARTITIONS)
                .toList();
        return behind.isEmpty() ? Part.ok(new SinkFindings(0, null)) : oldest(behind, firsts, clock.instant());
    }

    private Part<SinkFindings> oldest(List<TopicPartition> behind, Map<TopicPartition, Long> firsts, Instant now) {
        try (var consumer = connect()) {
            consumer.assign(behind);
            behind.forEach(partition -> consumer.seek(partition, firsts.getOrDefault(partition, 0L)));
            return read(consumer, new HashSet<>(behind))
                    .map(record -> found(record, now))
                    .orElseGet(() -> Part.ok(new SinkFindings(0, null)));
        }
    }

    private static Part<SinkFindings> found(ConsumerRecord<byte[], byte[]> oldest, Instant now) {
        double seconds = Math.max(0, now.toEpochMilli() - oldest.timestamp()) / 1e3;
        var found = new SinkFindings(seconds, oldest.topic());
        return seconds > PATIENCE.toSeconds()
                ? Part.degraded(
                        found, "a record of " + oldest.topic() + " has been waiting for the sink for " + seconds + " s")
                : Part.ok(found);
    }

    /// The oldest of the first ones; nothing where all that there is ends transactions.
    private static java.util.Optional<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, Set<TopicPartition> missing) {
        var found = new HashMap<TopicPartition, ConsumerRecord<byte[], byte[]>>();
        long deadlineNs = System.nanoTime() + MOST.toNanos();
        while (!missing.isEmpty() && System.nanoTime() < deadlineNs) {
            for (var record : consumer.poll(POLL)) {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (missing.remove(partition)) {
                    found.put(partition, record);
                    consumer.pause(Set.of(partition));
                }
            }
        }
        return found.values().stream().min(Comparator.comparingLong(ConsumerRecord::timestamp));
    }

    private Consumer<byte[], byte[]> connect() {
        return new KafkaConsumer<>(
                access.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "query-api-system",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest", // where Kafka has deleted what was never stored
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        16 << 10,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) MOST.toMillis(),
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) MOST.toMillis())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
