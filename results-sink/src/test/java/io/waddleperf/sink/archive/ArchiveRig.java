package io.waddleperf.sink.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.archive.Archive;
import io.waddleperf.archive.Compaction;
import io.waddleperf.archive.Cutter;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.Line;
import io.waddleperf.archive.Turn;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.S3Limits;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.s3.EmbeddedS3;
import io.waddleperf.testkit.s3.Fault;
import io.waddleperf.testkit.s3.FaultRelay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Real topics, an S3 server behind a relay for faults, and sinks' archivers in between.
final class ArchiveRig implements AutoCloseable {
    static final int PARTITIONS = 4;
    static final Duration SOON = Duration.ofSeconds(60);

    private static final String BUCKET = "archive";
    private static final S3Limits SHORT = new S3Limits(
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(6), 3, 5 << 20);

    /// Ahead of the broker's, so that windows are over as soon as nothing more comes.
    private static final InstantSource CLOCK = () -> Clock.systemUTC().instant().plus(Duration.ofMinutes(20));

    private static final long LOG_BYTES = 64 << 20;

    private final Path dir;
    /// Its own: what other tests left in the shared one would be in the same windows' files, and make them
    /// larger than a slow store takes in its time.
    private final EmbeddedKafka broker;
    private final FaultRelay relay;
    private final KafkaProducer<String, byte[]> producer;
    private EmbeddedS3 server;
    private String secret = EmbeddedS3.SECRET_KEY;
    private int sinks;

    ArchiveRig(Path dir) throws Exception {
        this.dir = dir;
        broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, LOG_BYTES));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        server = EmbeddedS3.start(dir.resolve("s3"));
        server.bucket(BUCKET);
        relay = new FaultRelay(server.port());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()), new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() throws IOException {
        producer.close();
        relay.close();
        server.close();
        broker.close();
    }

    void set(Fault fault) throws IOException {
        relay.set(fault);
    }

    /// From now on the server knows another secret than before.
    void change(String secret) throws IOException {
        int port = server.port();
        server.close();
        server = EmbeddedS3.start(dir.resolve("s3"), port, secret);
        this.secret = secret;
    }

    /// Without a wait for it: [#flush] waits for all.
    void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    /// One sink's archiver.
    final class Sink implements AutoCloseable {
        private final ObjectStore store;
        private final ArchiveState state = new ArchiveState(CLOCK, new SimpleMeterRegistry());
        private final StorePulse pulse;
        private final Archiver archiver;

        /// With the secret that the server knows now.
        Sink(String group) {
            this(group, secret);
        }

        Sink(String group, String secret) {
            store = ObjectStores.open(store(relay.endpoint(), secret, SHORT));
            var settings = new ArchiveSettings(
                    KafkaAccess.open(broker.bootstrap()),
                    group,
                    dir.resolve(group),
                    Cutter.WINDOW,
                    Duration.ZERO,
                    Map.of(),
                    Duration.ofSeconds(6));
            archiver = new Archiver(settings, new WorkFolder(dir.resolve(group + sinks++)), store, state, CLOCK);
            pulse = new StorePulse(store, state);
            pulse.start();
            archiver.start();
        }

        Map<String, String> problems() {
            return state.problems();
        }

        @Override
        public void close() {
            archiver.close();
            pulse.close();
            store.close();
        }
    }

    private static StoreSettings.S3 store(URI endpoint, String secret, S3Limits limits) {
        return new StoreSettings.S3(
                BUCKET,
                "of-tests/",
                endpoint,
                "us-east-1",
                new StoreSettings.Login(EmbeddedS3.ACCESS_KEY, secret),
                new StoreSettings.Encryption.None(),
                limits);
    }

    /// Past the relay.
    private ObjectStore direct() {
        return ObjectStores.open(store(server.endpoint(), secret, S3Limits.DEFAULT));
    }

    List<Line> archived(Kind kind, Predicate<Line> wanted) throws IOException {
        var lines = new ArrayList<Line>();
        try (var store = direct()) {
            var archive = new Archive(store, dir.resolve("reading"));
            for (Instant hour : hours()) {
                archive.read(kind, hour, line -> {
                    if (wanted.test(line)) {
                        lines.add(line);
                    }
                });
            }
        }
        return lines;
    }

    List<String> ids(Kind kind, Predicate<Line> wanted) throws IOException {
        return archived(kind, wanted).stream().map(Line::id).toList();
    }

    /// The test may run over the end of one.
    private static List<Instant> hours() {
        Instant hour = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS);
        return Stream.of(hour.minus(1, ChronoUnit.HOURS), hour).toList();
    }

    /// Nothing is lost; after the hours are merged nothing is there twice.
    void awaitOnce(Kind kind, Set<String> ids, Predicate<Line> wanted) throws IOException {
        Await.equal(ids, SOON, () -> new TreeSet<>(ids(kind, wanted)));
        try (var store = direct()) {
            var compaction = new Compaction(new Archive(store, dir.resolve("merging")), Turn.ALONE);
            for (Instant hour : hours()) {
                compaction.compact(kind, hour);
            }
        }
        List<String> after = ids(kind, wanted);
        assertEquals(ids, new TreeSet<>(after));
        assertEquals(ids.size(), after.size(), "events that are in the archive twice");
    }
}
