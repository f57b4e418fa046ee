package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.database.SqlValues;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.GaleraNode;
import io.waddleperf.testkit.GaleraRig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The whole sink on three nodes of a cluster while results flow, and two sinks on the same rows.
///
/// `-Dgalera.faults=all` strikes in every way instead of the first one, `-Dgalera.rate=N` sends
/// more than 500 results a second.
@QuarkusTest
@WithTestResource(GaleraServers.class)
@Tag("galera")
@EnabledIf(value = "io.waddleperf.testkit.GaleraRig#isInstalled", disabledReason = GaleraRig.NEEDS)
@SuppressWarnings("NullAway.Init") // fields are injected
class GaleraIT {
    private static final int RATE = Integer.getInteger("galera.rate", 500);
    private static final boolean ALL = "all".equals(System.getProperty("galera.faults"));
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration RED_WITHIN = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE_MS = 15_000;

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @TestHTTPResource("/q/health/ready")
    URI health;

    GaleraRig rig;

    /// What happens to the cluster.
    private enum Fault {
        WRITTEN_KILLED("kill -9 of the node written to"),
        READER_KILLED("kill -9 of a node that is not written to"),
        WRITTEN_HANGS("SIGSTOP of the node written to"),
        ALL_STOP("stop of all nodes"),
        ALL_KILLED("kill -9 of all nodes");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        boolean leavesAMajority() {
            return this != ALL_STOP && this != ALL_KILLED;
        }
    }

    @Test
    void storesEachAcknowledgedResultOnceWhateverHappensToItsNodes() throws Exception {
        var faults = ALL ? List.of(Fault.values()) : List.of(Fault.WRITTEN_KILLED);
        for (var fault : faults) {
            storesEachOnce(fault);
        }
        System.out.printf(
                "galera: %s MiB resident%n",
                rig.nodes().stream().map(GaleraIT::residentMiB).toList());
    }

    @Test
    void comesToTheSameSumsThoughTwoSinksWriteTheSameRowsThroughTwoNodes() throws Exception {
        var sinks = new TwoSinks(rig.nodes(), rig.freshDatabase(), now);
        int rounds = 0;
        while (rounds < 40 || (sinks.conflicts() == 0 && rounds < 400)) {
            sinks.write(rounds, rounds + 20);
            rounds += 20;
        }
        System.out.printf(
                Locale.ROOT, "galera: %d rounds of two sinks, %.0f conflicts%n", rounds, sinks.conflicts());
        assertTrue(sinks.conflicts() > 0, "two nodes have never met");
        var sink = sinks.reader();
        int rows = TwoSinks.ROWS;
        assertEquals(rounds * rows, sink.count());
        assertEquals(
                rows + "/" + rounds * rows + "/" + 10 * rounds * rows,
                sink.text("SELECT CONCAT_WS('/', COUNT(*), SUM(results), SUM(sent)) FROM rollup_1m"));
        assertEquals(
                rows + "/" + SqlValues.utc(now.plusMillis(rounds - 1)).toString().replace('T', ' '),
                sink.text("SELECT CONCAT_WS('/', COUNT(*), MIN(due_at)) FROM series_latest"));
        assertEquals("1/" + rounds, sink.text("SELECT CONCAT_WS('/', COUNT(*), SUM(revision)) FROM incident"));
        assertEquals(Integer.toString(rows), sink.text("SELECT COUNT(*) FROM incident_member"));
    }

    private void storesEachOnce(Fault fault) throws Exception {
        var name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
        try (var load = new GaleraLoad(bootstrap, name, now, RATE, this::stored)) {
            load.start();
            awaitStored(load.count() + 2 * RATE);
            var written = writtenTo();
            long calmMs = load.takeLongestPauseMs();
            strike(fault, written);
            if (!fault.leavesAMajority()) {
                Await.equal(503, RED_WITHIN, this::readiness);
                heal(fault, written);
            }
            awaitStored(stored("results") + RATE);
            long pauseMs = load.takeLongestPauseMs();
            if (fault.leavesAMajority()) {
                heal(fault, written);
            }
            awaitStored(stored("results") + RATE);
            load.stop();
            verify(fault, load);
            System.out.printf(
                    Locale.ROOT,
                    "galera: %s (%s): %d acknowledged = %d on each node; longest pause %.1f s (before: %.1f s)%n",
                    fault.text,
                    written.name(),
                    load.count(),
                    load.count(),
                    pauseMs / 1e3,
                    calmMs / 1e3);
            assertTrue(!fault.leavesAMajority() || pauseMs < LONGEST_PAUSE_MS, () -> pauseMs + " ms");
        }
    }

    private void strike(Fault fault, GaleraNode written) {
        switch (fault) {
            case WRITTEN_KILLED -> written.kill();
            case READER_KILLED -> readerBeside(written).kill();
            case WRITTEN_HANGS -> written.hang();
            case ALL_STOP -> rig.stopAll();
            case ALL_KILLED -> rig.killAll();
        }
    }

    private void heal(Fault fault, GaleraNode written) {
        switch (fault) {
            case WRITTEN_KILLED -> written.rejoin();
            case READER_KILLED -> readerBeside(written).rejoin();
            case WRITTEN_HANGS -> {
                written.resume();
                written.awaitSynced();
            }
            case ALL_STOP, ALL_KILLED -> rig.startAll();
        }
    }

    private GaleraNode readerBeside(GaleraNode written) {
        return rig.nodes().stream()
                .filter(node -> node != written)
                .findFirst()
                .orElseThrow();
    }

    /// The node that commits most.
    private GaleraNode writtenTo() throws Exception {
        Map<Long, GaleraNode> byCommits = new TreeMap<>();
        var before = new ArrayList<Long>();
        for (var node : rig.nodes()) {
            before.add(node.status("wsrep_local_commits"));
        }
        awaitStored(stored("results") + RATE);
        for (int i = 0; i < before.size(); i++) {
            var node = rig.nodes().get(i);
            byCommits.put(node.status("wsrep_local_commits") - before.get(i), node);
        }
        return byCommits.values().stream().toList().getLast();
    }

    private void verify(Fault fault, GaleraLoad load) throws Exception {
        var acknowledged = load.acknowledged();
        for (var node : rig.nodes()) {
            Await.equal(acknowledged.size(), SOON, () -> ids(node, fault).size());
            var ids = ids(node, fault);
            assertEquals(acknowledged.size(), ids.size(), fault.text + ", " + node.name());
            assertEquals(acknowledged, new HashSet<>(ids), fault.text + ", " + node.name());
            Await.equal(List.of(), SOON, () -> select(node, """
                    SELECT result_id FROM series_latest l WHERE due_at <>
                        (SELECT MAX(due_at) FROM result r WHERE r.series_id = l.series_id)"""));
        }
        Await.equal(200, SOON, this::readiness);
    }

    private static List<UUID> ids(GaleraNode node, Fault fault) throws SQLException {
        var name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
        return select(
                node, "SELECT result_id FROM result JOIN series USING (series_id) WHERE probe LIKE '" + name + "%'");
    }

    /// What was committed on any node before.
    private static List<UUID> select(GaleraNode node, String sql) throws SQLException {
        try (var connection = node.database(EmbeddedMariaDb.DATABASE).connect();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION wsrep_sync_wait = 7");
            try (var rows = statement.executeQuery(sql)) {
                var ids = new ArrayList<UUID>();
                while (rows.next()) {
                    ids.add(SqlValues.uuid(rows.getBytes(1)));
                }
                return ids;
            }
        }
    }

    private void awaitStored(double count) {
        Await.until(count + " results stored", SOON, () -> stored("results") >= count);
    }

    private double stored(String topic) {
        return metrics.find("waddleperf.sink." + topic).tag("ending", "stored").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private int readiness() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static long residentMiB(GaleraNode node) {
        try {
            return node.residentMiB();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
