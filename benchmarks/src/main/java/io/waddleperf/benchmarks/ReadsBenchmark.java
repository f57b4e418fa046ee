package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/// How long the API of a running `up` takes for what the page asks most, on 5 million results of 1,000
/// paths (10 probes × 100 targets) in 8 days, and 30 days of their hours.
///
/// Options: `-Drows` (5000000), `-Drequests` (500, of each kind), `-Dport` (18451), `-Dmax.disk` (30g).
public final class ReadsBenchmark {
    private static final int ROWS = Integer.getInteger("rows", 5_000_000);
    private static final int REQUESTS = Integer.getInteger("requests", 500);
    private static final int PROBES = 10;
    private static final int TARGETS = InsertLoad.SERIES / PROBES;
    private static final int DAYS = 7;
    private static final int ROLLUP_DAYS = 30;
    private static final int BATCH = 2_000;
    private static final String CHECK = Test.PING.wireName();

    private final Up up;
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final SplittableRandom random = new SplittableRandom(7);

    private ReadsBenchmark(Up up) {
        this.up = up;
    }

    public static void main(String[] args) {
        Exit.after(ReadsBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("reads");
        int port = Integer.getInteger("port", 18_451);
        try (var up = new Up(work, port, System.getProperty("max.disk", "30g"))) {
            up.start();
            new ReadsBenchmark(up).run();
        }
    }

    private void run() throws Exception {
        long beginNs = System.nanoTime();
        try (var connection = up.connect()) {
            connection.setAutoCommit(false);
            configure(connection);
            series(connection);
            results(connection);
            hours(connection);
        }
        System.out.printf("%d results are there after %.0f s%n", ROWS, (System.nanoTime() - beginNs) / 1e9);
        measure(
                "24 h of a path, each result",
                5,
                20,
                () -> up.get("/api/v1/series?" + path() + "&points=5000&from=" + now.minus(Duration.ofHours(24))
                        + "&to=" + now));
        measure("latest of all paths", 20, 60, () -> up.get("/api/v1/paths?limit=1000"));
        try (var connection = up.connect()) {
            measure("... its statement alone, all rows fetched", 20, 60, () -> newest(connection));
        }
        measure(
                "p95 by hour, 30 days of a path",
                5,
                20,
                () -> up.get("/api/v1/series?" + path() + "&points=800&from=" + now.minus(Duration.ofDays(ROLLUP_DAYS))
                        + "&to=" + now));
    }

    private String path() {
        int series = random.nextInt(InsertLoad.SERIES);
        return "probe=" + probe(series) + "&target=" + target(series) + "&check=" + CHECK;
    }

    private static String probe(int series) {
        return "reader-" + series % PROBES;
    }

    private static String target(int series) {
        return "198.18.1." + (series / PROBES + 1);
    }

    /// As `PathsQuery` asks.
    private static String newest(Connection connection) throws SQLException {
        var documents = new StringBuilder();
        try (var statement = connection.prepareStatement(
                        "SELECT measured_at, document FROM series_latest JOIN series USING (series_id) WHERE TRUE");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                documents.append(rows.getString(2));
            }
        }
        return documents.toString();
    }

    private interface Question {
        String answer() throws Exception;
    }

    private void measure(String what, int goalMs, int floorMs, Question question) throws Exception {
        var ms = new double[REQUESTS];
        int bytes = 0;
        for (int i = -REQUESTS / 2; i < REQUESTS; i++) {
            long beginNs = System.nanoTime();
            bytes = question.answer().length();
            if (i >= 0) {
                ms[i] = (System.nanoTime() - beginNs) / 1e6;
            }
        }
        Arrays.sort(ms);
        System.out.printf(
                "%s: median %.1f ms, p95 %.1f ms, p99 %.1f ms; goal %d [%d]; %d kB an answer%n",
                what, ms[REQUESTS / 2], ms[REQUESTS * 95 / 100], ms[REQUESTS * 99 / 100], goalMs, floorMs, bytes >> 10);
    }

    /// As the API keeps it; the running scheduler is not told, so that nothing is sent.
    private void configure(Connection connection) throws SQLException {
        for (int i = 0; i < PROBES; i++) {
            insert(
                    connection,
                    "probe (id, site, enabled, labels, version, origin)",
                    probe(i),
                    "site",
                    1,
                    "{}",
                    1,
                    "api");
        }
        for (int i = 0; i < TARGETS; i++) {
            String target = target(i * PROBES);
            insert(
                    connection,
                    "target (id, address, owned, labels, version, origin)",
                    target,
                    target,
                    0,
                    "{}",
                    1,
                    "api");
        }
        var schedule = new Schedule(
                "reads",
                true,
                IntStream.range(0, PROBES).mapToObj(ReadsBenchmark::probe).toList(),
                IntStream.range(0, TARGETS).mapToObj(i -> target(i * PROBES)).toList(),
                List.of(Check.defaultOf(Test.PING)),
                stepMs() * 1_000,
                now,
                1);
        insert(connection, "schedule (id, document, version, origin)", "reads", WireCodec.text(schedule), 1, "api");
        connection.commit();
    }

    private static void insert(Connection connection, String into, Object... values) throws SQLException {
        String marks = ", ?".repeat(values.length).substring(2);
        try (var statement = connection.prepareStatement("INSERT INTO " + into + " VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void series(Connection connection) throws SQLException {
        for (int i = 0; i < InsertLoad.SERIES; i++) {
            insert(
                    connection,
                    "series (series_id, probe, target, check_name, family, test, first_seen)",
                    i,
                    probe(i),
                    target(i),
                    CHECK,
                    Family.IPV4.wireName(),
                    CHECK,
                    SqlValues.utc(now));
            var latest = Samples.ping(probe(i), target(i), now.minusMillis(stepMs() * i / InsertLoad.SERIES));
            insert(
                    connection,
                    "series_latest (series_id, due_at, result_id, outcome, measured_at, document)",
                    i,
                    SqlValues.utc(latest.dueAt()),
                    SqlValues.bytes(latest.id()),
                    1,
                    SqlValues.utc(latest.dueAt()),
                    WireCodec.text(latest));
        }
        connection.commit();
    }

    private static long stepMs() {
        return Duration.ofDays(DAYS).toMillis() / (ROWS / InsertLoad.SERIES);
    }

    /// In the order of time over all series, as results come.
    private void results(Connection connection) throws SQLException {
        var slots = new TreeSet<Slot>();
        for (int age = 0; age <= DAYS; age++) {
            slots.add(new Slot(1, SqlValues.day(now.minus(Duration.ofDays(age)))));
        }
        ResultPartitions.add(connection, slots);
        Instant start = now.minus(Duration.ofDays(DAYS));
        String document = WireCodec.text(Samples.ping(probe(0), target(0), now));
        var load = new InsertLoad(connection, start);
        for (int done = 0; done < ROWS; done += BATCH) {
            load.insert(
                    Math.min(BATCH, ROWS - done),
                    number -> start.plusMillis(stepMs() * (number / InsertLoad.SERIES) + number % InsertLoad.SERIES),
                    document);
            connection.commit();
        }
    }

    private void hours(Connection connection) throws SQLException {
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(ROLLUP_DAYS));
        try (var statement = connection.prepareStatement("""
                INSERT IGNORE INTO rollup_1h (series_id, start_at, part, tier, results, answered, failed, sent, received,
                    metric, min_value, mean_value, max_value, p50_value, p95_value, p99_value, sketch)
                VALUES (?, ?, ?, 1, 60, 60, 0, 600, 600, 'rttMeanUs', 20000, 22000, 25000, 22000, ?, 24990, ?)""")) {
            for (int hour = 0; hour <= ROLLUP_DAYS * 24; hour++) {
                for (int series = 0; series < InsertLoad.SERIES; series++) {
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
}
