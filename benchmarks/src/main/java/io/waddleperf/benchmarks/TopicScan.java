package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Duration;
import java.time.Instant;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

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

    /// The ids of all that Kafka has of commands besides their results, and is stored.
    Set<UUID> runEvents() {
        var ids = new HashSet<UUID>();
        read(Topics.RUN_EVENTS, record -> {
            var event = WireCodec.read(RunEvent.class, record.value());
            if (event.kind() != RunEvent.Kind.PROGRESS) {
                ids.add(event.id());
            }
        });
        return ids;
    }

    /// What became of commands, each step with the time at which it came to its topic.
    Map<UUID, List<String>> stories(Stream<UUID> commands) {
        var stories = new HashMap<UUID, List<String>>();
        commands.forEach(command -> stories.put(command, new ArrayList<>()));
        read(Topics.COMMANDS, record -> {
            var command = WireCodec.read(Command.class, record.value());
            tell(stories, command.id(), record, "ordered");
        });
        read(Topics.RESULTS, record -> {
            var result = WireCodec.read(Result.class, record.value());
            tell(stories, result.commandId(), record, result.outcome() + " started " + result.startedAt());
        });
        read(Topics.RUN_EVENTS, record -> {
            var event = WireCodec.read(RunEvent.class, record.value());
            tell(stories, event.commandId(), record, event.kind().wireName() + " as of " + event.at());
        });
        return stories;
    }

    private static void tell(
            Map<UUID, List<String>> stories, @Nullable UUID command, ConsumerRecord<?, ?> record, String what) {
        if (stories.containsKey(command)) {
            stories.get(command).add(Instant.ofEpochMilli(record.timestamp()) + " " + what);
        }
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
