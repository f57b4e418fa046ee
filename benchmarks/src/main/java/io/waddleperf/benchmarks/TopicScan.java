package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics from their beginning to where they end at that time.
final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;

    TopicScan(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// The results that Kafka has.
    ///
    /// @param times   how often each of them is there
    /// @param differ  how many came again with another text
    /// @param causes  each once, by the name of its cause
    record Sent(Map<UUID, Integer> times, int differ, Map<String, Integer> causes) {
        int again() {
            return times.values().stream().mapToInt(each -> each - 1).sum();
        }
    }

    /// @param probe whose; empty: everybody's
    Sent results(String probe, Consumer<Result> also) {
        var times = new HashMap<UUID, Integer>();
        var texts = new HashMap<UUID, Integer>();
        var causes = new TreeMap<String, Integer>();
        int[] differ = {0};
        read(Topics.RESULTS, record -> {
            if (probe.isEmpty() || probe.equals(record.key())) {
                var result = WireCodec.read(Result.class, record.value());
                int text = Arrays.hashCode(record.value());
                if (times.merge(result.id(), 1, Integer::sum) == 1) {
                    texts.put(result.id(), text);
                    causes.merge(result.cause().getClass().getSimpleName(), 1, Integer::sum);
                    also.accept(result);
                } else if (texts.getOrDefault(result.id(), text) != text) {
                    differ[0]++;
                }
            }
        });
        return new Sent(times, differ[0], causes);
    }

    /// The ids of all that Kafka has of commands besides their results.
    Set<UUID> runEvents() {
        var ids = new HashSet<UUID>();
        read(
                Topics.RUN_EVENTS,
                record -> ids.add(WireCodec.read(RunEvent.class, record.value()).id()));
        return ids;
    }

    /// All that each probe was assigned, in its order.
    Map<String, List<Assignment>> assignments() {
        var found = new TreeMap<String, List<Assignment>>();
        read(Topics.ASSIGNMENTS, record -> {
            if (record.value() != null) {
                var assignment = WireCodec.read(Assignment.class, record.value());
                found.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(assignment);
            }
        });
        return found;
    }

    void read(Topic<?> topic, Consumer<ConsumerRecord<String, byte[]>> take) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "max.poll.records", 5_000);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(POLL).forEach(take);
            }
        }
    }
}
