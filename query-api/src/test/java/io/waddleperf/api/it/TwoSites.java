package io.waddleperf.api.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.testkit.Samples;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Two sites with everything that the API tells of, and callers of each role who see one or both.
///
/// All names of a site hold its mark and nothing else does, so that what leaks can be found in any
/// answer.
final class TwoSites {
    static final String FRA = "fra7";
    static final String BER = "ber7";
    private static final String ADMIN = "Bearer " + AccountsRequired.BOOTSTRAP;
    private static final String JSON = "application/json";

    private static @Nullable TwoSites made;

    private final DataSource database;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(5);
    /// What stands for a name in braces.
    private final Map<String, String> ids = new HashMap<>();
    /// The header `Authorization` of each caller.
    private final Map<String, String> callers = new HashMap<>();

    private TwoSites(DataSource database) {
        this.database = database;
    }

    /// Once for all tests of one service.
    static synchronized TwoSites of(DataSource database, ConfigurationStore configuration) throws Exception {
        TwoSites known = made;
        if (known == null) {
            known = make(database, configuration);
            made = known;
        }
        return known;
    }

    private static TwoSites make(DataSource database, ConfigurationStore configuration) throws Exception {
        var sites = new TwoSites(database);
        configuration.apply(sites.configuration());
        for (String mark : List.of(FRA, BER)) {
            sites.store(mark);
        }
        sites.storeShared();
        sites.makeCallers();
        return sites;
    }

    static Map<String, String> tags(String mark) {
        return Map.of("team", "team-" + mark);
    }

    private DesiredConfiguration configuration() {
        var both = List.of(FRA, BER);
        return new DesiredConfiguration(
                both.stream()
                        .map(mark -> new Target("target-" + mark, "192.0.2.7", false, Map.of("of", mark), 1, null))
                        .toList(),
                both.stream().map(this::schedule).toList(),
                both.stream()
                        .map(mark -> new Probe("probe-" + mark, "site-" + mark, true, tags(mark), 1))
                        .toList());
    }

    private Schedule schedule(String mark) {
        return new Schedule(
                "plan-" + mark,
                true,
                List.of("probe-" + mark),
                List.of("target-" + mark),
                List.of(Check.defaultOf(io.waddleperf.contracts.Test.PING)),
                60_000_000,
                now,
                1);
    }

    private void store(String mark) throws Exception {
        String probe = "probe-" + mark;
        var path = new PathName(probe, "target-" + mark);
        Result result = Samples.ping(probe, path.target(), now);
        StoredResults.insert(database, List.of(result));
        var stories = new Stories(database);
        stories.store(Stories.decision(path, Step.CONFIRMED, PathState.SUSPECT, PathState.DIAGNOSING, now));
        var run = Ids.uuid("run", mark);
        stories.store(RunEvent.of(run, null, probe, RunEvent.Kind.MISSED, now, "no ending of " + mark));
        var incident = Stories.incident("incident-" + mark, Incident.State.OPEN, now, List.of(path), List.of());
        stories.store(incident);
        var artifact = new StoredArtifact(result, "route-" + mark + ".txt", "arriving", "", "none");
        put("/api/v1/thresholds/rule-" + mark, rule(mark));
        put("/api/v1/silences/silence-" + mark, silence(mark));
        var order = admin(
                "POST",
                "/api/v1/tests/run",
                "{\"probes\":[\"" + probe + "\"],\"target\":\"target-" + mark + "\",\"checks\":[\"ping\"]}");
        ids.put("test-" + mark, order.get("test_id").asText());
        ids.put("result-" + mark, result.id().toString());
        ids.put("incident-" + mark, incident.id().toString());
        ids.put("artifact-" + mark, artifact.insert(database).toString());
        ids.put(mark, mark);
    }

    static String rule(String mark) {
        return "{\"metric\":\"rttMeanUs\",\"enter\":1000,\"match\":{\"site\":\"site-" + mark
                + "\",\"probe.team\":\"team-" + mark + "\"}}";
    }

    static String silence(String mark) {
        return "{\"match\":{\"probe\":\"probe-" + mark + "\"},\"endsAt\":\"2099-01-01T00:00:00Z\"}";
    }

    /// One cause that broke paths of both.
    private void storeShared() throws SQLException {
        var paths =
                List.of(new PathName("probe-" + FRA, "target-" + FRA), new PathName("probe-" + BER, "target-" + BER));
        var chain = paths.stream()
                .map(path -> new Incident.Entry(
                        now, "confirmed", 1, path, Ids.uuid("none"), null, path.probe() + " is slow", null))
                .toList();
        var incident = Stories.incident("both " + FRA + " and " + BER, Incident.State.OPEN, now, paths, chain);
        new Stories(database).store(incident);
        ids.put("incident-both", incident.id().toString());
    }

    private void makeCallers() throws Exception {
        callers.put("admin", ADMIN);
        for (String role : List.of("viewer", "maintainer")) {
            callers.put(role, token(role, ""));
            callers.put(role + "@fra", token(role, ",\"sites\":[\"site-" + FRA + "\"]"));
            callers.put(role + "@ber", token(role, ",\"tags\":{\"team\":\"team-" + BER + "\"}"));
        }
    }

    private static String token(String role, String scope) throws Exception {
        var made = admin("POST", "/api/v1/tokens", "{\"name\":\"t\",\"role\":\"" + role + '"' + scope + "}");
        return "Bearer " + made.get("secret").asText();
    }

    static JsonNode admin(String method, String path, String body) throws Exception {
        var answer = Http.any(method, path, body, "Authorization", ADMIN, "Content-Type", JSON);
        if (answer.status() >= 300) {
            throw new AssertionError(method + ' ' + path + ": " + answer.status() + ' '
                    + answer.response().body());
        }
        return answer.json();
    }

    static void put(String path, String body) throws Exception {
        admin("PUT", path, body);
    }

    /// The header of a caller; null: it says nothing of itself.
    @Nullable
    String authorization(String caller) {
        return callers.get(caller);
    }

    List<String> ids() {
        return ids.values().stream().filter(id -> id.length() == 36).toList();
    }

    /// With ids in the place of names in braces.
    String filled(String text) {
        String filled = text;
        for (var id : ids.entrySet()) {
            filled = filled.replace('{' + id.getKey() + '}', id.getValue());
        }
        return filled;
    }
}
