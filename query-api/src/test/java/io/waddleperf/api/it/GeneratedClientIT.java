package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.oidc.ProviderServer;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks for each operation by a client that is made of openapi.yaml, and holds each answer against that document: an
/// operation, a status below 400 or a media type of it that is not seen, and a status, a header, a member or a value
/// that it does not know, fail.
///
/// So everything that an operation needs is there: a broker that probes of other machines may join at, a provider of
/// OpenID Connect, a responder, a demo, an artifact in the archive.
///
/// The client is `webui/e2e/operations.mjs` and needs Node, as the build of the page does.
@QuarkusTest
@TestProfile(NothingMissing.class)
@WithTestResource(RealServers.class)
@WithTestResource(JoiningBroker.class)
@WithTestResource(ProviderServer.class)
@WithTestResource(StandInResponder.class)
@SuppressWarnings("NullAway.Init") // fields are injected
final class GeneratedClientIT {
    private static final Path WEBUI = Path.of("..", "webui");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PERSON = "person-of-the-provider";

    @TempDir
    Path dir;

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    @ConfigProperty(name = StoreSettings.LOCATION)
    String archive;

    @Test
    void eachOperationAnswersAsItsDocumentSays() throws Exception {
        var faults = new ArrayList<String>();
        var asked = new TreeSet<String>();
        var missing = new TreeSet<>(ApiDocument.SERVED.goodAnswers());
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (JsonNode said : run(world())) {
            String operation = said.get("operation").asText();
            var answer = answer(said);
            asked.add(operation);
            statuses.merge(answer.status(), 1, Integer::sum);
            ApiDocument.SERVED.goodAnswer(answer).ifPresent(missing::remove);
            assertEquals(Optional.of(operation), ApiDocument.SERVED.operation(answer.method(), answer.path()));
            ApiDocument.SERVED.faults(answer).forEach(fault -> faults.add(fault(operation, answer, fault)));
        }
        System.out.println("generated client: " + asked.size() + " operations, answers by status " + statuses);
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
        assertEquals(ApiDocument.SERVED.operations(), asked, "each operation must be asked for");
        assertEquals(Set.of(), missing, "each must be answered with what it is for, in each way that it has");
    }

    private static String fault(String operation, ApiDocument.Answer answer, String fault) {
        return operation + " answered " + answer.status() + ": " + fault + "\n  " + answer.body();
    }

    private static ApiDocument.Answer answer(JsonNode said) {
        String operation = said.get("operation").asText();
        JsonNode headers = said.get("headers");
        return new ApiDocument.Answer(
                operation.substring(0, operation.indexOf(' ')),
                said.get("path").asText(),
                said.get("status").asInt(),
                name -> Optional.ofNullable(headers.get(name)).map(JsonNode::asText),
                said.get("body").asText());
    }

    private Map<String, String> world() throws Exception {
        var sites = TwoSites.of(database, configuration);
        TwoSites.put("/api/v1/thresholds/rule-" + TwoSites.FRA, TwoSites.rule(TwoSites.FRA));
        TwoSites.put("/api/v1/silences/silence-" + TwoSites.FRA, TwoSites.silence(TwoSites.FRA));
        var world = new HashMap<>(Map.of(
                "authorization", String.valueOf(sites.authorization("admin")),
                "joined", joined(),
                "probe", "probe-" + TwoSites.FRA,
                "target", "target-" + TwoSites.FRA,
                "schedule", "plan-" + TwoSites.FRA,
                "rule", "rule-" + TwoSites.FRA,
                "silence", "silence-" + TwoSites.FRA));
        world.put("person", known());
        world.put("kept", kept());
        world.put("waiting", waiting());
        for (String kind : List.of("result", "artifact", "incident", "test")) {
            world.put(kind, sites.filled('{' + kind + '-' + TwoSites.FRA + '}'));
        }
        return world;
    }

    /// A probe as it stands there when it has joined.
    private String joined() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT IGNORE INTO probe (id, site, enabled, labels, version, origin, deleted)"
                    + " VALUES ('client', 'client', TRUE, '{}', 1, 'api', FALSE)");
        }
        return "client";
    }

    /// Somebody who may sign in at the provider.
    private static String known() throws Exception {
        OidcBrowser.control("{\"groups\":{\"" + PERSON + "\":[\"guests\"]}}");
        return PERSON;
    }

    /// An artifact with its file.
    private String kept() throws Exception {
        var of = Samples.ping("probe-" + TwoSites.FRA, "target-" + TwoSites.FRA, Samples.AT);
        var artifact = new StoredArtifact(of, "kept.txt", "complete", "", "one hop\n");
        artifact.keep(archive);
        return artifact.insert(database).toString();
    }

    /// An incident that somebody may approve.
    private String waiting() throws SQLException {
        var path = new PathName("probe-" + TwoSites.FRA, "target-" + TwoSites.FRA);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var incident = Stories.waiting(
                Stories.incident("waits for somebody", Incident.State.OPEN, now, List.of(path), List.of()));
        new Stories(database).store(incident);
        return incident.id().toString();
    }

    /// What the client says of each answer.
    private List<JsonNode> run(Map<String, String> world) throws Exception {
        Path answers = dir.resolve("answers.jsonl");
        Path errors = dir.resolve("errors.txt");
        var client = new ProcessBuilder(
                        "node", "e2e/operations.mjs", "http://127.0.0.1:" + Http.port(), JSON.writeValueAsString(world))
                .directory(WEBUI.toFile())
                .redirectOutput(answers.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertTrue(client.waitFor(120, TimeUnit.SECONDS), () -> "no end: " + read(errors));
        } finally {
            client.destroyForcibly();
        }
        assertEquals(0, client.exitValue(), () -> read(errors));
        return read(answers).lines().map(GeneratedClientIT::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
