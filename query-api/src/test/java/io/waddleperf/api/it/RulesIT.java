package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
final class RulesIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String RULES = "/api/v1/thresholds";
    private static final String SILENCES = "/api/v1/silences";

    @Inject
    ConfigurationStore configuration;

    @BeforeEach
    void configure() {
        var declared = new Threshold(
                "from-file",
                true,
                Map.of("target", "web", "test", "http"),
                "totalUs",
                1,
                1_000_000,
                null,
                2,
                3,
                3,
                Severity.CRITICAL,
                List.of(),
                1);
        configuration.apply(new DesiredConfiguration(
                List.of(
                        new Target("web", "http://192.0.2.7/", false, Map.of("tier", "gold"), 1, null),
                        new Target("dns", "192.0.2.8", false, Map.of(), 1, null)),
                List.of(new Schedule(
                        "all", true, List.of(), List.of("web", "dns"), List.of(), 30_000_000, Samples.AT, 1)),
                List.of(
                        new Probe("one", "fra", true, Map.of("isp", "a"), 1),
                        new Probe("two", "ams", true, Map.of(), 1)),
                List.of(declared)));
    }

    private static Optional<JsonNode> item(String list, String id) throws Exception {
        return StreamSupport.stream(Http.get(list).json().get("items").spliterator(), false)
                .filter(one -> one.get("id").asText().equals(id))
                .findFirst();
    }

    @Test
    void listsBuiltInRulesThoseOfTheFileAndThoseMadeHere() throws Exception {
        assertEquals(
                201,
                Http.put(RULES + "/listed", "{\"metric\":\"jitterUs\",\"enter\":9}")
                        .status());
        var builtIn = item(RULES, "default-rtt").orElseThrow();
        assertTrue(builtIn.get("builtIn").asBoolean());
        assertEquals("built-in", builtIn.get("origin").asText());
        assertEquals(80_000, builtIn.get("exitBound").asDouble());
        assertEquals(
                "file", item(RULES, "from-file").orElseThrow().get("origin").asText());
        var listed = item(RULES, "listed").orElseThrow();
        assertFalse(listed.get("builtIn").asBoolean());
        assertEquals("api", listed.get("origin").asText());
        assertEquals(200, Http.get(RULES + "/default-rtt").status());
        assertEquals(builtIn, Http.get(RULES + "/default-rtt").json(), "a rule alone looks as it does in the list");
        assertTrue(Http.get(RULES).json().get("items").size() >= Thresholds.DEFAULTS.size() + 2);
    }

    @Test
    void writesARuleThatGoesToItsTopicWithAVersion() throws Exception {
        String path = RULES + "/life";
        var created = Http.put(
                path, "{\"match\":{\"site\":\"fra\"},\"metric\":\"rttMeanUs\",\"enter\":150000}", "If-None-Match", "*");
        assertEquals(201, created.status(), created.response()::body);
        assertEquals("\"1\"", created.header("ETag"));
        assertEquals(2, created.json().get("breaches").asInt());
        assertEquals(created.json(), Http.get(path).json());

        // what was read may be sent back, and changes nothing
        var same = Http.put(path, created.response().body(), "If-Match", "\"1\"");
        assertEquals(200, same.status(), same.response()::body);
        assertEquals("\"1\"", same.header("ETag"));

        var changed = Http.put(path, "{\"metric\":\"rttMeanUs\",\"enter\":90000,\"exit\":50000}", "If-Match", "\"1\"");
        assertEquals("\"2\"", changed.header("ETag"));
        var late = Http.put(path, "{\"metric\":\"rttMeanUs\",\"enter\":1}", "If-Match", "\"1\"");
        assertEquals(412, late.status());
        assertTrue(late.json().get("type").asText().endsWith("/precondition-failed"));
        assertEquals(
                412,
                Http.put(path, "{\"metric\":\"rttMeanUs\",\"enter\":1}", "If-None-Match", "*")
                        .status());
        assertEquals(412, Http.delete(path, "If-Match", "\"1\"").status());
        assertEquals(204, Http.delete(path, "If-Match", "\"2\"").status());
        assertEquals(404, Http.get(path).status());
        assertEquals(
                412,
                Http.put(path, "{\"metric\":\"rttMeanUs\",\"enter\":1}", "If-Match", "*")
                        .status());
        var back = Http.put(path, "{\"metric\":\"rttMeanUs\",\"enter\":1}");
        assertEquals(201, back.status());
        assertEquals("\"3\"", back.header("ETag"), "the version goes on");

        try (var topic = new TopicReader(Topics.THRESHOLDS)) {
            Await.until(
                    "all changes are on the topic",
                    SOON,
                    () -> topic.ofKey("life").size() >= 4);
            var records = topic.ofKey("life");
            assertEquals(4, records.size());
            var second = WireCodec.read(Threshold.class, records.get(1).value());
            assertEquals(2, second.version());
            assertEquals(50_000, second.exitBound());
            assertNull(records.get(2).value());
        }
        assertEquals(204, Http.delete(path).status(), "it would be in force for the paths of other tests");
    }

    @Test
    void tellsWhoMadeWhatOfARule() throws Exception {
        String path = RULES + "/told";
        assertEquals(404, Http.get(path + "/versions").status());
        assertEquals(
                0, Http.get(RULES + "/default-rtt/versions").json().get("items").size());
        Http.put(path, "{\"match\":{\"site\":\"fra\"},\"metric\":\"rttMeanUs\",\"enter\":150000}");
        var now = Http.put(path, "{\"metric\":\"rttMeanUs\",\"enter\":90000,\"exit\":50000}")
                .json();
        var versions = Http.get(path + "/versions?limit=1").json();
        assertEquals(2, versions.at("/items/0/version").asInt());
        assertEquals("api", versions.at("/items/0/who").asText());
        for (String field : List.of("id", "match", "metric", "enter", "exit", "exitBound", "version")) {
            assertEquals(now.get(field), versions.at("/items/0/threshold").get(field), field);
        }
        var first = Http.get(path + "/versions?cursor=" + versions.get("next").asText())
                .json()
                .get("items");
        assertEquals(1, first.size());
        assertEquals("fra", first.at("/0/threshold/match/site").asText());

        assertEquals(204, Http.delete(path).status());
        var removed = Http.get(path + "/versions").json().get("items");
        assertEquals(3, removed.size(), "also of a rule that is gone");
        assertTrue(removed.at("/0/threshold").isNull());
        assertTrue(removed.at("/0/version").isNull());
        assertEquals(4, removed.at("/0").size(), "nothing else of the audit");
    }

    @Test
    void leavesToTheFileWhatItDeclares() throws Exception {
        var put = Http.put(RULES + "/from-file", "{\"metric\":\"totalUs\",\"enter\":1}");
        assertEquals(409, put.status());
        assertTrue(put.json().get("detail").asText().contains("change it there"));
        assertEquals(409, Http.delete(RULES + "/from-file").status());
        Http.put(RULES + "/stays", "{\"metric\":\"totalUs\",\"enter\":1}");
        configure();
        assertEquals(200, Http.get(RULES + "/stays").status());
        assertEquals(204, Http.delete(RULES + "/stays").status());
    }

    @Test
    void tellsWhichRulesDecideOnAPath() throws Exception {
        var answer = Http.get(RULES + "/effective?probe=one&target=web");
        assertEquals(200, answer.status(), answer.response()::body);
        var series = answer.json().get("items");
        var http = StreamSupport.stream(series.spliterator(), false)
                .filter(one -> one.get("check").asText().equals("http"))
                .findFirst()
                .orElseThrow();
        assertEquals("all", http.get("schedule").asText());
        assertEquals("fra", http.at("/labels/site").asText());
        assertEquals("a", http.at("/labels").get("probe.isp").asText());
        assertEquals("gold", http.at("/labels").get("target.tier").asText());
        assertEquals("from-file default-tier2-http", deciding(http, "totalUs"));
        var ping = StreamSupport.stream(series.spliterator(), false)
                .filter(one -> one.get("check").asText().equals("ping"))
                .findFirst()
                .orElseThrow();
        assertEquals("default-http default-tier2-http", deciding(ping, "totalUs"));
        assertEquals(
                0,
                Http.get(RULES + "/effective?probe=nobody&target=web")
                        .json()
                        .get("items")
                        .size());
    }

    private static String deciding(JsonNode series, String metric) {
        return String.join(
                " ",
                StreamSupport.stream(series.get("rules").spliterator(), false)
                        .filter(rule -> rule.get("metric").asText().equals(metric))
                        .sorted((one, other) ->
                                one.get("tier").asInt() - other.get("tier").asInt())
                        .map(rule -> rule.get("id").asText())
                        .toList());
    }

    @Test
    void foretellsHowManySeriesARuleWouldBeFor() throws Exception {
        var answer = Http.post(
                RULES + "/preview",
                "{\"match\":{\"target\":\"web\"},\"metric\":\"totalUs\",\"enter\":1}",
                "Content-Type",
                "application/json");
        assertEquals(200, answer.status(), answer.response()::body);
        var preview = answer.json();
        // web: ping, tcp, http, traceroute; dns: ping, traceroute; from two probes
        assertEquals(12, preview.get("series").asInt(), preview::toString);
        assertEquals(8, preview.get("matched").asInt());
        assertEquals(6, preview.get("inForce").asInt(), "the rule of the file is more specific for http");
        assertEquals(2, preview.get("paths").asInt());
        assertEquals(8, preview.get("examples").size());
        assertEquals("web", preview.at("/examples/0/target").asText());
    }

    /// One that was over before it was made is a mistake; one that holds may end now.
    private static void endsBeforeItsTime() throws Exception {
        String match = "{\"match\":{\"site\":\"fra\"},";
        String since = match + "\"startsAt\":\"2020-01-01T00:00:00Z\",";
        String over = since + "\"endsAt\":\"2020-01-02T00:00:00Z\"}";
        var refused = Http.put(SILENCES + "/past", over);
        assertEquals(400, refused.status());
        assertEquals("endsAt", refused.json().at("/errors/0/field").asText());

        assertEquals(
                201,
                Http.put(SILENCES + "/past", since + "\"endsAt\":\"2099-01-01T00:00:00Z\"}")
                        .status());
        var longer = Http.put(SILENCES + "/past", match + "\"endsAt\":\"2099-02-01T00:00:00Z\"}");
        assertEquals(200, longer.status(), longer.response()::body);
        assertEquals(
                "2020-01-01T00:00:00.000000Z", longer.json().get("startsAt").asText(), "it began then");
        assertTrue(item(SILENCES + "?active=true", "past").isPresent());

        assertEquals(200, Http.put(SILENCES + "/past", over).status());
        assertTrue(item(SILENCES, "past").isPresent());
        assertTrue(item(SILENCES + "?active=true", "past").isEmpty());
        assertEquals(204, Http.delete(SILENCES + "/past").status());
    }

    @Test
    void keepsSilencesAndTellsWhichHoldNow() throws Exception {
        String path = SILENCES + "/switch";
        var created = Http.put(
                path,
                "{\"kind\":\"maintenance\",\"match\":{\"site\":\"fra\"},\"endsAt\":\"2099-01-01T00:00:00+01:00\"}");
        assertEquals(201, created.status(), created.response()::body);
        assertEquals("api", created.json().get("createdBy").asText());
        assertEquals("2098-12-31T23:00:00.000000Z", created.json().get("endsAt").asText());
        assertEquals(created.json(), Http.get(path).json());
        endsBeforeItsTime();
        assertTrue(item(SILENCES + "?active=true", "switch").isPresent());

        var again = Http.put(path, created.response().body(), "If-Match", "\"1\"");
        assertEquals("\"1\"", again.header("ETag"));
        assertEquals(204, Http.delete(path).status());
        assertTrue(item(SILENCES, "switch").isEmpty());
        try (var topic = new TopicReader(Topics.SILENCES)) {
            Await.until(
                    "both are on the topic", SOON, () -> topic.ofKey("switch").size() >= 2);
            var records = topic.ofKey("switch");
            assertEquals(
                    Silence.Kind.MAINTENANCE,
                    WireCodec.read(Silence.class, records.getFirst().value()).kind());
            assertNull(records.getLast().value());
        }
    }
}
