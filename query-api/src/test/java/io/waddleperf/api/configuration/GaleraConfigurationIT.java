package io.waddleperf.api.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.it.RealServers;
import io.waddleperf.api.it.TopicReader;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.GaleraRig;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The configuration on three nodes of a real cluster: changed through two of them at once, and published though
/// processes and nodes are killed.
@Tag("galera")
@EnabledIf(value = "io.waddleperf.testkit.GaleraRig#isInstalled", disabledReason = GaleraRig.NEEDS)
@SuppressWarnings("NullAway.Init") // set before
final class GaleraConfigurationIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    /// The lease of a publisher that was killed ends after 20 s.
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    private static final int ROUNDS = 20;

    private static GaleraRig rig;

    /// As a service is connected: with the first node that answers.
    private static DataSource pool;

    /// One for each node.
    private static List<Database> nodes;

    private final Outbox outbox = new Outbox();
    private final String suffix = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws SQLException {
        rig = GaleraRig.start();
        pool = connect(rig.database());
        Migrations.run(pool);
        var each = new ArrayList<Database>();
        for (var node : rig.nodes()) {
            each.add(new Database(connect(node.database(EmbeddedMariaDb.DATABASE))));
        }
        nodes = List.copyOf(each);
        RealServers.provision(TestServers.kafka());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static DataSource connect(TestDatabase database) throws SQLException {
        var source = database.source();
        source.getConnection().close(); // it reads its settings then, and for one thread only
        return source;
    }

    // --- what names what -------------------------------------------------------------------------------

    /// Each node lets its own transaction hold the row; of the two one is turned away at its commit, and run again.
    @Test
    void noNameLeadsNowhereThoughTwoNodesChangeBothEndsAtOnce() throws Exception {
        int removed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var target = target("web-" + round + '-' + suffix, null);
            nodes.get(round % 3).transaction(transaction -> put(transaction, Kind.TARGETS, target.id(), target));
            for (var node : nodes) {
                Await.until("it is everywhere", SOON, () -> isThere(node, target.id()));
            }
            removed += atOnce(round, target) ? 1 : 0;
            for (var node : nodes) {
                Await.equal(List.of(), SOON, () -> leadNowhere(node));
            }
        }
        System.out.printf("galera: %d rounds, the target was removed in %d of them%n", ROUNDS, removed);
    }

    /// @return whether the target was removed, else it was named: either, and not both
    private boolean atOnce(int round, Target target) throws Exception {
        var holding = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var naming = threads.submit(() -> happens(nodes.get(round % 3), transaction -> {
                hold(transaction, holding);
                nameIt(transaction, round, target);
            }));
            var removing = threads.submit(() -> happens(nodes.get((round + 1) % 3), transaction -> {
                hold(transaction, holding);
                writer().remove(transaction, Kind.TARGETS, target.id(), Precondition.NONE, Caller.SYSTEM);
                References.in(transaction).requireUnused(target.id());
            }));
            boolean removed = removing.get();
            assertTrue(removed != naming.get(), "round " + round);
            return removed;
        }
    }

    private static void hold(Connection transaction, CountDownLatch both) throws SQLException {
        References.hold(transaction);
        both.countDown();
        try {
            assertTrue(both.await(SOON.toSeconds(), TimeUnit.SECONDS), "the nodes hold it side by side");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
    }

    private void nameIt(Connection transaction, int round, Target target) throws SQLException {
        if (round % 2 == 0) {
            var schedule = new Schedule(
                    "of-" + target.id(),
                    true,
                    List.of(),
                    List.of(target.id()),
                    List.of(),
                    60_000_000,
                    Instant.EPOCH,
                    1);
            put(transaction, Kind.SCHEDULES, schedule.id(), schedule);
            References.in(transaction).requireWhole(schedule);
        } else {
            var behind = target("behind-" + target.id(), List.of(target.id()));
            put(transaction, Kind.TARGETS, behind.id(), behind);
            References.in(transaction).requireWhole(behind);
        }
    }

    /// Work of a transaction.
    @FunctionalInterface
    private interface Work {
        void in(Connection transaction) throws SQLException;
    }

    private static boolean happens(Database node, Work work) {
        try {
            return node.transaction(transaction -> {
                work.in(transaction);
                return true;
            });
        } catch (ProblemException _) {
            return false;
        }
    }

    private static boolean isThere(Database node, String target) {
        return new ConfigurationQuery(node).target(target).isPresent();
    }

    private static List<String> leadNowhere(Database node) {
        return node.transaction(transaction -> {
            var references = References.in(transaction);
            var wrong = new ArrayList<String>();
            references
                    .schedules()
                    .forEach(schedule ->
                            references.wrongWith(schedule).ifPresent(each -> wrong.add(schedule.id() + each)));
            references
                    .targets()
                    .forEach(target -> references.wrongWith(target).ifPresent(each -> wrong.add(target.id() + each)));
            return wrong;
        });
    }

    private static Target target(String id, @Nullable List<String> dependsOn) {
        return new Target(id, "192.0.2.1", false, Map.of(), 1, dependsOn);
    }

    private <T> T put(Connection transaction, Kind<T> kind, String id, T value) throws SQLException {
        return writer().put(transaction, kind, id, _ -> value, Precondition.NONE, Caller.SYSTEM)
                .value();
    }

    private ConfigurationWrites writer() {
        var mapper = new ObjectMapper();
        new JsonSettings().customize(mapper);
        var callers = new Callers(() -> Caller.SYSTEM);
        return new ConfigurationWrites(
                outbox, new Audit(callers, mapper), new Reach(new Sights(new Database(pool), callers)));
    }

    // --- the outbox ------------------------------------------------------------------------------------

    @Test
    void publishesWhatWasCommittedThoughItsProcessAndItsNodeWereKilledBefore() throws Exception {
        empty();
        var written = rig.nodes().getFirst();
        assertEquals(KilledProcess.KILLED, KilledApply.run(written.database(EmbeddedMariaDb.DATABASE), suffix));
        written.kill();
        try (var topic = new TopicReader(Topics.TARGETS);
                var publisher = publisher()) {
            publisher.wake();
            Await.equal(1, TAKEN_OVER, () -> topic.ofKey("doc-" + suffix).size());
            Await.equal(1, SOON, () -> topic.ofKey("doc2-" + suffix).size());
            Await.equal(0, SOON, () -> waiting(nodes.getLast()));
        } finally {
            written.rejoin();
        }
        Await.equal(0, SOON, () -> waiting(nodes.getFirst()));
        assertTrue(isThere(nodes.getFirst(), "doc-" + suffix));
    }

    /// Of its second batch of 500 some are with the broker; none was taken from the outbox.
    @Test
    void losesNothingThoughItsPublisherAndTheNodeThatThatReadWereKilled() throws Exception {
        empty();
        var ids = IntStream.range(0, 1_200).mapToObj(n -> suffix + '-' + n).toList();
        new Database(pool).transaction(transaction -> {
            for (var id : ids) {
                outbox.add(transaction, Topics.TARGETS, id, target(id, null));
            }
            return ids;
        });
        assertEquals(KilledProcess.KILLED, KilledPublisher.run(rig.database(), TestServers.kafka(), 700));
        var written = rig.nodes().getFirst();
        written.kill();
        Await.equal(700, SOON, () -> waiting(nodes.getLast()));
        try (var topic = new TopicReader(Topics.TARGETS);
                var publisher = publisher()) {
            publisher.wake();
            Await.until("all are there", TAKEN_OVER, () -> topic.keys().containsAll(ids));
            Await.equal(0, SOON, () -> waiting(nodes.getLast()));
        } finally {
            written.rejoin();
        }
        Await.equal(0, SOON, () -> waiting(nodes.getFirst()));
    }

    private OutboxPublisher publisher() {
        var publisher = new OutboxPublisher(
                outbox,
                new Database(pool),
                new Leases(pool, Clock.systemUTC()),
                () -> KafkaOutlet.connect(KafkaAccess.open(TestServers.kafka()), 4),
                suffix);
        publisher.start();
        return publisher;
    }

    private void empty() {
        var database = new Database(pool);
        var left = outbox.oldest(database, 10_000);
        if (!left.isEmpty()) {
            outbox.delete(database, left);
        }
    }

    private int waiting(Database node) {
        return outbox.oldest(node, 10_000).size();
    }
}
