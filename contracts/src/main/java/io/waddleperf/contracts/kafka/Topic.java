package io.waddleperf.contracts.kafka;

import io.waddleperf.contracts.Require;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A topic: what its values are, how they are kept, and how a record for it is made.
///
/// @param name      with the prefix `waddleperf.`
/// @param type      the event that each value is
/// @param ceType    the CloudEvents type in the header `ce_type`
/// @param eventId   the CloudEvents id of an event
/// @param keyedBy   what the key is, in words
/// @param spread    whether it has a partition for each share of probes, or a single one
/// @param retention how long records stay; empty cleanup `compact` keeps the newest of each key
/// @param contentType what a value is, as a media type: [#JSON] for all but what others defined
public record Topic<T>(
        String name,
        Class<T> type,
        String ceType,
        Function<T, String> eventId,
        String keyedBy,
        Spread spread,
        Cleanup cleanup,
        Duration retention,
        Map<String, String> settings,
        String contentType) {
    static final String PREFIX = "waddleperf.";

    public static final String JSON = "application/json";

    /// The last header that each record has; what only some have, or others add, comes behind it.
    public static final String CONTENT_TYPE = "content-type";

    private static final byte[] SPEC_VERSION = "1.0".getBytes(StandardCharsets.US_ASCII);

    /// Over how many partitions a topic is spread.
    public enum Spread {
        BY_PROBE,
        SINGLE
    }

    /// What Kafka does with old records.
    public enum Cleanup {
        COMPACT("compact"),
        DELETE("delete"),
        COMPACT_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /// As Kafka has it, such as `compact,delete`.
        public String policy() {
            return policy;
        }
    }

    public Topic {
        Require.that(name.startsWith(PREFIX), "topic", name, "must start with " + PREFIX);
        settings = Map.copyOf(settings);
    }

    /// Of JSON.
    public Topic(
            String name,
            Class<T> type,
            String ceType,
            Function<T, String> eventId,
            String keyedBy,
            Spread spread,
            Cleanup cleanup,
            Duration retention,
            Map<String, String> settings) {
        this(name, type, ceType, eventId, keyedBy, spread, cleanup, retention, settings, JSON);
    }

    /// @param byProbe the partition count of topics that are spread by probe
    public int partitions(int byProbe) {
        return switch (spread) {
            case BY_PROBE -> byProbe;
            case SINGLE -> 1;
        };
    }

    /// A record in CloudEvents' binary mode for Kafka.
    ///
    /// @param value   null deletes the key of a compacted topic
    /// @param byProbe the partition count of topics that are spread by probe
    public ProducerRecord<String, byte[]> record(String key, @Nullable T value, int byProbe) {
        String id = value == null ? UUID.nameUUIDFromBytes(bytes(name + key)).toString() : eventId.apply(value);
        var record = record(key, written(value), id, byProbe);
        Traceparent.of(value).ifPresent(trace -> record.headers().add(Traceparent.HEADER, bytes(trace)));
        return record;
    }

    private static byte @Nullable [] written(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] already -> already;
            default -> WireCodec.bytes(value);
        };
    }

    /// The same for a value that is written already; it is sent as it is.
    public ProducerRecord<String, byte[]> record(String key, byte @Nullable [] written, String id, int byProbe) {
        var headers = new RecordHeaders()
                .add("ce_specversion", SPEC_VERSION)
                .add("ce_id", bytes(id))
                .add("ce_type", bytes(ceType))
                .add("ce_source", bytes("/waddleperf/" + key))
                .add(CONTENT_TYPE, bytes(contentType));
        int partition = ProbePartition.of(key, partitions(byProbe));
        return new ProducerRecord<>(name, partition, null, key, written, headers);
    }

    /// Settings for the topic's creation.
    public Map<String, String> creationSettings() {
        var all = new TreeMap<>(settings);
        all.put("cleanup.policy", cleanup.policy);
        if (cleanup != Cleanup.COMPACT) {
            all.put("retention.ms", Long.toString(retention.toMillis()));
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
