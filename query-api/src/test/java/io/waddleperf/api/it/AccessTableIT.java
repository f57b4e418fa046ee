package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.access.AccessRules;
import io.waddleperf.api.configuration.ConfigurationStore;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Asks each operation as each caller and compares the answer with `access-table.txt`, which was
/// written by hand from what the operation is for, not from what it does.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class AccessTableIT {
    private TwoSites sites;

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    @BeforeEach
    void make() throws Exception {
        sites = TwoSites.of(database, configuration);
    }

    /// One line.
    ///
    /// @param request  method and path, with ids as names in braces
    /// @param expected a status for each caller
    /// @param body     empty: none
    private record Line(String request, List<String> expected, String body) {
        static Line of(String text) {
            String[] parts = text.split("\\|", -1);
            return new Line(
                    parts[0].strip(),
                    List.of(parts[1].strip().split("\\s+")),
                    parts.length > 2 ? parts[2].strip() : "");
        }

        String method() {
            return request.substring(0, request.indexOf(' '));
        }

        String path() {
            return request.substring(request.indexOf(' ') + 1);
        }
    }

    private static List<String> lines() throws IOException {
        try (var table = AccessTableIT.class.getResourceAsStream("/access-table.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static List<String> callers() throws IOException {
        return Line.of(lines().getFirst()).expected;
    }

    private static List<Line> table() throws IOException {
        return lines().stream().skip(1).map(Line::of).toList();
    }

    @Test
    void eachOperationHasALine() throws Exception {
        var lacking = new TreeSet<>(AccessRules.operations());
        for (Line line : table()) {
            String path = line.path().replaceFirst("\\?.*", "");
            lacking.removeIf(operation -> matches(operation, line.method() + ' ' + path));
        }
        assertEquals(new TreeSet<>(), lacking, "operations without a line in access-table.txt");
    }

    private static boolean matches(String operation, String request) {
        return request.matches(operation.replaceAll("\\{[^}]*}", "[^/]+")) && !isOther(operation, request);
    }

    /// `/thresholds/effective` is no `/thresholds/{id}`.
    private static boolean isOther(String operation, String request) {
        return operation.contains("{") && AccessRules.operations().contains(request);
    }

    @Test
    void eachCallerGetsWhatTheTableSaysAndNothingOfTheOtherSite() throws Exception {
        var callers = callers();
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (Line line : table()) {
            assertEquals(callers.size(), line.expected.size(), line.request);
            for (int i = 0; i < callers.size(); i++) {
                restore(line);
                var answer = ask(line, callers.get(i));
                asked++;
                String what = line.request + " as " + callers.get(i) + ": ";
                if (answer.status != Integer.parseInt(line.expected.get(i))) {
                    wrong.add(what + answer.status + ", not " + line.expected.get(i) + "; " + answer.body);
                }
                leaks(callers.get(i), answer).forEach(mark -> wrong.add(what + "tells of " + mark));
            }
        }
        System.out.println("access table: " + asked + " requests");
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    /// Brings back what a line takes away.
    private static void restore(Line line) throws Exception {
        for (String mark : List.of(TwoSites.FRA, TwoSites.BER)) {
            if (line.method().equals("DELETE") && line.request.contains(mark)) {
                restore(mark);
            }
        }
        if (line.path().startsWith("/api/v1/users/")) {
            TwoSites.put("/api/v1/users/somebody", "{\"role\":\"viewer\"}");
        }
    }

    private static void restore(String mark) throws Exception {
        TwoSites.put("/api/v1/thresholds/rule-" + mark, TwoSites.rule(mark));
        TwoSites.put("/api/v1/silences/silence-" + mark, TwoSites.silence(mark));
    }

    /// @param body empty where it would never end
    record Answer(int status, String body) {}

    static List<String> leaks(String caller, Answer answer) {
        if (answer.status >= 400) {
            return List.of(); // a refusal repeats what was asked for
        }
        String hidden = caller.endsWith("@fra") ? TwoSites.BER : caller.endsWith("@ber") ? TwoSites.FRA : null;
        return hidden != null && answer.body.contains(hidden) ? List.of(hidden) : List.of();
    }

    private Answer ask(Line line, String caller) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Http.port() + sites.filled(line.path())))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(
                        line.method(),
                        line.body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(sites.filled(line.body)));
        String authorization = sites.authorization(caller);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            boolean endless =
                    line.path().matches("/api/v1/(stream|tests/[^/]*/events).*") && answer.statusCode() == 200;
            String body = endless ? "" : new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            client.shutdownNow();
            ApiDocument.check(ApiDocument.Answer.of(answer, body));
            return new Answer(answer.statusCode(), body);
        }
    }

    @Test
    void listsHoldWhatIsOfTheCallersSite() throws Exception {
        for (String mark : List.of(TwoSites.FRA, TwoSites.BER)) {
            restore(mark);
        }
        for (String list : List.of(
                "paths",
                "paths/snapshot",
                "results",
                "probes",
                "targets",
                "schedules",
                "escalations",
                "run-events",
                "incidents",
                "thresholds",
                "silences")) {
            for (String caller : Arrays.asList("viewer@fra", "viewer@ber", "viewer")) {
                var answer = Http.get("/api/v1/" + list, "Authorization", String.valueOf(sites.authorization(caller)));
                String body = answer.response().body();
                assertEquals(!caller.endsWith("@ber"), body.contains(TwoSites.FRA), list + " as " + caller);
                assertEquals(!caller.endsWith("@fra"), body.contains(TwoSites.BER), list + " as " + caller);
            }
        }
    }

    @Test
    void anIncidentOfBothShowsEachItsOwnPart() throws Exception {
        String path = sites.filled("/api/v1/incidents/{incident-both}");
        String fra = String.valueOf(sites.authorization("maintainer@fra"));
        var seen = Http.get(path, "Authorization", fra).json();
        assertEquals(1, seen.get("members").size());
        assertEquals(1, seen.get("chain").size());
        assertEquals("probe-fra7", seen.at("/members/0/probe").asText());
        assertEquals("path", seen.at("/scope/kind").asText());
        assertFalse(seen.toString().contains(TwoSites.BER), seen::toString);
        var whole = Http.get(path, "Authorization", String.valueOf(sites.authorization("viewer")));
        assertEquals(2, whole.json().get("members").size());
        // a filter must not tell either
        for (String query : List.of(
                "?subject=both%20fra7%20and%20ber7", "?probe=probe-ber7", "?target=target-ber7", "?scope=site")) {
            var list =
                    Http.get("/api/v1/incidents" + query, "Authorization", fra).json();
            assertEquals(0, list.get("items").size(), query);
        }
    }

    /// Whoever could name a target of others in a schedule of their own would see it from then on.
    @Test
    void aTargetOfOthersIsToABoundedMaintainerAsOneThatIsNotThere() throws Exception {
        var refusals = new ArrayList<String>();
        for (String target : List.of("target-ber7", "target-none")) {
            var line = new Line(
                    "PUT /api/v1/schedules/peek-{fra7}",
                    List.of(),
                    "{\"targets\":[\"target-fra7\",\"" + target + "\"],\"probes\":[\"probe-fra7\"]}");
            var answer = ask(line, "maintainer@fra");
            assertEquals(400, answer.status, answer.body);
            assertTrue(answer.body.contains("targets[1]"), answer.body);
            refusals.add(answer.body.replace(target, "x"));
        }
        assertEquals(refusals.getFirst(), refusals.getLast());
        var hidden = new Line("GET /api/v1/targets/target-ber7", List.of(), "");
        assertEquals(404, ask(hidden, "maintainer@fra").status);
    }

    @Test
    void aBoundedMaintainerAppliesDocumentsThatReachNoFurther() throws Exception {
        String fra = String.valueOf(sites.authorization("maintainer@fra"));
        for (var tried : List.of(
                List.of("created", "Schedule", "{\"targets\":[\"target-fra7\"],\"probes\":[\"probe-fra7\"]}"),
                List.of("refused", "Schedule", "{\"targets\":[\"target-fra7\"]}"),
                List.of("refused", "Schedule", "{\"targets\":[\"target-ber7\"],\"probes\":[\"probe-fra7\"]}"),
                List.of("refused", "Schedule", "{\"targets\":[\"target-fra7\"],\"probes\":[\"probe-ber7\"]}"),
                List.of(
                        "created",
                        "Threshold",
                        "{\"metric\":\"hops\",\"enter\":9,\"match\":{\"probe\":\"probe-fra7\"}}"),
                List.of("refused", "Threshold", "{\"metric\":\"hops\",\"enter\":9}"),
                List.of("refused", "Target", "{\"address\":\"192.0.2.9\"}"),
                List.of("refused", "Check", "{\"test\":\"ping\"}"))) {
            String order = "{\"dryRun\":true,\"documents\":[{\"apiVersion\":\"waddleperf.io/v1\",\"kind\":\""
                    + tried.get(1) + "\",\"metadata\":{\"name\":\"tried\"},\"spec\":" + tried.get(2) + "}]}";
            var answer =
                    Http.post("/api/v1/documents", order, "Authorization", fra, "Content-Type", "application/json");
            assertEquals(tried.getFirst(), answer.json().at("/items/0/result").asText(), answer.response()::body);
        }
    }
}
