package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A probe's work is taken away and given back, and nothing else does either.
@QuarkusTest
@WithTestResource(RealServers.class)
final class DrainIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PROBE = "drained-1";
    private static final String ENABLED = "/api/v1/probes/" + PROBE + "/enabled";
    private static final String DRAIN = "{\"enabled\":false}";
    private static final String RESUME = "{\"enabled\":true}";

    @Inject
    ConfigurationStore configuration;

    @Inject
    ConfigurationEdits edits;

    @Inject
    DataSource database;

    @BeforeEach
    void start() {
        edits.putProbe(new Probe(PROBE, "fra", true, Map.of(), 1), Caller.SYSTEM);
    }

    /// Other tests share the service.
    @AfterEach
    void end() throws Exception {
        edits.putProbe(new Probe(PROBE, "fra", false, Map.of(), 1), Caller.SYSTEM);
        configuration.apply(new DesiredConfiguration(List.of(), List.of(), List.of()));
        revoked(false);
    }

    @Test
    void takesWorkAwayAndGivesItBack() throws Exception {
        long version = configured().get("version").asLong();
        assertEquals(
                412,
                Http.put(ENABLED, DRAIN, "If-Match", "\"" + version + 9 + "\"").status());
        var drained = Http.put(ENABLED, DRAIN, "If-Match", "\"" + version + "\"");
        assertEquals(200, drained.status(), drained.response()::body);
        assertFalse(drained.json().get("enabled").asBoolean());
        assertEquals("\"" + (version + 1) + "\"", drained.header("ETag"));
        assertEquals(drained.header("ETag"), Http.put(ENABLED, DRAIN).header("ETag"), "it was drained already");
        try (var topic = new TopicReader(Topics.PROBES)) {
            Await.until(
                    "the scheduler can read it",
                    SOON,
                    () -> !topic.ofKey(PROBE).isEmpty() && !told(topic).enabled());
        }
        var change =
                Http.get("/api/v1/audit?subject=" + PROBE + "&limit=1").json().at("/items/0");
        assertEquals("probe.put", change.get("action").asText());

        assertTrue(Http.put(ENABLED, RESUME).json().get("enabled").asBoolean());
        try (var topic = new TopicReader(Topics.PROBES)) {
            Await.until(
                    "the scheduler can read it",
                    SOON,
                    () -> !topic.ofKey(PROBE).isEmpty() && told(topic).enabled());
        }
    }

    @Test
    void labelsLeaveItDrained() throws Exception {
        Http.put(ENABLED, DRAIN);
        var labelled = Http.put("/api/v1/probes/" + PROBE + "/labels", "{\"labels\":{\"floor\":\"2\"}}");
        assertEquals(200, labelled.status(), labelled.response()::body);
        assertFalse(labelled.json().get("enabled").asBoolean());
        var tags = "{\"apiVersion\":\"waddleperf.io/v1\",\"kind\":\"ProbeTags\",\"metadata\":{\"name\":\"" + PROBE
                + "\"},\"spec\":{\"labels\":{\"floor\":\"3\"}}}";
        var applied =
                Http.post("/api/v1/documents", "{\"documents\":[" + tags + "]}", "Content-Type", "application/json");
        assertTrue(applied.json().get("applied").asBoolean(), applied.response()::body);
        configuration.apply(new DesiredConfiguration(List.of(), List.of(), List.of()));
        assertEquals("3", configured().at("/labels/floor").asText());
        assertFalse(configured().get("enabled").asBoolean());
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        assertEquals(400, Http.put(ENABLED, "{}").status());
        assertEquals(400, Http.put(ENABLED, "{\"enabled\":\"no\"}").status());
        assertEquals(404, Http.put("/api/v1/probes/none/enabled", DRAIN).status());
        configuration.apply(new DesiredConfiguration(
                List.of(), List.of(), List.of(new Probe("declared-1", "home", true, Map.of(), 1))));
        assertEquals(409, Http.put("/api/v1/probes/declared-1/enabled", DRAIN).status());

        Http.put(ENABLED, DRAIN);
        revoked(true);
        var refused = Http.put(ENABLED, RESUME);
        assertEquals(409, refused.status());
        assertTrue(refused.json().get("detail").asText().contains("was shut out"), refused.response()::body);
    }

    private static JsonNode configured() throws Exception {
        for (JsonNode item : Http.get("/api/v1/probes").json().get("items")) {
            if (item.at("/probe/id").asText().equals(PROBE)) {
                return item.get("probe");
            }
        }
        throw new AssertionError("there is no probe " + PROBE);
    }

    private static Probe told(TopicReader topic) {
        return WireCodec.read(Probe.class, topic.ofKey(PROBE).getLast().value());
    }

    private void revoked(boolean revoked) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        revoked
                                ? "INSERT INTO probe_identity (probe, host, document, version, joined_at, rotated_at,"
                                        + " revoked_at) VALUES (?, 'pi', '{}', 1, NOW(6), NOW(6), NOW(6))"
                                : "DELETE FROM probe_identity WHERE probe = ?")) {
            statement.setString(1, PROBE);
            statement.executeUpdate();
        }
    }
}
