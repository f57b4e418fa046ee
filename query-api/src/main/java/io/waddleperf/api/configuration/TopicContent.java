package io.waddleperf.api.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What a topic of the configuration, which is compacted and has one partition, says of each key.
///
/// @param values   the newest, where it is not deleted
/// @param versions the highest that was told; readers that heard of it ignore a lower one
public record TopicContent(Map<String, JsonNode> values, Map<String, Long> versions) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    public TopicContent {
        values = Map.copyOf(values);
        versions = Map.copyOf(versions);
    }

    /// From its beginning to where it ends now.
    ///
    /// @throws ProblemException where Kafka says nothing for 20 s
    public static TopicContent read(KafkaAccess kafka, Topic<?> topic) {
        try (var consumer = connect(kafka)) {
            return read(consumer, new TopicPartition(topic.name(), 0));
        } catch (KafkaException e) {
            throw ProblemException.of(
                    ProblemKind.KAFKA_AWAY, "what " + topic.name() + " holds cannot be read: " + e.getMessage(), e);
        }
    }

    private static Consumer<String, byte[]> connect(KafkaAccess kafka) {
        int limitMs = Math.toIntExact(LIMIT.toMillis());
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "query-api-republication",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        limitMs,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        limitMs / 2)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static TopicContent read(Consumer<String, byte[]> consumer, TopicPartition partition) {
        var values = new HashMap<String, JsonNode>();
        var versions = new HashMap<String, Long>();
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long inVain = 0;
        while (consumer.position(partition) < end) {
            var records = consumer.poll(POLL);
            inVain = records.isEmpty() ? inVain + 1 : 0;
            if (inVain > LIMIT.dividedBy(POLL)) {
                throw new KafkaException("nothing came for " + LIMIT.toSeconds() + " s");
            }
            records.forEach(record -> take(record, values, versions));
        }
        return new TopicContent(values, versions);
    }

    private static void take(
            ConsumerRecord<String, byte[]> record, Map<String, JsonNode> values, Map<String, Long> versions) {
        if (record.key() == null) {
            return; // nobody has written it who may
        }
        if (record.value() == null) {
            values.remove(record.key());
            return;
        }
        var value = parse(record.value());
        values.put(record.key(), value);
        versions.merge(record.key(), value.path("version").asLong(), Math::max);
    }

    /// What is no JSON differs from all that is.
    private static JsonNode parse(byte[] value) {
        try {
            return parse(new String(value, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode parse(String value) throws JsonProcessingException {
        return JSON.readTree(value);
    }

    /// Keys that are not deleted.
    public Set<String> keys() {
        return values.keySet();
    }

    /// Whether it says just this, as every reader knows it.
    ///
    /// @param json of that version
    public boolean says(String key, String json, long version) {
        try {
            return version(key) <= version && parse(json).equals(values.get(key));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is written to topics is JSON", e);
        }
    }

    /// The newest value as it was written.
    ///
    /// @throws IllegalArgumentException where there is none
    public String text(String key) {
        var value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the topic has no " + key);
        }
        return value.toString();
    }

    /// Of the newest value, which readers may ignore; 0 where there is none.
    public long newest(String key) {
        var value = values.get(key);
        return value == null ? 0 : value.path("version").asLong();
    }

    /// The highest; 0 where none was told.
    public long version(String key) {
        return versions.getOrDefault(key, 0L);
    }
}
