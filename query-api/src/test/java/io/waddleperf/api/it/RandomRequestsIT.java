package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.access.AccessRules;
import io.waddleperf.api.configuration.ConfigurationStore;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random requests, valid and broken, by callers of each kind: none makes the service fail, none is answered in a way
/// that the document does not know, and none tells somebody of a site that they do not see.
///
/// `-Dtest.jvm.args=-Drandom.requests=100000` asks more often, `-Drandom.seed=…` the same again.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class RandomRequestsIT {
    private static final int REQUESTS = Integer.getInteger("random.requests", 4_000);
    private static final long SEED = Long.getLong("random.seed", 20_261_126L);
    private static final int THREADS = 4;

    private static final List<String> CALLERS = List.of(
            "none", "viewer@fra", "viewer@ber", "maintainer@fra", "maintainer@ber", "viewer", "maintainer", "admin");
    private static final List<String> PARAMETERS = List.of(
            "probe",
            "target",
            "check",
            "limit",
            "cursor",
            "from",
            "to",
            "tier",
            "state",
            "severity",
            "scope",
            "subject",
            "kind",
            "step",
            "family",
            "points",
            "types",
            "active",
            "schedule",
            "who",
            "action",
            "site",
            "metric",
            "at",
            "by",
            "format",
            "x");
    private static final List<String> VALUES = List.of(
            "probe-fra7",
            "probe-ber7",
            "target-fra7",
            "target-ber7",
            "ping",
            "1",
            "0",
            "-1",
            "1000",
            "99999999999",
            "2026-11-23T02:42:33Z",
            "2099-01-01T00:00:00Z",
            "yesterday",
            "open",
            "closed,open",
            "critical",
            "site",
            "confirmed",
            "missed",
            "ipv4",
            "result,incident",
            "rttMeanUs",
            "path,month",
            "csv",
            "site-ber7",
            "true",
            "",
            " ",
            "ä",
            "\u0000",
            "%",
            "'",
            "\"",
            "x'--",
            "../..",
            "eA",
            "a".repeat(300),
            "\uD83D\uDC27",
            "[",
            "null");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "{",
            "{\"a\":1}",
            "\u0000",
            "{\"kind\":\"comment\",\"text\":\"random\"}",
            "{\"kind\":\"acknowledge\"}",
            "{\"metric\":\"rttMeanUs\",\"enter\":1000}",
            "{\"metric\":\"rttMeanUs\",\"enter\":1e308,\"match\":{\"site\":\"site-fra7\"}}",
            "{\"metric\":\"rttMeanUs\",\"enter\":\"x\",\"match\":[]}",
            "{\"match\":{\"probe\":\"probe-fra7\"},\"endsAt\":\"2099-01-01T00:00:00Z\"}",
            "{\"match\":{\"probe\":\"probe-ber7\"},\"endsAt\":\"2099-01-01T00:00:00Z\"}",
            "{\"probes\":[\"probe-fra7\"],\"target\":\"192.0.2.7\",\"checks\":[\"ping\"]}",
            "{\"probes\":[\"probe-ber7\"],\"target\":\"192.0.2.7\",\"checks\":[\"ping\"]}",
            "{\"probes\":[\"probe-fra7\",\"probe-ber7\"],\"target\":\"\\u0000\",\"checks\":[]}",
            "{\"destination\":{\"type\":\"syslog\",\"server\":\"192.0.2.7\"},\"route\":{\"match\":{\"site\":[\"site-ber7\"]}}}",
            "{\"destination\":{\"type\":\"slack\",\"url\":{\"a\":1}},\"route\":[],\"state\":7}",
            "{\"role\":\"viewer\"}",
            "{\"role\":\"viewer\",\"sites\":[\"site-fra7\"],\"tags\":{\"a\":\"b\"}}",
            "{\"role\":\"admin\",\"sites\":[\"" + "x".repeat(200) + "\"]}",
            "{\"role\":1,\"tags\":{\"a\":{}}}",
            "{\"name\":\"random\",\"validDays\":1}",
            "{\"name\":\"random\",\"validDays\":1e9}",
            "{\"name\":\"nobody\",\"password\":7}",
            "{\"name\":\"\u00e4\",\"password\":\"not this one\"}",
            "{\"name\":\"\\ud800 \",\"password\":\"\\u0000\"}",
            "{\"site\":\"random\",\"labels\":{\"\u00e4\":\"\\u0000\"}}",
            "{\"site\":\"random\",\"probe\":\"\u00e4\",\"expiresInS\":-1}",
            "{\"secret\":\"" + "A".repeat(43) + "\",\"password\":\"" + "A".repeat(43) + "\",\"key\":\"" + "A".repeat(43)
                    + "\",\"host\":\"\u00e4\",\"version\":\"\"}",
            "{\"probe\":\"probe-ber7\",\"signedBy\":\"a\",\"password\":\"" + "A".repeat(43) + "\",\"key\":\""
                    + "A".repeat(43) + "\",\"mac\":\"" + "A".repeat(43) + "\"}",
            "{\"current\":\"a\",\"password\":\"b\"}",
            "{\"a\":" + "[".repeat(5_000));
    private static final List<String> TYPES =
            List.of("application/json", "application/json", "application/json", "text/plain", "a/b; c", "*/*", "");

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    /// What was asked by whom.
    private record Asked(String caller, HttpRequest request) {}

    @Test
    void noneFailsAndNoneTellsOfAnotherSite() throws Exception {
        var sites = TwoSites.of(database, configuration);
        System.out.println("random requests: " + REQUESTS + ", seed " + SEED);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Map<Integer, AtomicInteger> statuses = new TreeMap<>();
        IntStream.of(200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 429)
                .forEach(status -> statuses.put(status, new AtomicInteger()));
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newFixedThreadPool(THREADS)) { // ends before its client does
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new Random(SEED + thread);
                threads.execute(() -> {
                    for (int i = 0; i < REQUESTS / THREADS && wrong.size() < 10; i++) {
                        ask(client, asked(sites, random), statuses, wrong);
                    }
                });
            }
        }
        System.out.println("random requests: answers by status " + statuses);
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
        assertTrue(
                count(statuses, 200) > REQUESTS / 20 && count(statuses, 400) > REQUESTS / 50,
                "both valid and broken ones were among them");
    }

    private static int count(Map<Integer, AtomicInteger> statuses, int status) {
        return statuses.getOrDefault(status, new AtomicInteger()).get();
    }

    private static void ask(HttpClient client, Asked asked, Map<Integer, AtomicInteger> statuses, Queue<String> wrong) {
        String what = asked.request.method() + ' ' + asked.request.uri() + " as " + asked.caller + ": ";
        try {
            var answer = client.send(asked.request, HttpResponse.BodyHandlers.ofString());
            var known = statuses.get(answer.statusCode());
            if (known == null) {
                wrong.add(what + answer.statusCode() + ' ' + answer.body());
            } else {
                known.incrementAndGet();
            }
            ApiDocument.SERVED
                    .faults(ApiDocument.Answer.of(answer, answer.body()))
                    .forEach(fault -> wrong.add(what + answer.statusCode() + ", " + fault));
            AccessTableIT.leaks(asked.caller, new AccessTableIT.Answer(answer.statusCode(), answer.body()))
                    .forEach(mark -> wrong.add(what + "tells of " + mark));
        } catch (Exception e) {
            wrong.add(what + e);
        }
    }

    private static Asked asked(TwoSites sites, Random random) {
        String operation = one(AccessRules.operations(), random);
        int blank = operation.indexOf(' ');
        String method = random.nextInt(20) == 0
                ? one(List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"), random)
                : operation.substring(0, blank);
        boolean reads = method.equals("GET") || method.equals("OPTIONS");
        String path = path(
                operation.substring(blank + 1), reads ? VALUES : List.of("random-3", "ä", "\u0000"), sites, random);
        if (path.startsWith("/api/v1/stream") || path.endsWith("/events")) {
            path += "?types=none&results=none"; // else it would not end, or not soon
        } else {
            path += query(random);
        }
        String caller = one(CALLERS, random);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Http.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(one(BODIES, random)));
        headers(request, sites.authorization(caller), random);
        return new Asked(caller, request.build());
    }

    /// Ids of both sites, of nothing, and what is none. Nothing is made that has a site's mark as its own
    /// name: all may see that.
    private static String path(String pattern, List<String> odd, TwoSites sites, Random random) {
        var path = new StringBuilder();
        for (String segment : pattern.substring(1).split("/", -1)) {
            String id = random.nextInt(3) == 0
                    ? one(odd, random)
                    : one(List.of(one(sites.ids(), random), "random-1", "random-2"), random);
            path.append('/').append(segment.startsWith("{") ? encoded(id.isEmpty() ? "-" : id) : segment);
        }
        return random.nextInt(50) == 0 ? path + one(List.of("/", ";a=b", "/x", "%00", "//"), random) : path.toString();
    }

    private static String query(Random random) {
        var query = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(one(PARAMETERS, random))
                    .append('=')
                    .append(encoded(one(VALUES, random)));
        }
        return query.toString();
    }

    private static void headers(HttpRequest.Builder request, @Nullable String authorization, Random random) {
        if (authorization != null) {
            request.header("Authorization", random.nextInt(30) == 0 ? authorization + "x" : authorization);
        } else if (random.nextInt(3) == 0) {
            request.header(one(List.of("Authorization", "Cookie", "Origin", "Sec-Fetch-Site"), random), "http://[x");
        }
        request.header("Content-Type", one(TYPES, random));
        if (random.nextInt(10) == 0) {
            request.header(one(List.of("If-Match", "If-None-Match", "Accept", "Idempotency-Key"), random), "\"1\"");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
