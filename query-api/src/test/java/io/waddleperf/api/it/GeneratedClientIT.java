package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asks for each operation by a client that is made of openapi.yaml, and holds each answer against that document: an
/// operation that is not asked for, a status, a header, a member or a value that it does not know fails.
///
/// The client is `webui/e2e/operations.mjs` and needs Node, as the build of the page does.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class GeneratedClientIT {
    private static final Path WEBUI = Path.of("..", "webui");
    private static final JsonMapper JSON = new JsonMapper();

    /// These need what a lone query-api has not: a demo, a broker with an authorizer, a provider of OpenID Connect, an
    /// archive with a file, and a responder. Their refusal is asked for here, and what they answer else where that
    /// is there.
    private static final Set<String> REFUSED_HERE = Set.of(
            "POST /api/v1/demo",
            "POST /api/v1/probe-enrolments",
            "POST /api/v1/join",
            "POST /api/v1/join/rotation",
            "DELETE /api/v1/probe-identities/{id}",
            "GET /api/v1/oidc/login",
            "GET /api/v1/oidc/callback",
            "GET /api/v1/speedtest/ping",
            "GET /api/v1/speedtest/download",
            "POST /api/v1/speedtest/upload",
            "GET /api/v1/artifacts/{id}/content");

    @TempDir
    Path dir;

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    @Test
    void eachOperationAnswersAsItsDocumentSays() throws Exception {
        var faults = new ArrayList<String>();
        var asked = new TreeSet<String>();
        var refused = new TreeSet<>(ApiDocument.SERVED.operations());
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (JsonNode said : run(world())) {
            String operation = said.get("operation").asText();
            var answer = answer(said);
            asked.add(operation);
            statuses.merge(answer.status(), 1, Integer::sum);
            if (answer.status() < 400) {
                refused.remove(operation);
            }
            assertEquals(Optional.of(operation), ApiDocument.SERVED.operation(answer.method(), answer.path()));
            ApiDocument.SERVED.faults(answer).forEach(fault -> faults.add(fault(operation, answer, fault)));
        }
        System.out.println("generated client: " + asked.size() + " operations, answers by status " + statuses);
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
        assertEquals(ApiDocument.SERVED.operations(), asked, "each operation must be asked for");
        assertEquals(new TreeSet<>(REFUSED_HERE), refused, "all others must be answered with what they are for");
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
