package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Version;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealServers.class)
final class FrontDoorIT {
    private static final String JSON = "application/json";
    /// A place in the list of incidents that no page has: in the year 1,000,000,000.
    private static final String FAR =
            "aW5jaWRlbnRzCisxMDAwMDAwMDAwLTEyLTMxVDAwOjAwOjAwWgowMDAwMDAwMC0wMDAwLTAwMDEt" + "MDAwMC0wMDAwMDAwMDAwMDI";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/paths",
                "/api/v1/stream",
                "/q/health",
                "/q/metrics",
                "/q/openapi",
                "/version",
                "/",
                "/nowhere"
            })
    void answersOnlyRequestsWithALocalHost(String path) throws Exception {
        String end = "\r\nConnection: close\r\n\r\n";
        String answer = Http.raw("GET " + path + " HTTP/1.1\r\nHost: evil.example:8080" + end);
        assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        assertTrue(answer.contains("https://waddleperf.io/problems/forbidden-host"), answer);
        answer = Http.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example" + end);
        assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
    }

    /// Another program's page on this machine is local, too, and is not ours.
    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, http://127.0.0.1:1"})
    void noOtherPageChangesAnythingInTheNameOfWhoeverSitsHere(String header, String value) throws Exception {
        String path = "/api/v1/notifications/test";
        assertEquals(403, Http.any("POST", path, null, header, value).status());
        assertEquals(200, Http.get("/api/v1/paths", header, value).status(), "it cannot read the answer");
        assertEquals(202, Http.any("POST", path, null).status());
        assertEquals(
                202,
                Http.any("POST", path, null, "Sec-Fetch-Site", "same-origin").status());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/results?limit=0, 400, bad-request, limit",
        "/api/v1/results?limit=many, 400, bad-request, limit",
        "/api/v1/results?cursor=x, 400, bad-request, cursor",
        "/api/v1/results?from=yesterday, 400, bad-request, from",
        "/api/v1/results?tier=4, 400, bad-request, tier",
        "/api/v1/results?from=2026-11-23T02:42:00Z&to=2026-11-22T02:42:00Z, 400, bad-request, from",
        "/api/v1/paths?state=odd, 400, bad-request, state",
        "/api/v1/paths?limit=1&limit=2, 400, bad-request, limit",
        "/api/v1/series?probe=a&target=b, 400, bad-request, check",
        "/api/v1/series/sparks, 400, bad-request, series",
        "/api/v1/series/sparks?series=local%20web, 400, bad-request, series",
        "/api/v1/geo?arcs=1001, 400, bad-request, arcs",
        "/api/v1/mesh, 400, bad-request, metric",
        "/api/v1/mesh?metric=odd, 400, bad-request, metric",
        "/api/v1/mesh?metric=rttMeanUs&at=2099-01-01T00:00:00Z, 400, bad-request, at",
        "/api/v1/reports/availability?by=planet, 400, bad-request, by",
        "/api/v1/reports/availability?metric=hops, 400, bad-request, metric",
        "/api/v1/reports/availability?format=pdf, 400, bad-request, format",
        "/api/v1/reports/availability?from=2026-11-23T02:42:00Z&to=2026-11-23T02:59:00Z, 400, bad-request, from",
        "/api/v1/series?probe=a&target=b&check=c&family=ipv5, 400, bad-request, family",
        "/api/v1/series?probe=a&target=b&check=c, 404, not-found, ''",
        "/api/v1/nothing, 404, not-found, ''",
        "/api/v1, 404, not-found, ''",
        "/api/v1/tests/run, 405, method-not-allowed, ''",
        "/api/v1/incidents?state=odd, 400, bad-request, state",
        "'/api/v1/incidents?state=open,odd', 400, bad-request, state",
        "/api/v1/incidents?severity=unknown, 400, bad-request, severity",
        "/api/v1/incidents?scope=planet, 400, bad-request, scope",
        "/api/v1/incidents?subject=, 400, bad-request, subject",
        "/api/v1/incidents?cursor=eA, 400, bad-request, cursor",
        "/api/v1/incidents?cursor=" + FAR + ", 400, bad-request, cursor",
        "/api/v1/incidents?from=2026-11-23T02:42:00Z&to=2026-11-22T02:42:00Z, 400, bad-request, from",
        "/api/v1/incidents/nothing, 404, not-found, ''",
        "/api/v1/incidents/01234567-89ab-8def-8123-456789abcdef, 404, not-found, ''",
        "/api/v1/incidents/01234567-89ab-8def-8123-456789abcdef/deliveries, 404, not-found, ''",
        "/api/v1/incidents/01234567-89ab-8def-8123-456789abcdef/results, 404, not-found, ''",
        "/api/v1/escalations?step=jumped, 400, bad-request, step",
        "/api/v1/run-events?kind=odd, 400, bad-request, kind",
        "/api/v1/thresholds/none, 404, not-found, ''",
        "/api/v1/join, 405, method-not-allowed, ''",
        "/api/v1/thresholds/effective?probe=a, 400, bad-request, target",
        "/api/v1/targets/none, 404, not-found, ''",
        "/api/v1/schedules/none, 404, not-found, ''",
        "/api/v1/documents?kind=Pod, 400, bad-request, kind",
        "/api/v1/schedules/none/why-not, 404, not-found, ''",
        "/api/v1/schedules/none/why-not?probe=, 400, bad-request, probe",
        "/api/v1/silences?active=maybe, 400, bad-request, active",
        "/api/v1/silences/none, 404, not-found, ''",
        "/api/v1/channels/none, 404, not-found, ''",
        "/api/v1/channels/none/tests/none, 404, not-found, ''",
        "/api/v1/channels/none/test, 405, method-not-allowed, ''",
        "/api/v1/topics/none, 404, not-found, ''",
        "/api/v1/topics/schemas/none.v1.json, 404, not-found, ''",
    })
    void saysWhatIsWrongAsAProblem(String path, int status, String slug, String field) throws Exception {
        var answer = Http.get(path);
        assertProblem(answer, status, slug);
        assertEquals(field, answer.json().at("/errors/0/field").asText());
        assertEquals(
                path.replaceFirst("\\?.*", ""), answer.json().get("instance").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/results?probe=%zz", "/api/v1/stream?probe=%zz", "/%zz"})
    void refusesAPathThatIsNotWellEncoded(String path) throws Exception {
        String answer = Http.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    private static void assertProblem(Http.Answer answer, int status, String slug) throws Exception {
        assertEquals(status, answer.status(), answer.response()::body);
        assertTrue(answer.header("Content-Type").startsWith("application/problem+json"), answer.header("Content-Type"));
        assertEquals(
                "https://waddleperf.io/problems/" + slug,
                answer.json().get("type").asText());
        assertEquals(status, answer.json().get("status").asInt());
        assertFalse(answer.json().get("title").asText().isEmpty());
        assertFalse(answer.json().get("detail").asText().isEmpty());
    }

    @Test
    void refusesBodiesThatAreNoOrders() throws Exception {
        String path = "/api/v1/tests/run";
        assertProblem(Http.post(path, "{", "Content-Type", JSON), 400, "bad-request");
        assertProblem(Http.post(path, "{\"chekcs\":[]}", "Content-Type", JSON), 400, "unknown-field");
        assertProblem(Http.post(path, "", "Content-Type", JSON), 400, "bad-request");
        assertProblem(Http.post(path, "\0\0{\0", "Content-Type", JSON), 400, "bad-request");
        String preview = "{\"id\":\"default-rtt\",\"metric\":\"rttMeanUs\",\"enter\":1}";
        assertProblem(Http.post("/api/v1/thresholds/preview", preview, "Content-Type", JSON), 400, "bad-request");
        assertProblem(Http.post(path, "{}", "Content-Type", "text/plain"), 415, "unsupported-media-type");
        assertProblem(Http.get("/api/v1/paths", "Accept", "text/csv"), 406, "not-acceptable");
        var delete = Http.request("/api/v1/paths").DELETE().build();
        assertProblem(Http.send(delete), 405, "method-not-allowed");
        var large = Http.request(path)
                .header("Content-Type", JSON)
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(2 << 20)))
                .build();
        assertEquals(413, Http.send(large).status());
    }

    @Test
    void saysWithoutAnErrorThatThereIsNoDemo() throws Exception {
        var answer = Http.get("/api/v1/demo");
        assertEquals(200, answer.status());
        assertFalse(answer.json().get("running").asBoolean());
        assertProblem(Http.post("/api/v1/demo", "{\"fault\":\"delay\"}", "Content-Type", JSON), 404, "not-found");
    }

    @Test
    void findsNothingUnderWordsThatNoNameHas() throws Exception {
        assertProblem(Http.get("/api/v1/thresholds/%C3%A9"), 404, "not-found");
        assertProblem(Http.delete("/api/v1/silences/%F0%9F%90%A7"), 404, "not-found");
        var penguins = Http.get("/api/v1/incidents?subject=%F0%9F%90%A7");
        assertEquals(200, penguins.status(), penguins.response()::body);
    }

    @Test
    void refusesRulesAndSilencesThatAreNone() throws Exception {
        String match = "\"match\":{\"site\":\"fra\"}";
        for (var wrong : List.of(
                List.of("/thresholds/r", "{\"enter\":1}", "metric"),
                List.of("/thresholds/r", "{\"metric\":\"rttMeanUs\"}", "enter"),
                List.of("/thresholds/r", "{\"metric\":\"rtt\",\"enter\":1}", "metric"),
                List.of("/thresholds/r", "{\"metric\":\"rttMeanUs\",\"enter\":1,\"exit\":2}", "exit"),
                List.of("/thresholds/r", "{\"id\":\"s\",\"metric\":\"rttMeanUs\",\"enter\":1}", "id"),
                List.of("/thresholds/r", "{\"metric\":\"rttMeanUs\",\"enter\":1,\"match\":{\"rack\":\"1\"}}", "match"),
                List.of("/thresholds/r", "{\"metric\":\"rttMeanUs\",\"enter\":-1}", "enter"),
                List.of("/thresholds/effective", "{\"metric\":\"rttMeanUs\",\"enter\":1}", "id"),
                List.of("/silences/s", "{" + match + "}", "endsAt"),
                List.of("/silences/s", "{\"endsAt\":\"2099-01-01T00:00:00Z\"}", "match"),
                List.of("/silences/s", "{" + match + ",\"endsAt\":\"2001-01-01T00:00:00Z\"}", "endsAt"))) {
            var answer = Http.put("/api/v1" + wrong.get(0), wrong.get(1));
            assertProblem(answer, 400, "bad-request");
            assertEquals(wrong.get(2), answer.json().at("/errors/0/field").asText(), wrong::toString);
        }
        assertProblem(Http.put("/api/v1/thresholds/r", "{\"entre\":1}"), 400, "unknown-field");
        assertProblem(Http.put("/api/v1/thresholds/default-rtt", "{}"), 409, "conflict");
        assertProblem(Http.delete("/api/v1/thresholds/default-rtt"), 409, "conflict");
        assertProblem(Http.delete("/api/v1/thresholds/none"), 404, "not-found");
        assertProblem(Http.delete("/api/v1/silences/none"), 404, "not-found");
    }

    @Test
    void servesThePageAndItsRoutesWithSafeHeaders() throws Exception {
        var page = Http.get("/", "Accept", "text/html");
        assertEquals(200, page.status());
        assertTrue(page.header("Content-Security-Policy").startsWith("default-src 'none'"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertEquals("no-store", page.header("Cache-Control"));
        var route = Http.get("/paths/local/web", "Accept", "text/html,*/*");
        assertEquals(page.response().body(), route.response().body());
        assertEquals("no-store", route.header("Cache-Control"));
        var dotted = Http.get("/paths/local/192.0.2.1", "Accept", "text/html");
        assertEquals(page.response().body(), dotted.response().body());

        String asset = page.response().body().replaceFirst("(?s).*?(/assets/[^\"]+\\.js)\".*", "$1");
        var script = Http.get(asset, "Accept-Encoding", "gzip");
        assertEquals(200, script.status(), asset);
        assertEquals("public, max-age=31536000, immutable", script.header("Cache-Control"));
        assertEquals("gzip", script.header("Content-Encoding"));
        var gone = Http.get("/assets/gone.js");
        assertEquals(404, gone.status());
        assertEquals("no-store", gone.header("Cache-Control"));
        assertEquals(404, Http.get("/api/v1/nothing", "Accept", "text/html").status());
    }

    @Test
    void describesEachOperation() throws Exception {
        var document = Http.get("/q/openapi?format=json").json();
        assertTrue(document.get("openapi").asText().startsWith("3.1"));
        assertEquals("WaddlePerf API", document.at("/info/title").asText());
        var described = new TreeSet<String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                described.add(operation.getKey() + ' ' + path.getKey());
                assertHasExamples(operation.getValue());
            }
        }
        var served = new TreeSet<>(Set.of(
                "get /api/v1/stream",
                "get /api/v1/tests/{id}/events",
                "get /api/v1/speedtest/ping",
                "get /api/v1/speedtest/download",
                "post /api/v1/speedtest/upload"));
        for (String name : new String[] {
            "accounts.Oidc",
            "accounts.Session",
            "accounts.Tokens",
            "accounts.Users",
            "audit.Audit",
            "channels.Channels",
            "artifacts.Artifacts",
            "artifacts.ResultArtifacts",
            "configuration.Checks",
            "configuration.Configuration",
            "configuration.Documents",
            "decisions.Escalations",
            "demo.Demo",
            "decisions.RunEvents",
            "exposition.PathMetrics",
            "fleet.Paths",
            "fleet.Snapshot",
            "incidents.Incidents",
            "incidents.Snapshots",
            "kinds.TestKinds",
            "license.License",
            "geo.Geo",
            "joining.Enrolments",
            "joining.Identities",
            "joining.Join",
            "mesh.Mesh",
            "outlook.WhyNot",
            "reports.Reports",
            "results.Results",
            "rules.Silences",
            "rules.Thresholds",
            "series.Series",
            "probes.Probes",
            "system.Republication",
            "system.System",
            "tests.Tests",
            "topics.Topics"
        }) {
            Class<?> resource = Class.forName("io.waddleperf.api." + name + "Resource");
            for (Method method : resource.getMethods()) {
                String root = resource.getAnnotation(Path.class).value();
                String rest = method.isAnnotationPresent(Path.class)
                        ? method.getAnnotation(Path.class).value()
                        : "";
                for (var annotation : method.getAnnotations()) {
                    var verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        served.add(verb.value().toLowerCase(Locale.ROOT) + ' ' + root + rest);
                    }
                }
            }
        }
        assertEquals(served, described);
    }

    private static void assertHasExamples(JsonNode operation) {
        assertTrue(operation.has("summary") && operation.has("operationId"), operation::toString);
        operation.get("responses").properties().forEach(response -> {
            var content = response.getValue().get("content");
            assertTrue(content == null || content.elements().next().has("example"), response::toString);
        });
    }

    /// Whoever compares clocks needs it (RFC 9110, section 6.6.1).
    @Test
    void saysInEachAnswerWhatTimeItIs() throws Exception {
        for (String path : List.of("/q/health/live", "/api/v1/nothing", "/api/v1/paths")) {
            var said = ZonedDateTime.parse(Http.get(path).header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
            var apart = Duration.between(said.toInstant(), Instant.now()).abs();
            assertTrue(apart.toMinutes() < 1, apart::toString);
        }
    }

    /// A browser gets it, too, and not the page.
    @Test
    void tellsItsVersion() throws Exception {
        var version = Http.get("/version", "Accept", "text/html").json();
        assertFalse(version.get("service").asText().isBlank());
        assertEquals(
                Version.current(Clock.systemUTC()).semantic(),
                version.get("version").asText());
    }

    @Test
    void tellsHealthAndMetrics() throws Exception {
        var health = Http.get("/q/health/ready").json();
        assertEquals("UP", health.get("status").asText());
        assertEquals(
                Set.of("database", "kafka"), Set.copyOf(health.get("checks").findValuesAsText("name")));
        String metrics = Http.get("/q/metrics").response().body();
        assertTrue(metrics.contains("waddleperf_api_outbox_published_total"), metrics);
        for (String name :
                List.of("outbox_dropped_total", "live_unused_total", "live_restarts_total", "stream_listeners")) {
            assertTrue(metrics.contains("waddleperf_api_" + name), metrics);
        }
    }
}
