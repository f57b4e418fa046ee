package io.waddleperf.api.access;

import static io.waddleperf.api.access.Need.ADMIN;
import static io.waddleperf.api.access.Need.MAINTAINER;
import static io.waddleperf.api.access.Need.MAINTAINER_OF_ALL;
import static io.waddleperf.api.access.Need.NAME;
import static io.waddleperf.api.access.Need.NOTHING;
import static io.waddleperf.api.access.Need.VIEWER;
import static io.waddleperf.api.access.Need.VIEWER_OF_ALL;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Each operation and what it asks of its caller. What has no line here is served to nobody.
///
/// Scopes are kept where data are read and changed; here is only what is refused as a whole.
public final class AccessRules {
    private static final List<Rule> RULES = List.of(
            rule("GET /q/health", NOTHING),
            rule("GET /q/health/{kind}", NOTHING),
            rule("GET /q/openapi", VIEWER),
            rule("GET /q/metrics", VIEWER_OF_ALL),
            rule("POST /api/v1/login", NOTHING),
            rule("GET /api/v1/sign-in-methods", NOTHING),
            rule("GET /api/v1/oidc/login", NOTHING),
            rule("GET /api/v1/oidc/callback", NOTHING), // a code of the provider's says who asks
            rule("POST /api/v1/logout", NAME),
            rule("GET /api/v1/me", NAME),
            rule("PUT /api/v1/me/password", NAME),
            rule("DELETE /api/v1/me/sessions", NAME),
            rule("GET /api/v1/users", ADMIN),
            rule("GET /api/v1/users/{name}", ADMIN),
            rule("PUT /api/v1/users/{name}", ADMIN),
            rule("DELETE /api/v1/users/{name}", ADMIN),
            rule("POST /api/v1/users/{name}/password", ADMIN),
            rule("DELETE /api/v1/users/{name}/sessions", ADMIN),
            rule("GET /api/v1/tokens", VIEWER),
            rule("POST /api/v1/tokens", VIEWER),
            rule("DELETE /api/v1/tokens/{id}", VIEWER),
            rule("GET /api/v1/audit", ADMIN),
            rule("GET /api/v1/system", ADMIN), // names of tables, topics and hosts
            rule("POST /api/v1/system/republication", ADMIN),
            rule("GET /api/v1/license", VIEWER), // without the key
            rule("GET /api/v1/paths", VIEWER),
            rule("GET /api/v1/paths/snapshot", VIEWER),
            rule("GET /metrics/paths", VIEWER),
            rule("GET /api/v1/results", VIEWER),
            rule("GET /api/v1/results/{id}/artifacts", VIEWER),
            rule("GET /api/v1/artifacts/{id}", VIEWER),
            rule("GET /api/v1/artifacts/{id}/content", MAINTAINER), // packets may hold what nobody should see
            rule("GET /api/v1/series", VIEWER),
            rule("GET /api/v1/series/sparks", VIEWER),
            rule("GET /api/v1/reports/availability", VIEWER),
            rule("GET /api/v1/mesh", VIEWER),
            rule("GET /api/v1/geo", VIEWER),
            rule("GET /api/v1/geo/networks", VIEWER), // of addresses that the caller names
            rule("GET /api/v1/probes", VIEWER),
            rule("PUT /api/v1/probes/{id}/labels", MAINTAINER),
            rule("PUT /api/v1/probes/{id}/enabled", MAINTAINER),
            rule("GET /api/v1/targets", VIEWER),
            rule("GET /api/v1/targets/{id}", VIEWER),
            rule("PUT /api/v1/targets/{id}", MAINTAINER_OF_ALL), // every probe may test them
            rule("DELETE /api/v1/targets/{id}", MAINTAINER_OF_ALL),
            rule("GET /api/v1/schedules", VIEWER),
            rule("POST /api/v1/schedules/preview", VIEWER),
            rule("GET /api/v1/schedules/{id}", VIEWER),
            rule("PUT /api/v1/schedules/{id}", MAINTAINER),
            rule("DELETE /api/v1/schedules/{id}", MAINTAINER),
            rule("GET /api/v1/checks", VIEWER),
            rule("GET /api/v1/documents", VIEWER),
            rule("POST /api/v1/documents", MAINTAINER),
            rule("GET /api/v1/schedules/{id}/why-not", VIEWER),
            rule("GET /api/v1/escalations", VIEWER),
            rule("GET /api/v1/run-events", VIEWER),
            rule("GET /api/v1/stream", VIEWER),
            rule("GET /api/v1/speedtest/ping", MAINTAINER), // as who may run tests
            rule("GET /api/v1/speedtest/download", MAINTAINER),
            rule("POST /api/v1/speedtest/upload", MAINTAINER),
            rule("GET /api/v1/incidents", VIEWER),
            rule("GET /api/v1/incidents/{id}", VIEWER),
            rule("GET /api/v1/incidents/{id}/results", VIEWER),
            rule("GET /api/v1/incidents/{id}/deliveries", VIEWER),
            rule("POST /api/v1/incidents/{id}/actions", MAINTAINER),
            rule("GET /api/v1/incidents/{id}/snapshots", MAINTAINER),
            rule("POST /api/v1/incidents/{id}/snapshots", MAINTAINER),
            rule("DELETE /api/v1/incidents/{id}/snapshots/{snapshot}", MAINTAINER),
            rule("GET /api/v1/incident-snapshot", NOTHING), // a token of its own says what is shown
            rule("POST /api/v1/notifications/test", MAINTAINER_OF_ALL),
            rule("GET /api/v1/notifications/tests/{id}", MAINTAINER_OF_ALL), // receivers' words
            rule("GET /api/v1/channels", VIEWER), // addresses are shown to who may change them
            rule("GET /api/v1/channels/{id}", VIEWER),
            rule("PUT /api/v1/channels/{id}", MAINTAINER_OF_ALL), // incidents of all probes go there
            rule("DELETE /api/v1/channels/{id}", MAINTAINER_OF_ALL),
            rule("POST /api/v1/channels/{id}/test", MAINTAINER_OF_ALL),
            rule("GET /api/v1/channels/{id}/tests/{test}", MAINTAINER_OF_ALL), // a receiver's words
            rule("GET /api/v1/thresholds", VIEWER),
            rule("GET /api/v1/thresholds/effective", VIEWER),
            rule("POST /api/v1/thresholds/preview", VIEWER),
            rule("GET /api/v1/thresholds/{id}", VIEWER),
            rule("GET /api/v1/thresholds/{id}/versions", VIEWER),
            rule("PUT /api/v1/thresholds/{id}", MAINTAINER),
            rule("DELETE /api/v1/thresholds/{id}", MAINTAINER),
            rule("GET /api/v1/silences", VIEWER),
            rule("GET /api/v1/silences/{id}", VIEWER),
            rule("PUT /api/v1/silences/{id}", MAINTAINER),
            rule("DELETE /api/v1/silences/{id}", MAINTAINER),
            rule("POST /api/v1/tests/run", MAINTAINER),
            rule("GET /api/v1/tests/{id}/status", VIEWER),
            rule("GET /api/v1/tests/{id}/events", VIEWER),
            rule("DELETE /api/v1/tests/{id}", MAINTAINER),
            rule("GET /api/v1/test-kinds", VIEWER),
            rule("GET /api/v1/topics", VIEWER),
            rule("GET /api/v1/topics/asyncapi.json", VIEWER),
            rule("GET /api/v1/topics/asyncapi.yaml", VIEWER),
            rule("GET /api/v1/topics/schemas/{name}", VIEWER),
            rule("GET /api/v1/probe-enrolments", ADMIN),
            rule("POST /api/v1/probe-enrolments", ADMIN),
            rule("GET /api/v1/probe-identities", ADMIN),
            rule("DELETE /api/v1/probe-identities/{id}", ADMIN),
            rule("POST /api/v1/join", NOTHING), // a token of its own says who asks
            rule("POST /api/v1/join/rotation", NOTHING), // and a signature here
            rule("GET /api/v1/demo", VIEWER),
            rule("POST /api/v1/demo", MAINTAINER_OF_ALL));

    private AccessRules() {}

    /// @param path its segments; one in braces stands for any
    private record Rule(String method, List<String> path, Need need) {
        boolean has(List<String> other) {
            if (path.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!path.get(i).startsWith("{") && !path.get(i).equals(other.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Rule rule(String operation, Need need) {
        int blank = operation.indexOf(' ');
        return new Rule(operation.substring(0, blank), segments(operation.substring(blank + 1)), need);
    }

    private static List<String> segments(String path) {
        String trimmed = path.endsWith("/") ? path.substring(1, path.length() - 1) : path.substring(1);
        return List.of(trimmed.split("/", -1));
    }

    /// What is asked of whoever wants this.
    public sealed interface Found {
        record Operation(Need need) implements Found {}

        /// The path has other methods.
        record OtherMethods(Set<String> methods) implements Found {}

        record Nothing() implements Found {}
    }

    /// Pages and their files: they hold no data. Parameters of a segment (`/api;a=b/v1`) are not looked at
    /// where resources are found, so they hide nothing here.
    public static boolean isPage(String asked) {
        String path = asked.replaceAll(";[^/]*", "");
        return !(path.equals("/api")
                || path.startsWith("/api/")
                || path.equals("/metrics")
                || path.startsWith("/metrics/")
                || path.equals("/q")
                || path.startsWith("/q/"));
    }

    /// @param path normalized
    public static Found find(String method, String path) {
        if (isPage(path)) {
            return new Found.Operation(NOTHING);
        }
        var segments = segments(path);
        String wanted = method.equals("HEAD") ? "GET" : method;
        var onPath = RULES.stream().filter(rule -> rule.has(segments)).toList();
        return onPath.stream()
                .filter(rule -> rule.method.equals(wanted))
                .findFirst()
                .<Found>map(rule -> new Found.Operation(rule.need))
                .orElseGet(() -> onPath.isEmpty() ? new Found.Nothing() : new Found.OtherMethods(methods(onPath)));
    }

    private static Set<String> methods(List<Rule> rules) {
        return rules.stream().map(Rule::method).collect(Collectors.toCollection(TreeSet::new));
    }

    /// All operations, as `GET /api/v1/paths`.
    public static List<String> operations() {
        return RULES.stream()
                .map(rule -> rule.method + " /" + String.join("/", rule.path))
                .toList();
    }
}
