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
import io.waddleperf.testkit.TestDatabase;
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
import java.util.stream.Collectors;
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

    @Test
    void storesEachAcknowledgedResultOnceWhateverHappensToItsNodes() throws Exception {
        var faults = ALL ? List.of(GaleraFault.values()) : List.of(GaleraFault.WRITTEN_KILLED);
        for (var fault : faults) {
            storesEachOnce(fault);
        }
        System.out.printf(
                "galera: %s MiB resident%n",
                rig.nodes().stream().map(GaleraIT::residentMiB).toList());
    }

    @Test
    void comesToTheSameSumsThoughTwoSinksWriteTheSameRowsThroughTwoNodes() throws Exception {
        var database = rig.freshDatabase();
        var nodes = rig.nodes().stream().map(node -> node.database(database)).toList();
        var third = nodes.getLast();
        var reader = new TestDatabase(
                third.jdbcUrl() + "&sessionVariables=wsrep_sync_wait=7", third.user(), third.password());
        var sinks = new TwoSinks(nodes.getFirst(), nodes.get(1), reader, now);
        int rounds = 0;
        while (rounds < 40 || (sinks.conflicts() == 0 && rounds < 400)) {
            sinks.write(rounds, rounds + 20);
            rounds += 20;
        }
        System.out.printf(Locale.ROOT, "galera: %d rounds of two sinks, %.0f conflicts%n", rounds, sinks.conflicts());
        assertTrue(sinks.conflicts() > 0, "two nodes have never met");
        sinks.verify(rounds);
    }

    private void storesEachOnce(GaleraFault fault) throws Exception {
        try (var load = new GaleraLoad(bootstrap, probes(fault), now, RATE, this::stored)) {
            load.start();
            awaitMoreStored();
            load.takeLongestPauseMs();
            var written = writtenTo();
            long calmMs = load.takeLongestPauseMs();
            long pauseMs = pauseUnder(fault, written, load);
            awaitMoreStored();
            load.stop();
            verify(fault, load);
            System.out.printf(
                    Locale.ROOT,
                    "galera: %s: %d acknowledged = %d on each node; longest pause %.1f s (before: %.1f s); retries %s%n",
                    fault.text(),
                    load.count(),
                    load.count(),
                    pauseMs / 1e3,
                    calmMs / 1e3,
                    retries());
            assertTrue(!fault.leavesAMajority() || pauseMs < LONGEST_PAUSE_MS, () -> pauseMs + " ms");
        }
    }

    /// Returns when all nodes are there again.
    private long pauseUnder(GaleraFault fault, GaleraNode written, GaleraLoad load) throws Exception {
        fault.strike(rig, written);
        if (fault.leavesAMajority()) {
            awaitMoreStored();
            long pauseMs = load.takeLongestPauseMs();
            fault.heal(rig, written);
            return pauseMs;
        }
        Await.equal(503, RED_WITHIN, this::readiness);
        fault.heal(rig, written);
        awaitMoreStored();
        return load.takeLongestPauseMs();
    }

    /// The node that commits most.
    private GaleraNode writtenTo() throws Exception {
        Map<Long, GaleraNode> byCommits = new TreeMap<>();
        var before = new ArrayList<Long>();
        for (var node : rig.nodes()) {
            before.add(node.status("wsrep_local_commits"));
        }
        awaitMoreStored();
        for (int i = 0; i < before.size(); i++) {
            var node = rig.nodes().get(i);
            byCommits.put(node.status("wsrep_local_commits") - before.get(i), node);
        }
        return byCommits.values().stream().toList().getLast();
    }

    private void verify(GaleraFault fault, GaleraLoad load) throws Exception {
        var acknowledged = load.acknowledged();
        for (var node : rig.nodes()) {
            Await.equal(acknowledged.size(), SOON, () -> ids(node, fault).size());
            var ids = ids(node, fault);
            assertEquals(acknowledged.size(), ids.size(), fault.text() + ", " + node.name());
            assertEquals(acknowledged, new HashSet<>(ids), fault.text() + ", " + node.name());
            Await.equal(List.of(), SOON, () -> select(node, """
                    SELECT result_id FROM series_latest l WHERE due_at <>
                        (SELECT MAX(due_at) FROM result r WHERE r.series_id = l.series_id)"""));
        }
        Await.equal(200, SOON, this::readiness);
    }

    private static List<UUID> ids(GaleraNode node, GaleraFault fault) throws SQLException {
        return select(
                node,
                "SELECT result_id FROM result JOIN series USING (series_id) WHERE probe LIKE '" + probes(fault) + "%'");
    }

    private static String probes(GaleraFault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
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

    /// So far, by what failed.
    private Map<String, Long> retries() {
        return metrics.find("waddleperf.sink.retries").counters().stream()
                .collect(Collectors.toMap(
                        each -> String.valueOf(each.getId().getTag("failure")),
                        each -> (long) each.count(),
                        Long::sum,
                        TreeMap::new));
    }

    /// Those of a second.
    private void awaitMoreStored() {
        double enough = stored() + RATE;
        Await.until(enough + " results stored", SOON, () -> stored() >= enough);
    }

    private double stored() {
        return metrics.find("waddleperf.sink.results").tag("ending", "stored").counters().stream()
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
