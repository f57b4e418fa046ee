package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.JoinRequest;
import io.waddleperf.contracts.JoinToken;
import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.signing.Signer;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A probe joins with one pasted line, renews what it is known by, and is shut out; on the built system.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JoiningIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> HERE = List.of();
    private static final int CANNOT_START = 3;
    private static final int WRONG_SETTING = 2;
    private static final String PASSWORD = "A".repeat(43);

    private final Map<String, Instant> expiries = new HashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private RunningSystem system;

    @SuppressWarnings("NullAway.Init")
    private JoiningProbe probe;

    @SuppressWarnings("NullAway.Init")
    private String token;

    @BeforeAll
    void start() throws Exception {
        system = RunningSystem.start(
                        dir.resolve("data"),
                        FreePorts.next(),
                        FreePorts.next(),
                        "--interval=2s",
                        "--listen=127.0.0.1",
                        "--listen-kafka-port=" + FreePorts.next())
                .ready();
    }

    @AfterAll
    void stop() throws IOException {
        try (var _ = system;
                var _ = probe) {
            assertTrue(system.process().isAlive());
        }
    }

    @Test
    @Order(1)
    void measuresSoonAfterTheLineWasPasted() throws Exception {
        JsonNode made = enrol("{\"site\":\"fra\",\"probe\":\"fra-1\",\"labels\":{\"floor\":\"2\"}}");
        token = made.at("/token").asText();
        assertEquals("./waddleperf probe --join=" + token, made.at("/command").asText());
        probe = paste("fra-1", "--join=" + token).ready();
        Await.until("a measured path", SOON, () -> measured("fra-1"));
        assertEquals("fra", configured("fra-1").at("/probe/site").asText());
        assertEquals("2", configured("fra-1").at("/probe/labels/floor").asText());
    }

    @Test
    @Order(2)
    void keepsWhatItWasGrantedFromOthersOnItsMachine() throws IOException {
        var permissions = Files.getPosixFilePermissions(probe.membershipFile());
        assertEquals("rw-------", PosixFilePermissions.toString(permissions));
        assertFalse(Files.exists(probe.membershipFile().resolveSibling("membership.properties.pending")));
    }

    @Test
    @Order(3)
    void refusesATokenThatWasUsed() throws Exception {
        refuses(CANNOT_START, "was used at ", "--join=" + token);
    }

    @Test
    @Order(4)
    void refusesATokenThatIsTooOld() throws Exception {
        String old = enrol("{\"site\":\"fra\",\"expiresInS\":1}").at("/token").asText();
        var request = new JoinRequest(JoinToken.parse(old).secret(), PASSWORD, PASSWORD, "", "");
        // used up where it is not too old yet, so each look has a token of its own to wait for
        Await.until("it has expired", SOON, () -> Instant.now().isAfter(expiry(old)));
        var answer = system.post("/api/v1/join", WireCodec.text(request));
        assertEquals(403, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("expired at "), answer.body());
    }

    @Test
    @Order(5)
    void refusesATokenThatNobodyMade() throws Exception {
        var made = JoinToken.parse(token);
        var guessed = new JoinToken(made.authority(), "G".repeat(42) + 'A', made.url());
        refuses(CANNOT_START, "is not known here", "--join=" + guessed.text());
    }

    @Test
    @Order(6)
    void doesNotTalkToAServerOfAnotherAuthority() throws Exception {
        var made = JoinToken.parse(enrol("{\"site\":\"fra\"}").at("/token").asText());
        var other = new JoinToken("0".repeat(64), made.secret(), made.url());
        refuses(CANNOT_START, "shows another authority than the token was made by", "--join=" + other.text());
    }

    @Test
    @Order(7)
    void saysThatATokenIsNotWhole() throws Exception {
        refuses(WRONG_SETTING, "paste all of the line", "--join=" + token.substring(0, token.length() - 9));
        refuses(WRONG_SETTING, "paste all of the line", "--join=hello");
    }

    /// With its own name and password in Kafka, but in the name of the probe of this machine.
    @Test
    @Order(8)
    void dropsAndCountsWhatAProbeSaysInTheNameOfAnother() throws Exception {
        var kept = probe.membership();
        double before = forged("waddleperf_sink_signatures_total{signature=\"forged\"");
        double decided = forged("waddleperf_streams_results_total{ending=\"forged\"");
        try (var producer = producer(kept)) {
            var result = Samples.ping("local", "responder", Instant.now());
            var unsigned = Topics.RESULTS.record("local", result, Servers.PARTITIONS);
            var _ = producer.send(unsigned).get();
            var signed = Signer.of(kept.getProperty("key"))
                    .sign("local", Topics.RESULTS.record("local", result, Servers.PARTITIONS));
            var _ = producer.send(signed).get();
        }
        Await.until(
                "the sink has dropped both",
                SOON,
                () -> forged("waddleperf_sink_signatures_total{signature=\"forged\"") == before + 2);
        Await.until(
                "escalation has dropped both",
                SOON,
                () -> forged("waddleperf_streams_results_total{ending=\"forged\"") == decided + 2);
    }

    @Test
    @Order(9)
    void renewsWhatItIsKnownByAndGoesOn() throws Exception {
        var before = probe.membership();
        probe.close();
        Path file = dir.resolve("fra-1/membership.properties");
        String text = Files.readString(file).replaceAll("since=.*", "since=2020-01-01T00\\\\:00\\\\:00Z");
        Files.writeString(file, text);
        probe = paste("fra-1").ready();
        Await.until(
                "new secrets",
                SOON,
                () -> !probe.membership().getProperty("key").equals(before.getProperty("key")));
        var after = probe.membership();
        assertNotEquals(before.getProperty("password"), after.getProperty("password"));
        String keyId = ProbeKeys.Key.idOf(after.getProperty("key"));
        assertEquals(keyId, identity("fra-1").at("/keyId").asText());
        Instant renewed = Instant.now();
        Await.until(
                "a result that the new key signed", SOON, () -> newest("fra-1").isAfter(renewed));
    }

    @Test
    @Order(10)
    void isShutOutInOneStep() throws Exception {
        var kept = probe.membership();
        var revoke = HttpRequest.newBuilder(system.uri("/api/v1/probe-identities/fra-1"))
                .DELETE()
                .build();
        assertEquals(204, system.request(revoke).statusCode());
        assertFalse(identity("fra-1").at("/revokedAt").isNull());
        assertFalse(configured("fra-1").at("/probe/enabled").asBoolean());
        Await.until("Kafka lets it in no more", SOON, () -> {
            try (var producer = producer(kept)) {
                var result = Samples.ping("fra-1", "responder", Instant.now());
                var _ = producer.send(Topics.RESULTS.record("fra-1", result, Servers.PARTITIONS))
                        .get();
                return false;
            } catch (Exception e) {
                return e.toString().contains("Authentication");
            }
        });
        Instant shut = Instant.now().plusSeconds(2);
        assertTrue(newest("fra-1").isBefore(shut));
        assertEquals(204, system.request(revoke).statusCode(), "twice is once");
    }

    @Test
    @Order(11)
    void shutsNobodyOutWhoIsNotThere() throws Exception {
        var revoke = HttpRequest.newBuilder(system.uri("/api/v1/probe-identities/nobody"))
                .DELETE()
                .build();
        assertEquals(404, system.request(revoke).statusCode());
    }

    /// The probe that it runs itself comes over loopback, and signs too.
    @Test
    @Order(12)
    void stillMeasuresByItself() throws Exception {
        Instant now = Instant.now();
        Await.until("a result of its own probe", SOON, () -> newest("local").isAfter(now));
    }

    private JoiningProbe paste(String name, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of("--allow-loopback=true", "--responder=false"));
        all.addAll(List.of(arguments));
        return JoiningProbe.start(HERE, dir.resolve(name), all.toArray(new String[0]));
    }

    private void refuses(int code, String why, String argument) throws IOException {
        try (var other = paste("other-" + Integer.toHexString(argument.hashCode()), argument)) {
            assertEquals(code, other.ended(), other.output());
            assertTrue(other.output().contains(why), other.output());
        }
    }

    private JsonNode enrol(String json) throws Exception {
        var answer = system.post("/api/v1/probe-enrolments", json);
        assertEquals(201, answer.statusCode(), answer.body());
        var made = RunningSystem.json(answer.body());
        expiries.put(
                made.at("/token").asText(), Instant.parse(made.at("/expiresAt").asText()));
        return made;
    }

    private Instant expiry(String of) {
        return expiries.getOrDefault(of, Instant.MAX);
    }

    private boolean measured(String name) throws Exception {
        return find("/api/v1/paths?probe=" + name, "/probe", name)
                .map(path -> path.at("/state").asText().equals("healthy"))
                .orElse(false);
    }

    private Instant newest(String name) throws Exception {
        JsonNode at = system.get("/api/v1/results?limit=1&probe=" + name).at("/items/0/startedAt");
        return at.isMissingNode() ? Instant.EPOCH : Instant.parse(at.asText());
    }

    private JsonNode configured(String name) throws Exception {
        return find("/api/v1/probes", "/probe/id", name).orElseThrow();
    }

    private JsonNode identity(String name) throws Exception {
        return find("/api/v1/probe-identities", "/probe", name).orElseThrow();
    }

    private Optional<JsonNode> find(String list, String field, String value) throws Exception {
        for (var item : system.get(list).at("/items")) {
            if (item.at(field).asText().equals(value)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private double forged(String metric) throws Exception {
        var metrics =
                system.request(HttpRequest.newBuilder(system.uri("/q/metrics")).build());
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static KafkaProducer<String, byte[]> producer(Properties kept) {
        String grant = kept.getProperty("grant");
        var granted = WireCodec.read(JoinGrant.class, grant);
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", granted.bootstrapServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + granted.username()
                        + "\" password=\"" + kept.getProperty("password") + "\";");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", granted.authority());
        settings.put("max.block.ms", 10_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
