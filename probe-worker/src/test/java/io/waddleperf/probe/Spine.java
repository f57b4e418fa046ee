package io.waddleperf.probe;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A test's end of the topics: sends commands, remembers everything that a probe writes.
final class Spine implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    private Spine(String bootstrap, KafkaProducer<String, byte[]> producer, KafkaConsumer<String, byte[]> consumer) {
        this.bootstrap = bootstrap;
        this.producer = producer;
        this.consumer = consumer;
    }

    static Spine connect() throws Exception {
        return connect(TestServers.kafka());
    }

    static Spine connect(String bootstrap) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrap);
        try (var admin = Admin.create(client)) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        var consumer = new KafkaConsumer<>(
                settings(client, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : List.of(Topics.RESULTS, Topics.HEARTBEATS, Topics.DEAD_LETTERS)) {
            for (int i = 0; i < topic.partitions(PARTITIONS); i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
        }
        consumer.assign(partitions);
        var producer = new KafkaProducer<>(
                settings(client, "linger.ms", "0"), new StringSerializer(), new ByteArraySerializer());
        return new Spine(bootstrap, producer, consumer);
    }

    private static Map<String, Object> settings(Map<String, Object> client, String key, String value) {
        var settings = new HashMap<>(client);
        settings.put(key, value);
        settings.put("enable.auto.commit", false);
        return settings;
    }

    /// A probe on these topics that may test its own machine.
    ProbeProcess probe(String id, Path data) throws IOException {
        return ProbeProcess.start(
                "--probe-id=" + id, "--bootstrap-servers=" + bootstrap, "--data=" + data, "--allow-loopback=true");
    }

    String bootstrap() {
        return bootstrap;
    }

    void send(Command... commands) throws Exception {
        for (var command : commands) {
            producer.send(Topics.COMMANDS.record(command.probe(), command, PARTITIONS))
                    .get();
        }
    }

    void sendBytes(Topic<?> topic, String key, byte[] value) throws Exception {
        var partition = topic.record(key, null, PARTITIONS).partition();
        producer.send(new ProducerRecord<>(topic.name(), partition, key, value)).get();
    }

    /// Ids of the probe's results so far, once for each record.
    List<UUID> results(String probe) {
        return records(Topics.RESULTS, probe).stream()
                .map(record -> read(record).id())
                .toList();
    }

    Result result(String probe, UUID id) {
        return records(Topics.RESULTS, probe).stream()
                .map(Spine::read)
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// The largest number of different values that one result id came with.
    long distinctValues(String probe) {
        var byId = new HashMap<UUID, List<byte[]>>();
        for (var record : records(Topics.RESULTS, probe)) {
            var values = byId.computeIfAbsent(read(record).id(), _ -> new ArrayList<>());
            if (values.stream().noneMatch(value -> Arrays.equals(value, record.value()))) {
                values.add(record.value());
            }
        }
        return byId.values().stream().mapToLong(List::size).max().orElse(0);
    }

    <T> Optional<T> newest(Topic<T> topic, String key, Class<T> type) {
        var records = records(topic, key);
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(WireCodec.read(type, records.getLast().value()));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private List<ConsumerRecord<String, byte[]>> records(Topic<?> topic, String key) {
        consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
        return seen.stream()
                .filter(record -> record.topic().equals(topic.name()) && key.equals(record.key()))
                .toList();
    }

    private static Result read(ConsumerRecord<String, byte[]> record) {
        return WireCodec.read(Result.class, record.value());
    }
}
