package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What there is to read: paths of probes × 100 targets, each with one check and its newest result, results of 7 days,
/// 30 days of hours, and open incidents, of 20 paths each and with 60 entries in their chains.
final class ReadsData {
    static final int TARGETS = 100;
    static final int DAYS = 7;
    static final int ROLLUP_DAYS = 30;
    static final int INCIDENTS = 50;
    static final String CHECK = Test.PING.wireName();
    private static final int MEMBERS = 20;
    private static final int BATCH = 2_000;

    private final Connection connection;
    private final int paths;
    private final int rows;
    private final Instant now;
    private final SplittableRandom random = new SplittableRandom(7);

    /// @param paths a multiple of 100
    /// @param rows  results in all
    ReadsData(Connection connection, int paths, int rows, Instant now) throws SQLException {
        this.connection = connection;
        this.paths = paths;
        this.rows = rows;
        this.now = now;
        connection.setAutoCommit(false);
    }

    static String probe(int path) {
        return "reader-" + path / TARGETS;
    }

    static String target(int path) {
        return "198.18.1." + (path % TARGETS + 1);
    }

    static UUID incident(int number) {
        return Ids.uuid("incident", Integer.toString(number));
    }

    void store() throws SQLException {
        configure();
        series();
        results();
        hours();
        for (int number = 0; number < INCIDENTS; number++) {
            incident(number, IntStream.range(0, MEMBERS).map(i -> random.nextInt(paths)));
        }
        connection.commit();
    }

    /// As the API keeps it; the running scheduler is not told, so that nothing is sent.
    private void configure() throws SQLException {
        int probes = paths / TARGETS;
        for (int i = 0; i < probes; i++) {
            String into = "probe (id, site, enabled, labels, version, origin)";
            insert(into, probe(i * TARGETS), "site-" + i % 10, 1, "{}", 1, "api");
        }
        for (int i = 0; i < TARGETS; i++) {
            insert("target (id, address, owned, labels, version, origin)", target(i), target(i), 0, "{}", 1, "api");
        }
        var schedule = new Schedule(
                "reads",
                true,
                IntStream.range(0, probes).mapToObj(i -> probe(i * TARGETS)).toList(),
                IntStream.range(0, TARGETS).mapToObj(ReadsData::target).toList(),
                List.of(Check.defaultOf(Test.PING)),
                stepMs() * 1_000,
                now,
                1);
        insert("schedule (id, document, version, origin)", "reads", WireCodec.text(schedule), 1, "api");
    }

    private void series() throws SQLException {
        for (int i = 0; i < paths; i++) {
            insert(
                    "series (series_id, probe, target, check_name, family, test, first_seen)",
                    i,
                    probe(i),
                    target(i),
                    CHECK,
                    Family.IPV4,
                    CHECK,
                    now);
            var latest = Samples.ping(probe(i), target(i), now.minusMillis(stepMs() * i / paths));
            insert(
                    "series_latest (series_id, due_at, result_id, outcome, measured_at, document)",
                    i,
                    latest.dueAt(),
                    latest.id(),
                    1,
                    latest.dueAt(),
                    WireCodec.text(latest));
        }
        connection.commit();
    }

    private long stepMs() {
        return Duration.ofDays(DAYS).toMillis() / Math.max(1, rows / paths);
    }

    /// In the order of time over all series, as results come.
    private void results() throws SQLException {
        var slots = new TreeSet<Slot>();
        for (int age = 0; age <= DAYS; age++) {
            slots.add(new Slot(1, SqlValues.day(now.minus(Duration.ofDays(age)))));
        }
        ResultPartitions.add(connection, slots);
        Instant start = now.minus(Duration.ofDays(DAYS));
        String document = WireCodec.text(Samples.ping(probe(0), target(0), now));
        var load = new InsertLoad(connection, start, paths);
        for (int done = 0; done < rows; done += BATCH) {
            load.insert(
                    Math.min(BATCH, rows - done),
                    number -> start.plusMillis(stepMs() * (number / paths) + number % paths),
                    document);
            connection.commit();
        }
    }

    private void hours() throws SQLException {
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(ROLLUP_DAYS));
        try (var statement = connection.prepareStatement("""
                INSERT IGNORE INTO rollup_1h (series_id, start_at, part, tier, results, answered, failed, sent, received,
                    metric, min_value, mean_value, max_value, p50_value, p95_value, p99_value, sketch)
                VALUES (?, ?, ?, 1, 60, 60, 0, 600, 600, 'rttMeanUs', 20000, 22000, 25000, 22000, ?, 24990, ?)""")) {
            for (int hour = 0; hour <= ROLLUP_DAYS * 24; hour++) {
                // of some paths: the others have none that anybody here asks for
                for (int series = 0; series < Math.min(paths, InsertLoad.SERIES); series++) {
                    statement.setLong(1, series);
                    statement.setObject(2, SqlValues.utc(first.plus(Duration.ofHours(hour))));
                    statement.setBytes(3, SqlValues.bytes(new UUID(random.nextLong(), random.nextLong())));
                    statement.setDouble(4, 24_000 + random.nextDouble() * 900);
                    statement.setBytes(5, new byte[120]);
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
            }
        }
    }

    private void incident(int number, IntStream broken) throws SQLException {
        var names = broken.distinct()
                .mapToObj(path -> new PathName(probe(path), target(path)))
                .toList();
        var chain = new ArrayList<Incident.Entry>();
        for (int i = 0; i < 3 * MEMBERS; i++) {
            var path = names.get(i % names.size());
            chain.add(new Incident.Entry(
                    now,
                    "confirmed",
                    1,
                    path,
                    Ids.uuid("result", "" + i),
                    null,
                    "mean RTT 140 ms, bound 100 ms",
                    null));
        }
        var members = names.stream()
                .map(path ->
                        new Incident.Member(path.probe(), "site", path.target(), PathState.DIAGNOSING, now, null, null))
                .toList();
        var scope = new Incident.Scope(Incident.Scope.Kind.SITE, "site", names.size(), paths);
        var incident = new Incident(
                incident(number),
                1,
                Incident.State.OPEN,
                now,
                now,
                null,
                scope,
                members,
                "the site is slow",
                Severity.WARNING,
                "default-rtt@1",
                chain,
                0,
                null,
                null,
                0,
                List.of(),
                null,
                null,
                true);
        insert(
                "incident (incident_id, revision, state, opened_at, updated_at, scope_kind, scope_subject, severity,"
                        + " members, sentence, document)",
                incident.id(),
                1,
                incident.state(),
                now,
                now,
                scope.kind(),
                scope.subject(),
                incident.severity(),
                members.size(),
                incident.sentence(),
                WireCodec.text(incident));
        for (PathName path : names) {
            insert("incident_member (incident_id, probe, target)", incident.id(), path.probe(), path.target());
        }
    }

    private void insert(String into, Object... values) throws SQLException {
        String marks = ", ?".repeat(values.length).substring(2);
        try (var statement = connection.prepareStatement("INSERT INTO " + into + " VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, column(values[i]));
            }
            statement.executeUpdate();
        }
    }

    private static @Nullable Object column(Object value) {
        return switch (value) {
            case Instant at -> SqlValues.utc(at);
            case UUID id -> SqlValues.bytes(id);
            case WireName name -> name.wireName();
            default -> value;
        };
    }
}
