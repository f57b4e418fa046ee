package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// A real Prometheus with the configuration of `docs/reference/path-metrics.md` and `metrics.md` and the rules that are
/// shipped: it takes what is told, the dashboard of paths has answers, and no rule fails.
class PrometheusIT {
    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final Path RULES = Path.of("../deploy/prometheus/waddleperf.rules.yaml");
    private static final Path DASHBOARD = Path.of("../docs/examples/grafana/paths.json");
    private static final Pattern SCRAPES = Pattern.compile("(?ms)^scrape_configs:$.*?(?=^```|^rule_files)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(probe|site|target)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.next();

    @Test
    void keepsWhatItIsToldOfPathsAndOfTheSystem() throws Exception {
        assumeTrue(Files.isExecutable(PROMETHEUS), "prometheus is not installed");
        int api = FreePorts.next();
        try (var _ = RunningSystem.start(dir.resolve("data"), api, FreePorts.next(), "--interval=1s")
                .ready()) {
            var prometheus = start(api);
            try {
                Await.until("both are scraped", SOON, () -> number("count(up == 1)") == 2);
                Await.until("a path is told", SOON, () -> number("min(probe_success)") == 1);
                Await.until("it is healthy", SOON, () -> number("sum(waddleperf_paths{state=\"healthy\"})") >= 1);
                for (String query : queries()) {
                    assertEquals("success", ask("query", query).path("status").asText(), query);
                }
                assertTrue(number("count(waddleperf_rtt_seconds{stat=\"p50\"} > 0)") >= 1);
                assertEquals(0, number("max(waddleperf_paths_left_out)"));
                Await.until(
                        "each rule was tried", SOON, () -> rules().stream().noneMatch(rule -> health(rule, "unknown")));
                var rules = rules();
                assertTrue(rules.size() >= 40, () -> rules.size() + " rules");
                rules.forEach(rule -> assertTrue(health(rule, "ok"), rule::toString));
            } finally {
                prometheus.destroy();
                if (!prometheus.waitFor(10, TimeUnit.SECONDS)) {
                    prometheus.destroyForcibly().waitFor();
                }
            }
        }
    }

    private Process start(int api) throws IOException {
        var jobs = new ArrayList<Map<String, Object>>();
        for (String page : List.of("path-metrics.md", "metrics.md")) {
            jobs.add(job(page, api));
        }
        var configuration = Map.of(
                "global", Map.of("evaluation_interval", "1s"),
                "scrape_configs", jobs,
                "rule_files", List.of(RULES.toAbsolutePath().normalize().toString()));
        Path file = dir.resolve("prometheus.yml");
        Files.writeString(file, new Yaml().dump(configuration));
        return new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + dir.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("prometheus.log").toFile())
                .start();
    }

    /// As it stands on the page, but for whom it asks and how often; a plain `up` wants no token.
    private static Map<String, Object> job(String page, int api) throws IOException {
        var found = SCRAPES.matcher(Files.readString(REFERENCE.resolve(page)));
        assertTrue(found.find(), page);
        Map<String, List<Map<String, Object>>> read = new Yaml().load(found.group());
        var job = Objects.requireNonNull(read.get("scrape_configs")).getFirst();
        assertTrue(job.remove("authorization") != null, page);
        job.put("scrape_interval", "1s");
        job.put("static_configs", List.of(Map.of("targets", List.of("127.0.0.1:" + api))));
        return job;
    }

    private static List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        JSON.readTree(DASHBOARD.toFile())
                .findValuesAsText("expr")
                .forEach(query -> queries.add(VARIABLE.matcher(query).replaceAll(".*")));
        assertTrue(queries.size() >= 10, queries::toString);
        return queries;
    }

    /// @return NaN where there is no answer, or not yet
    private double number(String query) {
        var result = ask("query", query).at("/data/result");
        return result.isEmpty() ? Double.NaN : result.at("/0/value/1").asDouble();
    }

    private List<JsonNode> rules() {
        var rules = new ArrayList<JsonNode>();
        for (var group : ask("rules", "").at("/data/groups")) {
            group.path("rules").forEach(rules::add);
        }
        return rules;
    }

    private static boolean health(JsonNode rule, String word) {
        return rule.path("health").asText().equals(word);
    }

    /// @return nothing as long as nobody listens
    private JsonNode ask(String what, String query) {
        var uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + what + "?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
