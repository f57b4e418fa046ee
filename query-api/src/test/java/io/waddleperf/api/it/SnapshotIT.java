package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.fleet.FleetReader;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class SnapshotIT {
    private static final String PATH = "/api/v1/paths/snapshot";
    private static final String LIST = "/api/v1/paths?limit=1000";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    private TwoSites sites;

    @BeforeEach
    void make() throws Exception {
        sites = TwoSites.of(database, configuration);
    }

    private String[] as(String caller) {
        return new String[] {"Authorization", String.valueOf(sites.authorization(caller))};
    }

    private FleetReader snapshot(String caller) throws Exception {
        var answer = Http.get(PATH, as(caller));
        assertEquals(200, answer.status(), answer.response()::body);
        return new FleetReader(answer.response().body());
    }

    @Test
    void tellsAllPathsThatTheCallerSees() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        StoredResults.insert(database, List.of(Samples.ping("probe-fra7", "target-fra7", now)));
        // 50 µs of the 1 ms that the site's own rule allows
        String expected =
                "healthy diagnosing 2 0.05 - 0 50 ping " + now.plusMillis(2).toEpochMilli() + ' ';
        Await.until(
                "the new result is there",
                SOON,
                () -> snapshot("viewer")
                        .paths()
                        .getOrDefault("probe-fra7 target-fra7", "")
                        .startsWith(expected));
        String path = snapshot("viewer").paths().getOrDefault("probe-fra7 target-fra7", "");
        assertTrue(path.endsWith(" site-fra7 192.0.2.7 [team=team-fra7 ] [of=fra7 ]"), path);
        assertTrue(snapshot("viewer").paths().containsKey("probe-ber7 target-ber7"));
        var mine = Http.get(PATH, as("viewer@fra"));
        assertTrue(
                new FleetReader(mine.response().body())
                        .paths().keySet().stream().allMatch(one -> one.startsWith("probe-fra7 ")),
                mine.response()::body);
        assertFalse(mine.response().body().contains(TwoSites.BER), mine.response()::body);
    }

    @Test
    void aPageOfTheListIsKeptForThoseWhoSeeTheSame() throws Exception {
        Await.until(
                "the paths of both are there",
                SOON,
                () -> probes("viewer").containsAll(Set.of("probe-ber7", "probe-fra7")));
        assertEquals(Set.of("probe-fra7"), probes("viewer@fra"));
        assertEquals(Set.of("probe-ber7"), probes("viewer@ber"));
        assertTrue(probes("viewer").contains("probe-fra7"));
    }

    private Set<String> probes(String caller) throws Exception {
        var answer = Http.get(LIST, as(caller));
        assertEquals(200, answer.status(), answer.response()::body);
        return answer.json()
                .get("items")
                .valueStream()
                .map(path -> path.get("probe").asText())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, LIST})
    void isNotSentAgainWhileItIsTheSame(String path) throws Exception {
        String authorization = String.valueOf(sites.authorization("viewer@ber"));
        Await.until("nothing changes meanwhile", SOON, () -> {
            String tag = Http.get(path, "Authorization", authorization).header("ETag");
            var again = Http.get(path, "Authorization", authorization, "If-None-Match", tag);
            return again.status() == 304
                    && again.header("ETag").equals(tag)
                    && again.response().body().isEmpty();
        });
        assertEquals(
                200,
                Http.get(path, "Authorization", authorization, "If-None-Match", "\"7\"")
                        .status());
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void comesAsGzipToWhoTakesIt(HttpClient.Version version) throws Exception {
        var request = Http.request(PATH)
                .headers(as("viewer"))
                .header("Accept-Encoding", "gzip")
                .build();
        try (var client = HttpClient.newBuilder().version(version).build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(version, answer.version());
            assertEquals(List.of("gzip"), answer.headers().allValues("Content-Encoding"));
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                String json = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(new FleetReader(json).paths().containsKey("probe-ber7 target-ber7"), json);
            }
        }
    }

    @Test
    void aListenerIsToldWhatChanged() throws Exception {
        var request = Http.request("/api/v1/stream?types=paths")
                .headers(as("viewer@ber"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var stream = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, stream.statusCode());
            var heard = new ArrayList<String>();
            var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
            assertTrue(next(lines, heard).contains("\"reset\":true"), "what came before is not known");
            var reader = snapshot("viewer@ber");
            Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            StoredResults.insert(
                    database,
                    List.of(
                            Samples.ping("probe-ber7", "target-ber7", at),
                            Samples.ping("probe-fra7", "target-fra7", at)));
            String newest = " " + at.plusMillis(2).toEpochMilli() + ' ';
            long deadlineNs = System.nanoTime() + SOON.toNanos();
            while (!reader.paths().getOrDefault("probe-ber7 target-ber7", "").contains(newest)) {
                assertTrue(System.nanoTime() < deadlineNs, heard::toString);
                if (reader.take(next(lines, heard)) == FleetReader.Taken.MISSED) {
                    reader = snapshot("viewer@ber");
                }
            }
            assertFalse(heard.toString().contains(TwoSites.FRA), heard::toString);
            assertFalse(heard.stream().anyMatch(line -> line.startsWith("id:")), "what came from topics resumes");
            client.shutdownNow();
        }
    }

    /// The data of the next event of paths.
    private static String next(BufferedReader lines, List<String> heard) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard.add(line);
            if (line.startsWith("data: ")) {
                return line.substring(6);
            }
        }
        throw new AssertionError("the stream ended: " + heard);
    }
}
