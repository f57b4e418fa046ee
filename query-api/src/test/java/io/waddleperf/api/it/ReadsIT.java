package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
final class ReadsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<Check> PING = List.of(Check.defaultOf(io.waddleperf.contracts.Test.PING));

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    private static Stream<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(page.get("items").iterator(), 0), false);
    }

    @Test
    void listsPathsWorstFirstWithWhatIsScheduled() throws Exception {
        Instant now = Instant.now().minusSeconds(2);
        var slow = Metrics.builder().put(Metric.RTT_MEAN_US, 200_000).build();
        StoredResults.insert(
                database,
                List.of(
                        Samples.ping("paths", "good", now),
                        Samples.result(
                                "paths", "slow", io.waddleperf.contracts.Test.PING, now, new Outcome.Measured(), slow),
                        Samples.ping("paths", "down", now.minusSeconds(30)),
                        Samples.failed(
                                "paths",
                                "down",
                                io.waddleperf.contracts.Test.PING,
                                now,
                                new Outcome.Failed(Failure.IO, "cut"))));
        configuration.apply(new DesiredConfiguration(
                List.of(
                        new Target("new", "192.0.2.7", false, Map.of(), 1, null),
                        new Target("good", "192.0.2.8", false, Map.of(), 1, null)),
                List.of(new Schedule("s", true, List.of(), List.of("new", "good"), PING, 30_000_000, now, 1)),
                List.of(new Probe("paths", "home", true, Map.of(), 1))));

        var page = Http.get("/api/v1/paths?probe=paths&limit=3").json();
        assertEquals(
                List.of("down failing", "slow breaching", "new unproven"),
                items(page)
                        .map(path -> path.get("target").asText() + " "
                                + path.get("state").asText())
                        .toList());
        assertEquals("ping: cut", page.at("/items/0/reason").asText());
        assertEquals(
                "ping: rttMeanUs 200000 > 100000", page.at("/items/1/reason").asText());
        assertEquals("192.0.2.7", page.at("/items/2/address").asText());
        assertTrue(page.at("/items/2/checks/0/result").isNull());
        assertEquals(4, page.at("/summary/total").asInt());
        assertEquals(1, page.at("/summary/healthy").asInt());

        var rest = Http.get("/api/v1/paths?probe=paths&limit=3&cursor="
                        + page.get("next").asText())
                .json();
        assertEquals(
                List.of("good"),
                items(rest).map(path -> path.get("target").asText()).toList());
        assertTrue(rest.get("next").isNull());
        var check = StreamSupport.stream(rest.at("/items/0/checks").spliterator(), false)
                .filter(one -> one.get("check").asText().equals("ping"))
                .findFirst()
                .orElseThrow();
        assertEquals(30_000_000, check.get("intervalUs").asLong());
        assertEquals("rttMeanUs", check.at("/headline/metric").asText());
        assertEquals(
                WireCodec.text(Samples.ping("paths", "good", now)),
                check.get("result").toString());

        var failing = Http.get("/api/v1/paths?probe=paths&state=failing").json();
        assertEquals(1, failing.get("items").size());

        var targets = Http.get("/api/v1/targets").json();
        assertEquals("192.0.2.8", targets.at("/items/0/address").asText());
        var schedules = Http.get("/api/v1/schedules").json();
        assertEquals("s", schedules.at("/items/0/id").asText());
        try (var topic = new TopicReader(Topics.SCHEDULES)) {
            Await.until(
                    "the schedule is on its topic",
                    SOON,
                    () -> !topic.ofKey("s").isEmpty());
        }
    }

    @Test
    void pagesThroughResultsWithoutGapOrDouble() throws Exception {
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(1));
        List<Result> results = IntStream.range(0, 500)
                // Pairs that are due at the same time, on both sides of midnight.
                .mapToObj(i -> Samples.ping("pages", "t" + i % 4, start.plus(Duration.ofSeconds(30L * (i / 2)))))
                .toList();
        StoredResults.insert(database, results);
        for (String filter : List.of("probe=pages", "probe=pages&check=ping&tier=1", "probe=pages&from=" + start)) {
            var seen = new ArrayList<String>();
            var dueAt = new ArrayList<String>();
            String cursor = "";
            do {
                var page =
                        Http.get("/api/v1/results?limit=37&" + filter + cursor).json();
                items(page).forEach(result -> {
                    seen.add(result.get("id").asText());
                    dueAt.add(result.get("dueAt").asText());
                });
                cursor = page.get("next").isNull()
                        ? ""
                        : "&cursor=" + page.get("next").asText();
            } while (!cursor.isEmpty());
            assertEquals(results.size(), seen.size(), filter);
            assertEquals(results.size(), new HashSet<>(seen).size(), filter);
            assertEquals(dueAt.stream().sorted().toList().reversed(), dueAt, filter);
        }
        var one = Http.get("/api/v1/results?probe=pages&target=t1&to=" + start.plusSeconds(90))
                .json();
        assertEquals(
                List.of("t1"),
                items(one)
                        .map(result -> result.get("target").asText())
                        .distinct()
                        .toList());
        assertEquals(
                0, Http.get("/api/v1/results?probe=nobody").json().get("items").size());
    }

    @Test
    void walksAllSeriesByDueTimeWhereThereAreMany() throws Exception {
        Instant start = Instant.now().minusSeconds(600);
        List<Result> results = IntStream.range(0, 120)
                .mapToObj(i -> Samples.ping("many", "t" + i, start.plusSeconds(i)))
                .toList();
        StoredResults.insert(database, results);
        var page = Http.get("/api/v1/results?probe=many&limit=50").json();
        assertEquals(
                results.reversed().stream()
                        .limit(50)
                        .map(result -> result.id().toString())
                        .toList(),
                items(page).map(result -> result.get("id").asText()).toList());
    }

    @Test
    void givesRawPointsWhileTheyAreFewAndStepsOtherwise() throws Exception {
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var results = new ArrayList<Result>();
        for (int i = 1; i <= 120; i++) {
            Instant at = end.minusSeconds(30L * i);
            var rtt = Metrics.builder()
                    .put(Metric.RTT_MIN_US, i)
                    .put(Metric.RTT_MEAN_US, i)
                    .put(Metric.RTT_P95_US, i)
                    .put(Metric.RTT_MAX_US, i)
                    .put(Metric.LOSS_RATIO, 0)
                    .put(Metric.PACKETS_RECEIVED, 10)
                    .build();
            results.add(
                    i % 10 == 0
                            ? Samples.failed(
                                    "chart", "web", io.waddleperf.contracts.Test.PING, at, new Outcome.TimedOut(1))
                            : Samples.result(
                                    "chart",
                                    "web",
                                    io.waddleperf.contracts.Test.PING,
                                    at,
                                    new Outcome.Measured(),
                                    rtt));
        }
        StoredResults.insert(database, results);
        String query = "/api/v1/series?probe=chart&target=web&check=ping&to=" + end + "&points=";
        var raw = Http.get(query + 300).json();
        assertEquals(0, raw.get("stepUs").asLong());
        assertEquals(120, raw.get("points").size());
        assertEquals("rttMeanUs", raw.get("headline").asText());
        assertEquals(WireCodec.text(end), raw.get("to").toString(), "times as on the topics");
        assertEquals("ipv4", raw.at("/series/family").asText());
        assertTrue(raw.at("/points/0/meanUs").isNull(), "the 120th before the end timed out");
        assertEquals(1, raw.at("/points/119/meanUs").asDouble());

        var steps = Http.get(query + 13).json();
        assertEquals(300_000_000, steps.get("stepUs").asLong());
        long count = 0;
        long unanswered = 0;
        for (JsonNode point : steps.get("points")) {
            count += point.get("count").asLong();
            unanswered += point.get("unanswered").asLong();
            assertTrue(point.get("minUs").asDouble() <= point.get("meanUs").asDouble());
            assertTrue(point.get("meanUs").asDouble() <= point.get("maxUs").asDouble());
        }
        assertEquals(120, count);
        assertEquals(12, unanswered);
        assertEquals(
                404,
                Http.get("/api/v1/series?probe=chart&target=web&check=none").status());
    }

    @Test
    void tellsWhichProbesAreHeardOf() throws Exception {
        configuration.apply(new DesiredConfiguration(
                List.of(),
                List.of(),
                List.of(new Probe("loud", "home", true, Map.of(), 1), new Probe("mute", "home", true, Map.of(), 1))));
        var now = Instant.now();
        var heartbeat = Heartbeat.brief(
                "loud",
                "0.1.0",
                now,
                now,
                new Heartbeat.Icmp("icmp-raw", ""),
                Heartbeat.Spool.brief(0, 0, 1),
                new Heartbeat.Load(0, 0, 0, 0, 1));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(Topics.HEARTBEATS.record("loud", heartbeat, RealServers.PARTITIONS))
                    .get();
        }
        Await.equal(
                "up never-seen",
                SOON,
                () -> probe("loud").get("state").asText()
                        + ' '
                        + probe("mute").get("state").asText());
        var loud = probe("loud");
        assertEquals(WireCodec.text(heartbeat), loud.get("heartbeat").toString());
    }

    /// Other tests leave probes there.
    private static JsonNode probe(String id) throws Exception {
        for (JsonNode probe : Http.get("/api/v1/probes").json().get("items")) {
            if (probe.at("/probe/id").asText().equals(id)) {
                return probe;
            }
        }
        throw new AssertionError("no probe " + id);
    }
}
