package io.waddleperf.sink.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.archive.Archive;
import io.waddleperf.archive.Compaction;
import io.waddleperf.archive.Cutter;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.Line;
import io.waddleperf.archive.ResultLine;
import io.waddleperf.archive.Turn;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.S3Limits;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import io.waddleperf.testkit.s3.EmbeddedS3;
import io.waddleperf.testkit.s3.Fault;
import io.waddleperf.testkit.s3.FaultRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// From real topics to files on an S3 server that goes away, read by sinks that come and go.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiverIT {
    private static final int PARTITIONS = 4;
    private static final Duration SOON = Duration.ofSeconds(60);

    /// Ahead of the broker's, so that windows are over as soon as nothing more comes.
    private static final InstantSource CLOCK = () -> Clock.systemUTC().instant().plus(Duration.ofMinutes(20));

    private Path dir;
    private EmbeddedS3 server;
    private FaultRelay relay;
    private KafkaProducer<String, byte[]> producer;
    private int sent;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        dir = folder;
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        server = EmbeddedS3.start(dir.resolve("s3"));
        server.bucket("archive");
        relay = new FaultRelay(server.port());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    void stop() throws Exception {
        producer.close();
        relay.close();
        server.close();
    }

    /// One sink's archiver.
    private final class Sink implements AutoCloseable {
        private final ObjectStore store;
        private final ArchiveState state = new ArchiveState(CLOCK, new SimpleMeterRegistry());
        private final StorePulse pulse;
        private final Archiver archiver;

        private Sink(String group, String secret) {
            store = store(secret);
            var settings = new ArchiveSettings(
                    KafkaAccess.open(TestServers.kafka()),
                    group,
                    dir.resolve(group),
                    Cutter.WINDOW,
                    Duration.ZERO,
                    Map.of(),
                    Duration.ofSeconds(6));
            archiver = new Archiver(settings, new WorkFolder(dir.resolve(group + sent)), store, state, CLOCK);
            pulse = new StorePulse(store, state);
            pulse.start();
            archiver.start();
        }

        @Override
        public void close() {
            archiver.close();
            pulse.close();
            store.close();
        }
    }

    private ObjectStore store(String secret) {
        var limits = new S3Limits(
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(6),
                3,
                5 << 20);
        return ObjectStores.open(new StoreSettings.S3(
                "archive",
                "of-tests/",
                relay.endpoint(),
                "us-east-1",
                new StoreSettings.Login(EmbeddedS3.ACCESS_KEY, secret),
                new StoreSettings.Encryption.None(),
                limits));
    }

    /// @return the ids
    private Set<String> send(String probe, int results) {
        var ids = new TreeSet<String>();
        for (int i = 0; i < results; i++, sent++) {
            var result = Samples.ping(probe + i % 7, "target-" + i % 5, Samples.AT.plusMillis(sent));
            ids.add(result.id().toString());
            var _ = producer.send(Topics.RESULTS.record(result.probe(), result, PARTITIONS));
            if (i % 10 == 0) { // a probe that does not know whether it arrived
                var _ = producer.send(Topics.RESULTS.record(result.probe(), result, PARTITIONS));
            }
        }
        producer.flush();
        return ids;
    }

    private List<String> archived(String probe) throws IOException {
        var ids = new ArrayList<String>();
        try (var store = ObjectStores.open(direct())) {
            var archive = new Archive(store, dir.resolve("reading"));
            for (Instant hour : hours()) {
                archive.read(Kind.RESULTS, hour, line -> of(probe, line).ifPresent(ids::add));
            }
        }
        return ids;
    }

    private static Optional<String> of(String probe, Line line) {
        return line instanceof ResultLine result && result.probe().startsWith(probe)
                ? Optional.of(result.id())
                : Optional.empty();
    }

    /// The test may run over the end of one.
    private static List<Instant> hours() {
        Instant hour = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS);
        return Stream.of(hour.minus(1, ChronoUnit.HOURS), hour).toList();
    }

    private StoreSettings direct() {
        return new StoreSettings.S3(
                "archive",
                "of-tests/",
                server.endpoint(),
                "us-east-1",
                new StoreSettings.Login(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY),
                new StoreSettings.Encryption.None(),
                S3Limits.DEFAULT);
    }

    /// Nothing is lost; after the hours are merged nothing is there twice.
    private void awaitOnce(String probe, Set<String> ids) throws IOException {
        Await.equal(ids, SOON, () -> new TreeSet<>(archived(probe)));
        try (var store = ObjectStores.open(direct())) {
            var compaction = new Compaction(new Archive(store, dir.resolve("merging")), Turn.ALONE);
            for (Instant hour : hours()) {
                compaction.compact(Kind.RESULTS, hour);
            }
        }
        List<String> after = archived(probe);
        assertEquals(ids, new TreeSet<>(after));
        assertEquals(ids.size(), after.size(), "results that are in the archive twice");
    }

    @Test
    void losesNothingWhateverTheStoreDoes() throws Exception {
        var ids = new TreeSet<String>();
        try (var sink = new Sink("faults", EmbeddedS3.SECRET_KEY)) {
            for (Fault fault : List.of(
                    new Fault.Refuses(),
                    new Fault.Answers(503, "SlowDown"),
                    new Fault.Silent(),
                    new Fault.Cuts(1_500),
                    new Fault.LosesAnswer())) {
                relay.set(fault);
                ids.addAll(send("faults", 300));
                Await.until(
                        "health tells of " + fault,
                        SOON,
                        () -> !sink.state.problems().isEmpty());
                relay.set(new Fault.None());
                Await.until(
                        "health is well after " + fault,
                        SOON,
                        () -> sink.state.problems().isEmpty());
            }
            awaitOnce("faults", ids);
        }
    }

    @Test
    void waitsForTheRightCredentials() throws Exception {
        relay.set(new Fault.None());
        var ids = send("denied", 200);
        try (var sink = new Sink("denied", "wrong-secret")) {
            Await.until(
                    "health says why",
                    SOON,
                    () -> sink.state.problems().toString().contains("403")
                            || sink.state
                                    .problems()
                                    .toString()
                                    .toLowerCase(Locale.ROOT)
                                    .contains("denied"));
        }
        try (var sink = new Sink("denied", EmbeddedS3.SECRET_KEY)) {
            awaitOnce("denied", ids);
            assertEquals(Map.of(), sink.state.problems());
        }
    }

    @Test
    void losesAndDoublesNothingWhenSinksComeAndGo() throws Exception {
        relay.set(new Fault.None());
        var ids = new TreeSet<String>();
        var first = new Sink("moving", EmbeddedS3.SECRET_KEY);
        ids.addAll(send("moving", 400));
        try (var second = new Sink("moving", EmbeddedS3.SECRET_KEY)) {
            ids.addAll(send("moving", 400));
            Await.until("something is archived", SOON, () -> !archived("moving").isEmpty());
            first.close(); // in the middle of its files
            ids.addAll(send("moving", 400));
            try (var third = new Sink("moving", EmbeddedS3.SECRET_KEY)) {
                ids.addAll(send("moving", 400));
                awaitOnce("moving", ids);
                assertTrue(third.state.problems().isEmpty()
                        && second.state.problems().isEmpty());
            }
        }
    }
}
