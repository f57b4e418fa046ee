package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// How long the snapshot of 10,000 paths takes through the API of a running `up`, asked by 50 clients
/// at once while 333 paths a second get a newer result; and a scrape of `/metrics/paths` by itself.
///
/// Options: `-Dclients` (50), `-Dseconds` (30), `-Dport` (18461).
public final class SnapshotBenchmark {
    private static final int PROBES = 100;
    private static final int TARGETS = 100;
    private static final int CLIENTS = Integer.getInteger("clients", 50);
    private static final int SECONDS = Integer.getInteger("seconds", 30);
    private static final long INTERVAL_S = 30;
    private static final String CHECK = Test.PING.wireName();

    private final Up up;
    private final int port;
    private final Clock clock = Clock.systemUTC();

    private SnapshotBenchmark(Up up, int port) {
        this.up = up;
        this.port = port;
    }

    public static void main(String[] args) {
        Exit.after(SnapshotBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("snapshot");
        int port = Integer.getInteger("port", 18_461);
        try (var up = new Up(work, port, "4g")) {
            up.start();
            new SnapshotBenchmark(up, port).run();
        }
    }

    private void run() throws Exception {
        try (var connection = up.connect()) {
            connection.setAutoCommit(false);
            configure(connection);
            for (int series = 0; series < PROBES * TARGETS; series++) {
                insert(
                        connection,
                        "series (series_id, probe, target, check_name, family, test, first_seen)",
                        series,
                        probe(series),
                        target(series),
                        CHECK,
                        Family.IPV4.wireName(),
                        CHECK,
                        SqlValues.utc(clock.instant()));
                latest(connection, series);
            }
            connection.commit();
        }
        var stop = new AtomicBoolean();
        var renewed = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> renew(stop, renewed));
            up.get("/api/v1/paths/snapshot");
            ask("warm-up", Duration.ofSeconds(10), false);
            ask("the snapshot, whole each time", Duration.ofSeconds(SECONDS), false);
            ask("the snapshot, where it has changed", Duration.ofSeconds(SECONDS), true);
            stop.set(true);
            writer.get();
        }
        System.out.printf("%d states of series were renewed meanwhile%n", renewed.get());
        scrape();
    }

    private void scrape() throws Exception {
        var ms = new double[10];
        int bytes = 0;
        for (int i = 0; i < ms.length; i++) {
            long beginNs = System.nanoTime();
            bytes = up.get("/metrics/paths").length();
            ms[i] = (System.nanoTime() - beginNs) / 1e6;
        }
        Arrays.sort(ms);
        System.out.printf(
                "a scrape of all paths: median %.0f ms, slowest of 10 %.0f ms; %d kB%n",
                ms[ms.length / 2], ms[ms.length - 1], bytes >> 10);
    }

    private record Asked(List<Double> ms, long bytes, int same) {}

    private void ask(String what, Duration length, boolean knowing) throws Exception {
        long endNs = System.nanoTime() + length.toNanos();
        // a connection for each
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Asked> one = () -> client(client, endNs, knowing);
            var asked = threads.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(_ -> one).toList());
            double[] ms = new double[0];
            long bytes = 0;
            int same = 0;
            for (var each : asked) {
                ms = concat(ms, each.get().ms);
                bytes += each.get().bytes;
                same += each.get().same;
            }
            Arrays.sort(ms);
            System.out.printf(
                    "%s, %d clients: %d answers, median %.1f ms, p95 %.1f ms, p99 %.1f ms; goal 150 [400];"
                            + " %d kB an answer as gzip, %d had not changed%n",
                    what,
                    CLIENTS,
                    ms.length,
                    ms[ms.length / 2],
                    ms[ms.length * 95 / 100],
                    ms[ms.length * 99 / 100],
                    (bytes / Math.max(1, ms.length - same)) >> 10,
                    same);
        }
    }

    private static double[] concat(double[] first, List<Double> second) {
        double[] both = Arrays.copyOf(first, first.length + second.size());
        for (int i = 0; i < second.size(); i++) {
            both[first.length + i] = second.get(i);
        }
        return both;
    }

    /// As a browser does, which takes gzip.
    ///
    /// @param knowing whether it says what it has
    private Asked client(HttpClient client, long endNs, boolean knowing) throws Exception {
        var ms = new ArrayList<Double>();
        long bytes = 0;
        int same = 0;
        String tag = "\"none\"";
        while (System.nanoTime() < endNs) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/paths/snapshot"))
                    .header("Accept-Encoding", "gzip")
                    .header("If-None-Match", tag)
                    .build();
            long beginNs = System.nanoTime();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            ms.add((System.nanoTime() - beginNs) / 1e6);
            switch (answer.statusCode()) {
                case 200 -> bytes += answer.body().length;
                case 304 -> same++;
                default -> throw new IllegalStateException("the snapshot answered " + answer.statusCode());
            }
            if (knowing) {
                tag = answer.headers().firstValue("ETag").orElseThrow();
            }
        }
        return new Asked(ms, bytes, same);
    }

    /// Every series once in its interval, as the sink does every 2 s.
    private long renew(AtomicBoolean stop, AtomicLong renewed) throws Exception {
        try (var connection = up.connect()) {
            connection.setAutoCommit(false);
            int next = 0;
            while (!stop.get()) {
                long count = PROBES * TARGETS * 2L / INTERVAL_S;
                for (int i = 0; i < count; i++) {
                    latest(connection, next++ % (PROBES * TARGETS));
                }
                connection.commit();
                renewed.addAndGet(count);
                Thread.sleep(Duration.ofSeconds(2));
            }
        }
        return renewed.get();
    }

    private static String probe(int series) {
        return "reader-" + series % PROBES;
    }

    private static String target(int series) {
        return "198.18.1." + (series / PROBES + 1);
    }

    private void latest(Connection connection, int series) throws SQLException {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var result = Samples.ping(probe(series), target(series), at);
        insert(
                connection,
                "series_latest (series_id, due_at, result_id, outcome, measured_at, document)",
                series,
                SqlValues.utc(at),
                SqlValues.bytes(result.id()),
                1,
                SqlValues.utc(at),
                WireCodec.text(result));
    }

    /// As the API keeps it; the running scheduler is not told, so that nothing is sent.
    private void configure(Connection connection) throws SQLException {
        for (int i = 0; i < PROBES; i++) {
            insert(
                    connection,
                    "probe (id, site, enabled, labels, version, origin)",
                    probe(i),
                    "site-" + i % 10,
                    1,
                    "{\"team\":\"t" + i % 5 + "\"}",
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
                "snapshot",
                true,
                IntStream.range(0, PROBES).mapToObj(SnapshotBenchmark::probe).toList(),
                IntStream.range(0, TARGETS).mapToObj(i -> target(i * PROBES)).toList(),
                List.of(Check.defaultOf(Test.PING)),
                INTERVAL_S * 1_000_000,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                1);
        insert(connection, "schedule (id, document, version, origin)", "snapshot", WireCodec.text(schedule), 1, "api");
    }

    private static void insert(Connection connection, String into, Object... values) throws SQLException {
        String marks = ", ?".repeat(values.length).substring(2);
        try (var statement = connection.prepareStatement("REPLACE INTO " + into + " VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
