package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Links to an incident as it was, as somebody makes them and somebody else without an account follows them.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class SnapshotsIT {
    private static final String SHOW = "/api/v1/incident-snapshot";
    private static final String UNKNOWN = "wpi_" + "A".repeat(43);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private TwoSites sites;

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    @BeforeEach
    void make() throws Exception {
        sites = TwoSites.of(database, configuration);
        run("DELETE FROM failed_sign_in");
        run("DELETE FROM incident_snapshot");
    }

    private void run(String sql) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// With a story that stands on a result.
    private Incident stored(String name) throws Exception {
        var path = new PathName(name, "web");
        var result = Samples.ping(name, "web", now);
        StoredResults.insert(database, List.of(result));
        var chain = List.of(
                new Incident.Entry(now, "confirmed", 1, path, result.id(), null, "mean RTT 140 ms", null),
                new Incident.Entry(now.plusSeconds(5), "comment", 1, null, null, null, "a cable", "ada"));
        var incident = Stories.incident(name, Incident.State.OPEN, now, List.of(path), chain);
        new Stories(database).store(incident);
        return incident;
    }

    private Http.Answer made(Incident incident, String body) throws Exception {
        return as("maintainer", "POST", links(incident), body);
    }

    private Http.Answer as(String caller, String method, String path, String body) throws Exception {
        return Http.any(
                method,
                path,
                body.isEmpty() ? null : body,
                "Authorization",
                String.valueOf(sites.authorization(caller)),
                "Content-Type",
                "application/json");
    }

    private static String links(Incident incident) {
        return "/api/v1/incidents/" + incident.id() + "/snapshots";
    }

    private static Http.Answer show(String token) throws Exception {
        return Http.get(SHOW, "Snapshot-Token", token);
    }

    @Test
    void showsTheIncidentAsItWasToWhoeverHasTheLink() throws Exception {
        var incident = stored("snap");
        var answer = made(incident, "{\"validHours\":2}");
        assertEquals(201, answer.status(), answer.response()::body);
        String token = answer.json().get("token").asText();
        assertEquals("/snapshot#" + token, answer.json().get("path").asText());
        var link = answer.json().get("link");
        assertEquals(3, link.get("revision").asLong());
        var lasts = Duration.between(at(link, "madeAt"), at(link, "expiresAt"));
        assertTrue(lasts.minusHours(2).abs().compareTo(Duration.ofSeconds(5)) < 0, lasts::toString);

        new Stories(database).store(Stories.assigned(incident, "ada")); // it goes on
        run("DELETE FROM result WHERE result_id = "
                + hex(Objects.requireNonNull(incident.chain().getFirst().resultId())));
        var shown = show(token);
        assertEquals(200, shown.status(), shown.response()::body);
        assertEquals("no-store", shown.header("Cache-Control"));
        assertEquals(WireCodec.text(incident), shown.json().get("incident").toString());
        assertEquals(1, shown.json().get("results").size());
        assertEquals(link.get("madeAt"), shown.json().get("takenAt"));
        assertEquals(link.get("expiresAt"), shown.json().get("expiresAt"));
    }

    private static Instant at(JsonNode json, String field) {
        return Instant.parse(json.get(field).asText());
    }

    private static String hex(UUID id) {
        return "UNHEX('" + id.toString().replace("-", "") + "')";
    }

    @Test
    void keepsNoTokenAnywhere() throws Exception {
        var incident = stored("snap-secret");
        String token = made(incident, "{}").json().get("token").asText();
        var found = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT HEX(token_hash), document, results FROM incident_snapshot"
                        + " UNION ALL SELECT subject, before_doc, after_doc FROM audit")) {
            while (rows.next()) {
                found.add(rows.getString(1) + rows.getString(2) + rows.getString(3));
            }
        }
        String bare = token.substring("wpi_".length());
        assertFalse(found.stream().anyMatch(text -> text.contains(bare)));
        var listed = as("maintainer", "GET", links(incident), "");
        assertFalse(listed.response().body().contains(bare));
    }

    @Test
    void answersAlikeWhatNeverWasWhatExpiredAndWhatWasTakenBack() throws Exception {
        var incident = stored("snap-gone");
        String expired = made(incident, "{}").json().get("token").asText();
        run("UPDATE incident_snapshot SET expires_at = '2026-01-01'");
        var second = made(incident, "{}").json();
        String ended = second.get("token").asText();
        String path = links(incident) + "/" + second.at("/link/id").asText();
        assertEquals(200, show(ended).status());
        assertEquals(204, as("maintainer", "DELETE", path, "").status());
        assertEquals(404, as("maintainer", "DELETE", path, "").status());

        var refusals = new ArrayList<String>();
        for (String token : List.of(UNKNOWN, expired, ended, "x")) {
            var answer = show(token);
            assertEquals(404, answer.status(), token);
            refusals.add(answer.json().get("detail").asText());
        }
        assertEquals(1, refusals.stream().distinct().count(), refusals::toString);
        assertEquals(
                0,
                as("maintainer", "GET", links(incident), "").json().get("items").size());
    }

    @Test
    void makesThoseWaitWhoGuess() throws Exception {
        var incident = stored("snap-guess");
        String token = made(incident, "{}").json().get("token").asText();
        int refused = 0;
        for (int i = 0; i < 40 && refused == 0; i++) {
            refused = show(UNKNOWN).status() == 429 ? i : 0;
        }
        assertEquals(30, refused, "free guesses");
        assertTrue(Integer.parseInt(String.valueOf(show(UNKNOWN).header("Retry-After"))) > 0);
        assertEquals(200, show(token).status(), "whoever has a link at that address is not kept out");
    }

    @Test
    void noAccountIsNeededNorOfUse() throws Exception {
        var incident = stored("snap-account");
        String token = made(incident, "{}").json().get("token").asText();
        for (String path : List.of("/api/v1/incidents/" + incident.id(), "/api/v1/me", "/api/v1/paths")) {
            assertEquals(401, Http.get(path, "Snapshot-Token", token).status(), path);
            assertEquals(401, Http.get(path, "Authorization", "Bearer " + token).status(), path);
        }
    }

    @Test
    void hasAnEndOfLinks() throws Exception {
        var incident = stored("snap-many");
        for (int i = 0; i < 20; i++) {
            assertEquals(201, made(incident, "{}").status());
        }
        assertEquals(409, made(incident, "{}").status());
        assertEquals(201, made(stored("snap-other"), "{}").status());
    }

    @Test
    void isNotedWithWhoMadeAndEndedIt() throws Exception {
        var incident = stored("snap-audit");
        var link = made(incident, "{}").json().get("link");
        as("maintainer", "DELETE", links(incident) + "/" + link.get("id").asText(), "");
        var items = as("admin", "GET", "/api/v1/audit?subject=" + incident.id(), "")
                .json()
                .get("items");
        assertEquals("incident.end-snapshot", items.at("/0/action").asText());
        assertEquals("incident.snapshot", items.at("/1/action").asText());
        assertEquals(link.get("id"), items.at("/1/after/id"));
        assertEquals(link.get("madeBy"), items.at("/1/who"));
    }
}
