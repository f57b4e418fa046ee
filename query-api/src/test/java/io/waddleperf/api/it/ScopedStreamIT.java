package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class ScopedStreamIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    /// Somebody who listens until the server ends it.
    private static final class Listener implements AutoCloseable {
        final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), Http.port());
        private final Thread thread;

        Listener(String authorization) throws IOException {
            var request = "GET /api/v1/stream?types=result,incident HTTP/1.1\r\nHost: localhost\r\n" + authorization
                    + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            thread = Thread.ofPlatform().start(this::listen);
        }

        private void listen() {
            try (var lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    heard.add(line);
                    if (line.equals("0")) {
                        return; // the last chunk
                    }
                }
            } catch (IOException e) {
                heard.add(e.toString());
            }
        }

        boolean hears(String text) {
            return heard.stream().anyMatch(line -> line.contains(text));
        }

        boolean hasEnded() {
            return !thread.isAlive();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void tellsEachListenerOfTheirOwnProbesAndNobodyWhoIsSignedOut() throws Exception {
        var sites = TwoSites.of(database, configuration);
        var made = TwoSites.admin("PUT", "/api/v1/users/listener", "{\"role\":\"viewer\",\"sites\":[\"site-fra7\"]}");
        var first = Session.open("listener", made.get("password").asText());
        var session = Session.of(first.send(
                "PUT",
                "/api/v1/me/password",
                "{\"current\":\"" + made.get("password").asText() + "\",\"password\":\"a password of my own\"}"));
        try (var mine = new Listener("Cookie: " + session.cookie());
                var other = new Listener("Authorization: " + sites.authorization("viewer@ber"))) {
            Await.until("both listen", SOON, () -> mine.hears("retry:") && other.hears("retry:"));
            produce();
            Await.until(
                    "each hears of the shared incident",
                    SOON,
                    () -> mine.hears("event: incident") && other.hears("event: incident"));
            Await.until("and of its result", SOON, () -> mine.hears("event: result") && other.hears("event: result"));
            assertFalse(mine.hears(TwoSites.BER), mine.heard::toString);
            assertFalse(other.hears(TwoSites.FRA), other.heard::toString);
            assertTrue(mine.hears("reaches beyond your scope"), mine.heard::toString);

            assertEquals(204, session.send("POST", "/api/v1/logout", "").status());
            Await.until("whoever signed out hears no more", SOON, mine::hasEnded);
            assertFalse(other.hasEnded());
        }
    }

    private static void produce() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var paths = List.of(new PathName("probe-fra7", "target-fra7"), new PathName("probe-ber7", "target-ber7"));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            var incident = Stories.incident("stream fra7 ber7", Incident.State.OPEN, now, paths, List.of());
            var _ = producer.send(Topics.INCIDENTS.record(incident.id().toString(), incident, RealServers.PARTITIONS));
            for (PathName path : paths) {
                var result = Samples.ping(path.probe(), path.target(), now);
                var _ = producer.send(Topics.RESULTS.record(result.probe(), result, RealServers.PARTITIONS));
            }
        }
    }
}
