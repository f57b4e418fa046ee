package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real scrape of all services against `docs/reference/metrics.md`: what that names is exported, and what of ours is
/// exported it names. Rules and dashboards ask for nothing else (`RulesAndDashboardsTest`).
class MetricsIT {
    private static final Path REFERENCE = Path.of("../docs/reference/metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+)`");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)[{ ]");
    private static final List<String> PARTS = List.of("kafka", "consumers", "sink", "database", "outbox", "archive");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path dir;

    @Test
    void exportsWhatTheReferenceNamesAndNothingElse() throws Exception {
        Set<String> referred = referred();
        int nobody = FreePorts.next(); // a channel to which nothing is sent
        try (var system = RunningSystem.start(
                        dir.resolve("data"),
                        FreePorts.next(),
                        FreePorts.next(),
                        "--interval=1s",
                        "--notify=syslog://127.0.0.1:" + nobody)
                .ready()) {
            var paths = HttpRequest.newBuilder(system.uri("/api/v1/paths")).build();
            assertEquals(200, system.request(paths).statusCode());
            Await.until("results are decided and stored, and the system was asked", SOON, () -> {
                String page = scrape(system);
                return value(page, "waddleperf_streams_results_total{ending=\"counted\"") > 0
                        && value(page, "waddleperf_sink_results_total{ending=\"stored\"") > 0
                        && value(page, "waddleperf_system_group_members{group=\"results-sink\"") > 0
                        && value(page, "waddleperf_api_probes{state=\"up\"") == 1
                        && value(page, "waddleperf_notifications_attempts_total{channel") == 0
                        && PARTS.stream().allMatch(part -> value(page, "waddleperf_system_state{part=\"" + part) == 0);
            });
            String page = scrape(system);
            var exported = SAMPLE.matcher(page)
                    .results()
                    .map(sample -> sample.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), without(exported, referred), "is in the reference and not exported");
            exported.removeIf(name -> !name.startsWith("waddleperf_"));
            assertEquals(Set.of(), without(referred, exported), "is exported and not in the reference");
            saysThatAllIsWell(page);
        }
    }

    /// What rules look at has the values that they are silent at.
    private static void saysThatAllIsWell(String page) {
        assertEquals(1, value(page, "waddleperf_streams_running "));
        assertEquals(0, value(page, "waddleperf_sink_waiting "));
        assertEquals(0, value(page, "waddleperf_archive_waiting "));
        assertEquals(4, value(page, "waddleperf_scheduler_partitions "));
        assertTrue(value(page, "waddleperf_streams_late_seconds ") < 30, page);
        double ahead = value(page, "waddleperf_sink_partitions_end_timestamp_seconds ")
                - Instant.now().getEpochSecond();
        assertTrue(ahead > 2 * 86_400, () -> "partitions end in " + ahead + " s");
        assertEquals(Double.NaN, value(page, "waddleperf_system_galera_ready "), "it is no node of a cluster");
        assertEquals(1, value(page, "waddleperf_system_kafka_brokers "));
    }

    private static Set<String> without(Set<String> known, Set<String> names) {
        return names.stream().filter(name -> !known.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> referred() throws Exception {
        var names = new TreeSet<String>();
        ROW.matcher(Files.readString(REFERENCE))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .forEach(name -> names.add(name.group(1)));
        assertTrue(names.size() > 60, names::toString);
        return names;
    }

    private static String scrape(RunningSystem system) throws Exception {
        var answer = system.request(HttpRequest.newBuilder(system.uri("/q/metrics"))
                .header("Accept", "text/plain")
                .build());
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    /// @param sample the beginning of its line, up to the value where it has no labels
    /// @return -1 where it is not there
    private static double value(String page, String sample) {
        return page.lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }
}
