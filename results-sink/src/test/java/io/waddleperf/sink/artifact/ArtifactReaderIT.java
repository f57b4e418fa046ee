package io.waddleperf.sink.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestServers;
import io.waddleperf.testkit.s3.EmbeddedS3;
import io.waddleperf.testkit.s3.Fault;
import io.waddleperf.testkit.s3.FaultRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// From a real topic to a real database and an S3 server that goes away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactReaderIT {
    private static final int PARTITIONS = 4;
    private static final Duration SOON = Duration.ofSeconds(30);

    private EmbeddedS3 server;
    private FaultRelay relay;
    private ArtifactDatabase database;
    private KafkaProducer<String, byte[]> producer;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        database = new ArtifactDatabase();
        server = EmbeddedS3.start(dir);
        server.bucket("archive");
        relay = new FaultRelay(server.port());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    @BeforeEach
    void withoutFaults() throws IOException {
        relay.set(new Fault.None());
    }

    @AfterAll
    void stop() throws Exception {
        producer.close();
        relay.close();
        server.close();
    }

    @Test
    void keepsWhatIsSentTwiceOnceAndBuriesWhatIsMalformed() throws Exception {
        var content = ArtifactDatabase.content(1);
        var chunks = ArtifactDatabase.chunks("reads", content);
        try (var running = running(Duration.ofHours(1));
                var store = store()) {
            send(chunks);
            text(chunks.getFirst().artifactId().toString(), "{\"artifactId\":7}");
            text("not-its-key", WireCodec.text(chunks.getFirst()));
            send(chunks);
            awaitState(chunks, "complete");
            assertTrue(
                    letter(chunks.getFirst().artifactId().toString()).reason().startsWith("not a ArtifactChunk"));
            assertTrue(letter("not-its-key").reason().contains("the record's key is"));
            try (var in = store.open(database.row(chunks.getFirst().artifactId(), "object_key"))) {
                assertArrayEquals(content, in.readAllBytes());
            }
            assertEquals(Map.of(), running.problems());
        }
    }

    @Test
    void leavesChunksInKafkaWhileTheArchiveIsAwayAndSaysSo() throws Exception {
        for (Fault fault : List.of(new Fault.Refuses(), new Fault.Answers(503, "SlowDown"))) {
            var chunks =
                    ArtifactDatabase.chunks("away-" + fault.getClass().getSimpleName(), ArtifactDatabase.content(2));
            try (var running = running(Duration.ofHours(1));
                    var store = store()) {
                relay.set(fault);
                send(chunks);
                Await.until("health says so", SOON, () -> running.problems().containsKey("waiting"));
                awaitState(chunks, "arriving");
                relay.set(new Fault.None());
                awaitState(chunks, "complete");
                Await.until("health is well", SOON, () -> running.problems().isEmpty());
                Await.equal(List.of(), SOON, () -> store.list("artifacts/arriving/"));
            }
        }
    }

    @Test
    void goesOnInAnotherProcessWhereOneWasCutOff() throws Exception {
        var chunks = ArtifactDatabase.chunks("moves", ArtifactDatabase.content(3));
        try (var _ = running(Duration.ofHours(1))) {
            send(chunks.subList(0, 2));
            awaitState(chunks, "arriving");
        }
        try (var _ = running(Duration.ofHours(1))) {
            send(chunks.subList(2, 3));
            awaitState(chunks, "complete");
        }
    }

    @Test
    void givesUpWhatStaysIncomplete() throws Exception {
        var chunks = ArtifactDatabase.chunks("never", ArtifactDatabase.content(4));
        try (var _ = running(Duration.ofSeconds(1))) {
            send(chunks.subList(0, 1));
            awaitState(chunks, "incomplete");
            assertEquals(
                    "1 of 3 chunks came within PT1S",
                    database.row(chunks.getFirst().artifactId(), "note"));
        }
    }

    private void awaitState(List<ArtifactChunk> chunks, String state) {
        Await.equal(state, SOON, () -> database.row(chunks.getFirst().artifactId(), "state"));
    }

    private Artifacts.Running running(Duration expiry) {
        var settings = new ArtifactSettings(
                KafkaAccess.open(TestServers.kafka()), PARTITIONS, "artifacts-it", expiry, 90, Duration.ofSeconds(8));
        var running = new Artifacts.Running(settings, store(), database.source, Clock.systemUTC());
        running.start();
        return running;
    }

    private ObjectStore store() {
        var values = Map.of(
                StoreSettings.LOCATION,
                "s3://archive/of/tests",
                StoreSettings.ENDPOINT,
                relay.endpoint().toString(),
                StoreSettings.ACCESS_KEY,
                EmbeddedS3.ACCESS_KEY,
                StoreSettings.SECRET_KEY,
                EmbeddedS3.SECRET_KEY);
        return ObjectStores.open(StoreSettings.of(name -> Optional.ofNullable(values.get(name))));
    }

    private void send(List<ArtifactChunk> chunks) throws Exception {
        for (var chunk : chunks) {
            producer.send(Topics.ARTIFACTS.record(chunk.artifactId().toString(), chunk, PARTITIONS))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private void text(String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.ARTIFACTS.name(), 0, key, value.getBytes(UTF_8)))
                .get(10, TimeUnit.SECONDS);
    }

    private static DeadLetter letter(String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var only = List.of(new TopicPartition(Topics.DEAD_LETTERS.name(), 0));
            consumer.assign(only);
            consumer.seekToBeginning(only);
            return Await.value("the dead letter of " + key, SOON, () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(key)) {
                        return Optional.of(WireCodec.read(DeadLetter.class, record.value()));
                    }
                }
                return Optional.empty();
            });
        }
    }
}
