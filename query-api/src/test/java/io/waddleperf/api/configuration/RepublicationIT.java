package io.waddleperf.api.configuration;

import static io.waddleperf.testkit.TestSql.execute;
import static io.waddleperf.testkit.TestSql.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Republication.Republished;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.it.RealServers;
import io.waddleperf.api.it.TopicReader;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/// A database that was put back from a copy, beside topics that know more.
final class RepublicationIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> TABLES = List.of("target", "probe", "schedule");

    private final TestDatabase server = TestServers.freshDatabase();
    private final MariaDbDataSource pool = migrated(server);
    private final Database database = new Database(pool);
    private final Outbox outbox = new Outbox();
    private final Audit audit = new Audit(new Callers(() -> Caller.SYSTEM), wire());
    private final FakeClock clock = new FakeClock(Samples.AT);
    private final ConfigurationStore store = new ConfigurationStore(database, outbox, audit, () -> {}, clock);
    private final Republication republication = new Republication(
            database,
            outbox,
            audit,
            topic -> TopicContent.read(KafkaAccess.open(TestServers.kafka()), topic),
            () -> {});
    /// Other tests share the topics.
    private final String suffix = UUID.randomUUID().toString();

    private final OutboxPublisher publisher = new OutboxPublisher(
            outbox,
            database,
            new Leases(pool, Clock.systemUTC()),
            () -> KafkaOutlet.connect(KafkaAccess.open(TestServers.kafka()), 4),
            suffix);

    private static ObjectMapper wire() {
        var mapper = new ObjectMapper();
        new JsonSettings().customize(mapper);
        return mapper;
    }

    private static MariaDbDataSource migrated(TestDatabase server) {
        try {
            var source = server.source();
            Migrations.run(source);
            RealServers.provision(TestServers.kafka());
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What other tests have left on the topics goes first.
    @BeforeEach
    void start() {
        publisher.start();
        republication.run(false);
        published();
    }

    @AfterEach
    void stop() {
        publisher.close();
    }

    private void published() {
        publisher.wake();
        Await.until(
                "the outbox is empty", SOON, () -> outbox.oldest(database, 1).isEmpty());
    }

    private void declare(String address, String... more) {
        var probe = new Probe("probe-" + suffix, "home", true, Map.of(), 1);
        var target = target("web", address);
        var schedule = new Schedule(
                "all-" + suffix, true, List.of(), List.of(target.id()), List.of(), 30_000_000, Instant.EPOCH, 1);
        var targets = Stream.concat(Stream.of(target), Arrays.stream(more).map(name -> target(name, "192.0.2.99")))
                .toList();
        store.apply(new DesiredConfiguration(targets, List.of(schedule), List.of(probe)));
        published();
        clock.advance(Duration.ofMinutes(1));
    }

    private Target target(String name, String address) {
        return new Target(name + '-' + suffix, address, false, Map.of(), 1, null);
    }

    private void copy() throws SQLException {
        for (var table : TABLES) {
            execute(pool, "CREATE TABLE copy_of_" + table + " AS SELECT * FROM " + table);
        }
    }

    private void putBack() throws SQLException {
        for (var table : TABLES) {
            execute(pool, "DELETE FROM " + table);
            execute(pool, "INSERT INTO " + table + " SELECT * FROM copy_of_" + table);
        }
    }

    private static Republished of(Topic<?> topic, List<Republished> all) {
        return all.stream()
                .filter(one -> one.topic().equals(topic.name()))
                .findFirst()
                .orElseThrow();
    }

    private Target stored(String name) {
        return new ConfigurationQuery(database).target(name + '-' + suffix).orElseThrow();
    }

    private @Nullable Target told(TopicReader topic, String name, int records) {
        Await.equal(records, SOON, () -> topic.ofKey(name + '-' + suffix).size());
        byte[] value = topic.ofKey(name + '-' + suffix).getLast().value();
        return value == null ? null : WireCodec.read(Target.class, value);
    }

    @Test
    void theTopicsSayAgainWhatTheDatabaseSaysThoughTheyKnewNewerVersions() throws Exception {
        declare("192.0.2.1", "stays");
        copy();
        declare("192.0.2.2", "stays", "later");
        declare("192.0.2.3", "stays", "later");
        putBack();
        assertEquals(1, stored("web").version());

        var done = of(Topics.TARGETS, republication.run(false));
        assertEquals(new Republished(Topics.TARGETS.name(), 1, 1, 1), done);
        published();
        try (var topic = new TopicReader(Topics.TARGETS)) {
            var web = told(topic, "web", 4);
            assertEquals(stored("web"), web);
            assertEquals("192.0.2.1", web == null ? "" : web.address());
            assertEquals(4, stored("web").version(), "behind the third, which readers know");
            assertNull(told(topic, "later", 2), "the database does not have it");
            assertEquals(stored("stays"), told(topic, "stays", 1));
            // what is changed from now on counts, too
            declare("192.0.2.4", "stays");
            var next = told(topic, "web", 5);
            assertEquals(5, next == null ? 0 : next.version());
        }
        assertEquals(Samples.AT, schedule().createdAt(), "its slots go on");
        assertEquals(
                "1",
                text(
                        pool,
                        "SELECT COUNT(*) FROM audit WHERE action = 'configuration.republish'"
                                + " AND subject = 'waddleperf.targets'"
                                + " AND after_doc LIKE '%\"written\":1,\"removed\":1%'"));
    }

    private Schedule schedule() {
        return new ConfigurationQuery(database).schedules().getFirst();
    }

    @Test
    void whatWasLostOnTheTopicsIsToldAnewAndASecondTimeNothing() throws Exception {
        declare("192.0.2.1");
        database.transaction(transaction -> {
            outbox.add(transaction, Topics.TARGETS, "web-" + suffix, null);
            outbox.add(transaction, Topics.SCHEDULES, "all-" + suffix, null);
            return true;
        });
        published();
        var done = republication.run(false);
        assertEquals(new Republished(Topics.TARGETS.name(), 1, 0, 0), of(Topics.TARGETS, done));
        assertEquals(new Republished(Topics.SCHEDULES.name(), 1, 0, 0), of(Topics.SCHEDULES, done));
        assertEquals(new Republished(Topics.PROBES.name(), 0, 0, 1), of(Topics.PROBES, done));
        published();
        try (var topic = new TopicReader(Topics.TARGETS)) {
            assertEquals(stored("web"), told(topic, "web", 3));
        }
        var again = republication.run(false);
        assertTrue(again.stream().allMatch(Republished::changesNothing), again::toString);
        assertTrue(outbox.oldest(database, 1).isEmpty());
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() throws Exception {
        declare("192.0.2.1");
        copy();
        declare("192.0.2.2", "later");
        putBack();
        var would = republication.run(true);
        assertEquals(new Republished(Topics.TARGETS.name(), 1, 1, 0), of(Topics.TARGETS, would));
        assertTrue(outbox.oldest(database, 1).isEmpty());
        assertEquals(1, stored("web").version());
        assertEquals(
                "0",
                text(
                        pool,
                        "SELECT COUNT(*) FROM audit WHERE action = 'configuration.republish'"
                                + " AND subject = 'waddleperf.targets' AND after_doc LIKE '%\"written\":1%'"));
        assertFalse(of(Topics.TARGETS, republication.run(false)).changesNothing());
    }
}
