package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.GaleraNode;
import io.waddleperf.testkit.GaleraRig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Migrations, leases and partitions on three nodes of a real cluster, from all of them at once.
@Tag("galera")
@EnabledIf(value = "io.waddleperf.testkit.GaleraRig#isInstalled", disabledReason = GaleraRig.NEEDS)
@SuppressWarnings("NullAway.Init") // set before
class GaleraClusterIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ROUNDS = 3;

    private static GaleraRig rig;

    /// One for each node, of the same database.
    private static List<DataSource> nodes;

    @BeforeAll
    static void start() throws SQLException {
        rig = GaleraRig.start();
        nodes = connect(rig.freshDatabase());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void runsEachScriptOnceWhenSixProcessesStartTogetherOnThreeNodes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var database = connect(rig.freshDatabase());
            long startNs = System.nanoTime();
            int scripts = sum(onAll(database, 2, Migrations::run));
            System.out.printf(
                    "migrations from three nodes at once: %d ms%n", (System.nanoTime() - startNs) / 1_000_000);
            assertEquals(MigrationScripts.NAMES.size(), scripts);
            for (var node : database) {
                assertTrue(Migrations.upToDate(node));
                assertEquals(0, Migrations.run(node));
                assertEquals(0, Databases.number(node, "SELECT COUNT(*) FROM flyway_schema_history WHERE NOT success"));
            }
        }
    }

    @Test
    void givesALeaseToOneNodeAndAGrowingFenceToEachHolder() throws Exception {
        migrate();
        long fence = 0;
        for (int race = 0; race < 20; race++) {
            var won = onAll(nodes, 2, node -> leases(node).tryAcquire("race", MINUTE)).stream()
                    .flatMap(Optional::stream)
                    .toList();
            assertEquals(1, won.size(), "race " + race);
            assertTrue(won.getFirst().fence() > fence, won::toString);
            fence = won.getFirst().fence();
            for (var node : nodes) {
                assertTrue(leases(node).tryAcquire("race", MINUTE).isEmpty());
            }
            assertTrue(leases(nodes.get(race % 3)).renew(won.getFirst(), MINUTE), "renewed through any node");
            leases(nodes.get((race + 1) % 3)).release(won.getFirst());
        }
    }

    @Test
    void takesALeaseThatEndedOnAnotherNodeAtOnce() throws Exception {
        migrate();
        for (int turn = 0; turn < 30; turn++) {
            var node = nodes.get(turn % 3);
            var lease = leases(node).tryAcquire("turns", MINUTE).orElseThrow();
            assertEquals(turn + 1, lease.fence());
            leases(node).release(lease);
        }
    }

    @Test
    void leavesAPooledConnectionAsItWas() throws Exception {
        try (var connection = nodes.getFirst().getConnection()) {
            assertEquals(7L, Galera.seeingAllCommits(connection, GaleraClusterIT::syncWait));
            assertEquals(0L, syncWait(connection));
        }
    }

    private static long syncWait(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT @@SESSION.wsrep_sync_wait")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void addsPartitionsOnceThoughThreeNodesWantThem() throws Exception {
        migrate();
        var added = onAll(nodes, 1, node -> {
            var lease = leases(node).acquire(ResultPartitions.LEASE, MINUTE, MINUTE);
            try (var connection = node.getConnection()) {
                DayPartitions.keep(connection, 30);
                return ResultPartitions.keep(connection, Retention.DEFAULT).added();
            } finally {
                leases(node).release(lease);
            }
        });
        assertEquals(15, added.stream().mapToInt(Set::size).sum());
        for (var node : nodes) {
            assertEquals(
                    16,
                    Databases.number(
                            node,
                            "SELECT COUNT(*) FROM information_schema.PARTITIONS"
                                    + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'result'"));
        }
    }

    private static void migrate() {
        Migrations.run(nodes.getFirst());
    }

    private static Leases leases(DataSource node) {
        return new Leases(node, InstantSource.system());
    }

    private static List<DataSource> connect(String database) throws SQLException {
        var sources = new ArrayList<DataSource>();
        for (GaleraNode node : rig.nodes()) {
            sources.add(Databases.of(node.database(database)));
        }
        return List.copyOf(sources);
    }

    /// What each node is asked at the same time, by several.
    private interface Question<T> {
        T ask(DataSource node) throws Exception;
    }

    private static <T> List<T> onAll(List<DataSource> nodes, int askers, Question<T> question) throws Exception {
        List<Callable<T>> asked = IntStream.range(0, askers * nodes.size())
                .<Callable<T>>mapToObj(i -> () -> question.ask(nodes.get(i % nodes.size())))
                .toList();
        var answers = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asked)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }
}
