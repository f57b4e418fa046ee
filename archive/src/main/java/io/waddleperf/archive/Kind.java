package io.waddleperf.archive;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What is archived: results, and what is needed to decide anew what was decided of them.
public enum Kind {
    RESULTS("results", Topics.RESULTS.name(), ResultLine.class),
    ESCALATIONS("escalations", Topics.ESCALATIONS.name(), EventLine.class),
    INCIDENTS("incidents", Topics.INCIDENTS.name(), EventLine.class),
    THRESHOLDS("thresholds", Topics.THRESHOLDS.name(), EventLine.class),
    ASSIGNMENTS("assignments", Topics.ASSIGNMENTS.name(), EventLine.class);

    private final String prefix;
    private final String topic;
    private final Class<? extends Line> lines;

    Kind(String prefix, String topic, Class<? extends Line> lines) {
        this.prefix = prefix;
        this.topic = topic;
        this.lines = lines;
    }

    /// The folder of its files.
    public String prefix() {
        return prefix;
    }

    public String topic() {
        return topic;
    }

    Class<? extends Line> lines() {
        return lines;
    }

    static Kind ofTopic(String topic) {
        return Arrays.stream(values())
                .filter(kind -> kind.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(topic + " is not archived"));
    }

    static Optional<Kind> ofPrefix(String prefix) {
        return Arrays.stream(values())
                .filter(kind -> kind.prefix.equals(prefix))
                .findFirst();
    }

    /// @throws WireFormatException where the value cannot be read
    Line line(ConsumerRecord<byte[], byte[]> record) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        return switch (this) {
            case RESULTS -> ResultLine.of(read(Result.class, record), record, appendedAt);
            case ESCALATIONS -> event(record, Escalation.class, Topics.ESCALATIONS, appendedAt);
            case INCIDENTS -> event(record, Incident.class, Topics.INCIDENTS, appendedAt);
            case THRESHOLDS -> event(record, Threshold.class, Topics.THRESHOLDS, appendedAt);
            case ASSIGNMENTS -> event(record, Assignment.class, Topics.ASSIGNMENTS, appendedAt);
        };
    }

    private static <T> EventLine event(
            ConsumerRecord<byte[], byte[]> record, Class<T> type, Topic<T> topic, Instant appendedAt) {
        byte @Nullable [] value = record.value();
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        // the end of a key has no id of its own: its place is one
        String id = value == null
                ? topic.name() + '-' + record.partition() + '@' + record.offset()
                : topic.eventId().apply(read(type, record));
        String json = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        return new EventLine(id, key, json, record.partition(), record.offset(), appendedAt);
    }

    private static <T> T read(Class<T> type, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new WireFormatException("the record has no value", new IllegalArgumentException("no value"));
        }
        return WireCodec.read(type, record.value());
    }
}
