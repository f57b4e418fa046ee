package io.waddleperf.api.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.ConfigurationStore.Applied;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.it.RealServers;
import io.waddleperf.api.it.TopicReader;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutboxIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final DesiredConfiguration NONE = new DesiredConfiguration(List.of(), List.of(), List.of());
    private static final TestDatabase DATABASE = TestServers.freshDatabase();
    private static final DataSource POOL = migrated();

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final Database database = new Database(POOL);
    private final Outbox outbox = new Outbox();
    private final ConfigurationStore store = new ConfigurationStore(
            database, outbox, new Audit(new Callers(() -> Caller.SYSTEM), wire()), () -> {}, clock);
    /// Other tests share the topics.
    private final String suffix = UUID.randomUUID().toString();

    private static ObjectMapper wire() {
        var mapper = new ObjectMapper();
        new JsonSettings().customize(mapper);
        return mapper;
    }

    private static DataSource migrated() {
        try {
            var source = DATABASE.source();
            Migrations.run(source);
            RealServers.provision(TestServers.kafka());
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void empty() {
        store.apply(NONE);
        var left = outbox.oldest(database, 1_000);
        if (!left.isEmpty()) {
            outbox.delete(database, left);
        }
    }

    private DesiredConfiguration desired(String address, long intervalUs) {
        var target = new Target("web-" + suffix, address, false, Map.of("site", "fra"), 7, null);
        var probe = new Probe("probe-" + suffix, "home", true, Map.of(), 7);
        var schedule = new Schedule(
                "all-" + suffix, true, List.of(), List.of(target.id()), List.of(), intervalUs, Instant.EPOCH, 7);
        return new DesiredConfiguration(List.of(target), List.of(schedule), List.of(probe));
    }

    private OutboxPublisher publisher() {
        var leases = new Leases(POOL, Clock.systemUTC());
        var publisher = new OutboxPublisher(
                outbox, database, leases, () -> KafkaOutlet.connect(KafkaAccess.open(TestServers.kafka()), 4), suffix);
        publisher.start();
        return publisher;
    }

    private int waiting() {
        return outbox.oldest(database, 1_000).size();
    }

    @Test
    void writesWhatDiffersAndKeepsTheFirstSlotOfWhatDoesNot() {
        assertEquals(new Applied(3, 0), store.apply(desired("192.0.2.1", 30_000_000)));
        clock.advance(Duration.ofMinutes(1));
        assertEquals(new Applied(0, 0), store.apply(desired("192.0.2.1", 30_000_000)));
        assertEquals(new Applied(1, 0), store.apply(desired("192.0.2.2", 30_000_000)));
        var query = new ConfigurationQuery(database);
        assertEquals(2, query.target("web-" + suffix).orElseThrow().version());
        assertEquals(Samples.AT, schedule(query).createdAt());

        assertEquals(new Applied(1, 0), store.apply(desired("192.0.2.2", 60_000_000)));
        assertEquals(Samples.AT.plusSeconds(60), schedule(query).createdAt());
        assertEquals(2, schedule(query).version());
    }

    private Schedule schedule(ConfigurationQuery query) {
        return query.schedules().stream()
                .filter(schedule -> schedule.id().equals("all-" + suffix))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void removesWhatAnEarlierFileDeclaredAndGoesOnWithItsVersion() {
        store.apply(desired("192.0.2.1", 30_000_000));
        assertEquals(new Applied(0, 3), store.apply(NONE));
        assertEquals(new Applied(0, 0), store.apply(NONE));
        var query = new ConfigurationQuery(database);
        assertTrue(query.target("web-" + suffix).isEmpty());
        store.apply(desired("192.0.2.1", 30_000_000));
        assertEquals(2, query.target("web-" + suffix).orElseThrow().version());
    }

    @Test
    void keepsWhatATargetDependsOnAndHowAScheduleEscalates() {
        var plan = new EscalationPlan(2, true, 2_000_000, 60_000_000, 600_000_000, List.of(), List.of());
        var gateway = new Target("gateway-" + suffix, "192.0.2.1", false, Map.of(), 1, null);
        var web = new Target("web-" + suffix, "192.0.2.2", false, Map.of(), 1, List.of(gateway.id()));
        var schedule = new Schedule(
                "all-" + suffix,
                true,
                List.of(),
                List.of(web.id()),
                List.of(),
                30_000_000,
                Instant.EPOCH,
                1,
                plan,
                null);
        var desired = new DesiredConfiguration(List.of(gateway, web), List.of(schedule), List.of());
        assertEquals(new Applied(3, 0), store.apply(desired));
        assertEquals(new Applied(0, 0), store.apply(desired));
        var query = new ConfigurationQuery(database);
        assertEquals(web, query.target(web.id()).orElseThrow());
        assertEquals(gateway, query.target(gateway.id()).orElseThrow());
        assertEquals(plan, schedule(query).escalation());
    }

    @Test
    void storesAndPublishesTheRulesOfTheFile() throws Exception {
        store.apply(with(rule(150_000)));
        store.apply(with(rule(150_000)));
        store.apply(with(rule(90_000)));
        var stored = new ConfigurationQuery(database).thresholds().getFirst();
        assertEquals(Kind.THRESHOLDS.stamped().on(rule(90_000), 2, Samples.AT), stored);
        try (var topic = new TopicReader(Topics.THRESHOLDS);
                var publisher = publisher()) {
            publisher.wake();
            Await.equal(2, SOON, () -> topic.ofKey(stored.id()).size());
            assertEquals(
                    stored,
                    WireCodec.read(
                            Threshold.class, topic.ofKey(stored.id()).getLast().value()));
        }
    }

    @Test
    void storesSilencesWhichNoFileRemoves() {
        var silence = new Silence(
                "night-" + suffix,
                Silence.Kind.MAINTENANCE,
                Map.of("site", "fra"),
                Samples.AT,
                Samples.AT.plusSeconds(3600),
                "new switch",
                "ops",
                3);
        database.transaction(
                transaction -> Database.update(transaction, Kind.SILENCES.write(silence, Stored.Origin.API, false)));
        store.apply(NONE);
        assertEquals(List.of(silence), new ConfigurationQuery(database).silences());
    }

    private static DesiredConfiguration with(Threshold rule) {
        return new DesiredConfiguration(List.of(), List.of(), List.of(), List.of(rule));
    }

    private Threshold rule(double enter) {
        return new Threshold(
                "slow-" + suffix,
                true,
                Map.of("site", "fra"),
                "rttMeanUs",
                1,
                enter,
                null,
                2,
                3,
                3,
                Severity.WARNING,
                List.of(Doubt.ISOLATED),
                7);
    }

    @Test
    void leavesAloneWhatWasMadeThroughTheApi() {
        var target = new Target("api-" + suffix, "192.0.2.9", false, Map.of(), 1, null);
        database.transaction(
                transaction -> Database.update(transaction, Kind.TARGETS.write(target, Stored.Origin.API, false)));
        store.apply(desired("192.0.2.1", 30_000_000));
        assertEquals(
                target, new ConfigurationQuery(database).target(target.id()).orElseThrow());
    }

    @Test
    void publishesInOrderWhatWasCommittedBeforeTheProcessDied() throws Exception {
        store.apply(desired("192.0.2.1", 30_000_000));
        store.apply(desired("192.0.2.2", 30_000_000));
        store.apply(NONE);
        assertEquals(7, waiting(), "nobody has published yet");

        try (var topic = new TopicReader(Topics.TARGETS);
                var publisher = publisher()) {
            publisher.wake();
            Await.equal(0, SOON, this::waiting);
            Await.equal(3, SOON, () -> topic.ofKey("web-" + suffix).size());
            var records = topic.ofKey("web-" + suffix);
            assertEquals(
                    "192.0.2.1",
                    WireCodec.read(Target.class, records.get(0).value()).address());
            assertEquals(2, WireCodec.read(Target.class, records.get(1).value()).version());
            assertNull(records.get(2).value());
        }
    }

    /// Killed for good: it runs no shutdown hook, and nothing of it publishes any more.
    @Test
    void publishesWhatDocumentsSaidThoughTheProcessWasKilledBetweenCommitAndPublishing() throws Exception {
        int code = KilledApply.run(DATABASE, suffix);
        assertEquals(KilledProcess.KILLED, code);
        assertEquals(2, waiting(), "committed with its events");
        var query = new ConfigurationQuery(database);
        assertEquals("192.0.2.77", query.target("doc-" + suffix).orElseThrow().address());
        try (var targets = new TopicReader(Topics.TARGETS);
                var publisher = publisher()) {
            publisher.wake();
            Await.equal(0, SOON, this::waiting);
            Await.equal(1, SOON, () -> targets.ofKey("doc-" + suffix).size());
            Await.equal(1, SOON, () -> targets.ofKey("doc2-" + suffix).size());
        }
    }

    @Test
    void publishesAgainWhatWasPublishedButNotDeleted() throws Exception {
        store.apply(desired("192.0.2.1", 30_000_000));
        var entries = outbox.oldest(database, 1_000);
        try (var outlet = KafkaOutlet.connect(KafkaAccess.open(TestServers.kafka()), 4)) {
            int written = outlet.write(entries, (entry, why) -> fail(entry + ": " + why));
            assertEquals(3, written); // and here the process dies
        }
        try (var topic = new TopicReader(Topics.TARGETS);
                var publisher = publisher()) {
            publisher.wake();
            Await.equal(2, SOON, () -> topic.ofKey("web-" + suffix).size());
            var ids = topic.ofKey("web-" + suffix).stream()
                    .map(record ->
                            new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                    .distinct()
                    .toList();
            assertEquals(1, ids.size(), "the same event twice");
        }
    }

    /// Between reading and writing it was held up for longer than its lease, and a compacted topic keeps what is last.
    @Test
    void whoseLeaseHasEndedWritesNothingBehindWhoHasItNow() throws Exception {
        store.apply(desired("192.0.2.1", 30_000_000));
        var read = outbox.oldest(database, 1_000);
        try (var late = KafkaOutlet.connect(KafkaAccess.open(TestServers.kafka()), 4);
                var topic = new TopicReader(Topics.TARGETS)) {
            store.apply(desired("192.0.2.2", 30_000_000));
            try (var publisher = publisher()) {
                publisher.wake();
                Await.equal(0, SOON, this::waiting);
            }
            assertThrows(KafkaException.class, () -> late.write(read, (entry, why) -> fail(entry + ": " + why)));
            store.apply(NONE);
            try (var publisher = publisher()) {
                publisher.wake();
                Await.equal(3, SOON, () -> topic.ofKey("web-" + suffix).size());
            }
            assertEquals(List.of(1L, 2L, 0L), versions(topic.ofKey("web-" + suffix)));
        }
    }

    /// @return 0 for what deletes the key
    private static List<Long> versions(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record -> record.value() == null
                        ? 0
                        : WireCodec.read(Target.class, record.value()).version())
                .toList();
    }

    @Test
    void refusesWhatNoTopicTakesAndChangesNothing() {
        var many = IntStream.range(0, 10_000).mapToObj("%0100d"::formatted).toList();
        var schedule = new Schedule("large-" + suffix, true, List.of(), many, List.of(), 30_000_000, Instant.EPOCH, 7);
        var desired = new DesiredConfiguration(List.of(), List.of(schedule), List.of());
        var refusal = assertThrows(ProblemException.class, () -> store.apply(desired));
        assertEquals(ProblemKind.TOO_LARGE, refusal.kind());
        assertEquals("targets", refusal.errors().getFirst().field());
        assertTrue(refusal.errors().getFirst().detail().contains(schedule.id()), refusal.getMessage());
        assertEquals(List.of(), new ConfigurationQuery(database).schedules());
        assertEquals(0, waiting());
    }

    @Test
    void dropsWhatNoBrokerWillTakeAndPublishesWhatStandsBehindIt() throws Exception {
        var large = Sql.of(
                "INSERT INTO outbox (id, topic, record_key, value, created_at) VALUES (?, ?, ?, ?, ?)",
                new UUID(0, 1),
                Topics.TARGETS.name(),
                "large-" + suffix,
                "x".repeat(2 << 20),
                Samples.AT);
        database.transaction(transaction -> Database.update(transaction, large));
        store.apply(desired("192.0.2.1", 30_000_000));
        try (var topic = new TopicReader(Topics.TARGETS);
                var publisher = publisher()) {
            publisher.wake();
            Await.equal(0, SOON, this::waiting);
            Await.equal(1, SOON, () -> topic.ofKey("web-" + suffix).size());
            assertEquals(List.of(), topic.ofKey("large-" + suffix));
            assertEquals(1, publisher.dropped());
        }
    }

    @Test
    void onlyTheHolderOfTheLeasePublishes() throws Exception {
        var leases = new Leases(POOL, Clock.systemUTC());
        var other = leases.acquire("outbox", "another process", Duration.ofSeconds(60), SOON);
        store.apply(desired("192.0.2.1", 30_000_000));
        int before = waiting();
        try (var topic = new TopicReader(Topics.TARGETS);
                var publisher = publisher()) {
            var seen = new ArrayList<Integer>();
            for (int i = 0; i < 5; i++) {
                publisher.wake();
                seen.add(topic.ofKey("web-" + suffix).size());
            }
            assertEquals(List.of(0, 0, 0, 0, 0), seen);
            assertEquals(before, waiting());
            leases.release(other);
            Await.equal(1, SOON, () -> topic.ofKey("web-" + suffix).size());
        }
    }
}
