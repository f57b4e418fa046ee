package io.waddleperf.api.it;

import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Gathers all records of one topic from its beginning.
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestServers.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    public TopicReader(Topic<?> topic) {
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// All keys up to now.
    public Set<String> keys() {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        return read.stream().map(ConsumerRecord::key).collect(Collectors.toSet());
    }

    /// The records of a key up to now.
    public List<ConsumerRecord<String, byte[]>> ofKey(String key) {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        return read.stream().filter(record -> record.key().equals(key)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
