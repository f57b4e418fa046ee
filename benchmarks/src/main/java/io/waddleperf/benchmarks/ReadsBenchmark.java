package io.waddleperf.benchmarks;

import java.io.IOException;
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
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How long the API of a running `up` takes for what the page asks most, on 5 million results of 1,000
/// paths (10 probes × 100 targets) in 8 days, and 30 days of their hours.
///
/// Options: `-Drows` (5000000), `-Dpaths` (1000), `-Dclients` (1; where there are more, they ask for other things, and
/// at
/// once), `-Drequests` (500, of each kind), `-Dport` (18451), `-Dmax.disk` (30g).
public final class ReadsBenchmark {
    private static final int ROWS = Integer.getInteger("rows", 5_000_000);
    private static final int PATHS = Integer.getInteger("paths", InsertLoad.SERIES);
    private static final int CLIENTS = Integer.getInteger("clients", 1);
    private static final int REQUESTS = Integer.getInteger("requests", 500);

    private final Up up;
    private final String base;
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    private ReadsBenchmark(Up up, int port) {
        this.up = up;
        base = "http://127.0.0.1:" + port;
    }

    public static void main(String[] args) {
        Exit.after(ReadsBenchmark::benchmark);
    }

    private static void benchmark() throws Exception {
        Path work = Files.createTempDirectory("reads");
        int port = Integer.getInteger("port", 18_451);
        try (var up = new Up(work, port, System.getProperty("max.disk", "30g"))) {
            up.start();
            new ReadsBenchmark(up, port).run();
        }
    }

    private void run() throws Exception {
        long beginNs = System.nanoTime();
        try (var connection = up.connect()) {
            new ReadsData(connection, PATHS, ROWS, now).store();
        }
        System.out.printf(
                "%d results of %d paths are there after %.0f s%n", ROWS, PATHS, (System.nanoTime() - beginNs) / 1e9);
        if (CLIENTS > 1) {
            askAtOnce();
        } else {
            askInTurn();
        }
    }

    /// As programs and people do together.
    private void askAtOnce() throws Exception {
        measure("a page of 100 paths", 20, 50, (client, _) -> get(client, "/api/v1/paths?limit=100"));
        measure("24 h of a series", 20, 50, (client, random) -> get(client, day(random, 300)));
        measure(
                "an incident",
                20,
                50,
                (client, random) ->
                        get(client, "/api/v1/incidents/" + ReadsData.incident(random.nextInt(ReadsData.INCIDENTS))));
        measure("a page of 100 incidents", 20, 50, (client, _) -> get(client, "/api/v1/incidents"));
        measure("the snapshot of all paths", 150, 400, (client, _) -> get(client, "/api/v1/paths/snapshot"));
    }

    private void askInTurn() throws Exception {
        measure("24 h of a path, each result", 5, 20, (client, random) -> get(client, day(random, 5_000)));
        measure("latest of all paths", 20, 60, (client, _) -> get(client, "/api/v1/paths?limit=1000"));
        try (var connection = up.connect()) {
            measure("... its statement alone, all rows fetched", 20, 60, (_, _) -> newest(connection));
        }
        measure("p95 by hour, 30 days of a path", 5, 20, (client, random) -> get(client, series(random, 800, 30)));
    }

    private String day(SplittableRandom random, int points) {
        return series(random, points, 1);
    }

    /// Of one of the paths that have hours, too.
    private String series(SplittableRandom random, int points, int days) {
        int path = random.nextInt(Math.min(PATHS, InsertLoad.SERIES));
        return "/api/v1/series?probe=" + ReadsData.probe(path) + "&target=" + ReadsData.target(path) + "&check="
                + ReadsData.CHECK + "&points=" + points + "&from=" + now.minus(Duration.ofDays(days)) + "&to=" + now;
    }

    /// As a browser does, which takes gzip.
    private int get(HttpClient client, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(30))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body().length;
    }

    /// As `PathsQuery` asks.
    private static int newest(Connection connection) throws SQLException {
        int length = 0;
        try (var statement = connection.prepareStatement(
                        "SELECT measured_at, document FROM series_latest JOIN series USING (series_id) WHERE TRUE");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                length += rows.getString(2).length();
            }
        }
        return length;
    }

    private interface Question {
        /// @return bytes of the answer
        int answer(HttpClient client, SplittableRandom random) throws Exception;
    }

    /// Each client has a connection of its own; half as many requests come before those that count.
    private void measure(String what, int goalMs, int floorMs, Question question) throws Exception {
        int each = Math.max(1, REQUESTS / CLIENTS);
        var bytes = new AtomicLong();
        double[] ms;
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<double[]>> asking = IntStream.range(0, CLIENTS)
                    .<Callable<double[]>>mapToObj(
                            number -> () -> ask(each, question, client, new SplittableRandom(number), bytes))
                    .toList();
            var all = DoubleStream.builder();
            for (var asked : threads.invokeAll(asking)) {
                Arrays.stream(asked.get()).forEach(all);
            }
            ms = all.build().sorted().toArray();
        }
        System.out.printf(
                "%s, %d at once: median %.1f ms, p95 %.1f ms, p99 %.1f ms; goal %d [%d]; %d kB an answer%n",
                what,
                CLIENTS,
                ms[ms.length / 2],
                ms[ms.length * 95 / 100],
                ms[ms.length * 99 / 100],
                goalMs,
                floorMs,
                bytes.get() >> 10);
    }

    private static double[] ask(
            int requests, Question question, HttpClient client, SplittableRandom random, AtomicLong bytes)
            throws Exception {
        var ms = new double[requests];
        for (int i = -requests / 2; i < requests; i++) {
            long beginNs = System.nanoTime();
            bytes.set(question.answer(client, random));
            if (i >= 0) {
                ms[i] = (System.nanoTime() - beginNs) / 1e6;
            }
        }
        return ms;
    }
}
