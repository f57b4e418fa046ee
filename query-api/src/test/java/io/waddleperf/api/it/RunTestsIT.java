package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
final class RunTestsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int FAN = 500;
    private static final String ORDER = "{\"probes\":[\"local\"],\"target\":\"127.0.0.1\",\"checks\":[\"ping\"]}";

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    @BeforeEach
    void configure() {
        configuration.apply(new DesiredConfiguration(
                List.of(),
                List.of(),
                List.of(new Probe("local", "home", true, Map.of(), 1), new Probe("off", "home", false, Map.of(), 1))));
    }

    private static Http.Answer run(String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return Http.post("/api/v1/tests/run", body, all);
    }

    private static Request requested(String id) {
        try (var topic = new TopicReader(Topics.REQUESTS)) {
            Await.until(
                    "the request is on its topic", SOON, () -> !topic.ofKey(id).isEmpty());
            assertEquals(1, topic.ofKey(id).size());
            return WireCodec.read(Request.class, topic.ofKey(id).getFirst().value());
        }
    }

    private static Result result(Command command) {
        return result(command, new Outcome.TimedOut(1));
    }

    private static Result result(Command command, Outcome outcome) {
        var quality = new Quality(TimestampSource.USER, "icmp-raw", "icmp", 0, false, null, false, false);
        return new Result(
                Ids.result(command.id()),
                command.id(),
                command.runId(),
                command.probe(),
                command.target().id(),
                command.check(),
                command.spec().test(),
                command.family(),
                command.tier(),
                command.cause(),
                command.dueAt(),
                Instant.now(),
                1,
                outcome,
                Metrics.NONE,
                null,
                null,
                quality);
    }

    /// 500 probes of which nobody runs: what they and the scheduler would write is written here.
    @Test
    void asksEveryProbeThatMatchesAndTellsHowEachEnded() throws Exception {
        var probes = IntStream.range(0, FAN)
                .mapToObj(i -> new Probe("fan-%03d".formatted(i), "fan", true, Map.of("net", "lan"), 1));
        var others = Stream.of(
                new Probe("fan-off", "fan", false, Map.of("net", "lan"), 1),
                new Probe("fan-dsl", "fan", true, Map.of("net", "dsl"), 1),
                new Probe("local", "home", true, Map.of(), 1));
        configuration.apply(new DesiredConfiguration(
                List.of(), List.of(), Stream.concat(probes, others).toList()));
        var answer = run(
                "{\"match\":{\"site\":\"fan\",\"probe.net\":\"lan\"},\"target\":\"127.0.0.1\",\"checks\":[\"ping\"]}");
        assertEquals(202, answer.status(), answer.response().body());
        String statusPath = answer.header("Location") + "?results=false";
        var request = requested(answer.json().get("test_id").asText());
        assertEquals(FAN, request.probes().size());
        assertEquals("fan-000", request.probes().getFirst());
        assertEquals(Map.of("total", FAN, "waiting", FAN), counts(statusPath));
        end(request.commands());
        Await.equal(
                Map.of("total", FAN, "completed", 300, "failed", 100, "refused", 100),
                SOON.multipliedBy(2),
                () -> counts(statusPath));
        var status = Http.get(statusPath).json();
        assertEquals("done", status.get("status").asText());
        assertTrue(status.at("/commands/0/result").isNull());
        assertFalse(Http.get(String.valueOf(answer.header("Location")))
                .json()
                .at("/commands/0/result")
                .isNull());
    }

    /// Of ten probes six measure, two get no answer, one refuses and one is refused by the scheduler.
    private static void end(List<Command> commands) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            for (Command command : commands) { // as the scheduler does
                var _ = producer.send(Topics.RUN_EVENTS.record(
                        command.probe(), told(command, RunEvent.Kind.QUEUED, ""), RealServers.PARTITIONS));
            }
            for (int i = 0; i < commands.size(); i++) {
                Command command = commands.get(i);
                var record = switch (i % 10) {
                    case 9 ->
                        Topics.RUN_EVENTS.record(
                                command.probe(),
                                told(command, RunEvent.Kind.REJECTED, "no such probe"),
                                RealServers.PARTITIONS);
                    case 8 -> ended(command, new Outcome.Refused("overloaded"));
                    case 6, 7 -> ended(command, new Outcome.TimedOut(1));
                    default -> ended(command, new Outcome.Measured());
                };
                var _ = producer.send(record);
            }
            producer.flush();
        }
    }

    private static ProducerRecord<String, byte[]> ended(Command command, Outcome outcome) {
        return Topics.RESULTS.record(command.probe(), result(command, outcome), RealServers.PARTITIONS);
    }

    private static RunEvent told(Command command, RunEvent.Kind kind, String detail) {
        return RunEvent.of(command.runId(), command.id(), command.probe(), kind, Instant.now(), detail);
    }

    /// Those that are not 0.
    private static Map<String, Integer> counts(String statusPath) throws Exception {
        var counts = new HashMap<String, Integer>();
        Http.get(statusPath).json().get("probes").properties().forEach(count -> {
            if (count.getValue().asInt() != 0) {
                counts.put(count.getKey(), count.getValue().asInt());
            }
        });
        return counts;
    }

    @Test
    void takesACancellationToTheSchedulerUntilAllHasEnded() throws Exception {
        var answer = run(ORDER);
        String id = answer.json().get("test_id").asText();
        String path = "/api/v1/tests/" + id;
        Request request = requested(id);
        var cancelled = Http.delete(path);
        assertEquals(202, cancelled.status(), cancelled.response()::body);
        assertEquals(path + "/status", cancelled.header("Location"));
        try (var topic = new TopicReader(Topics.REQUESTS)) {
            Await.until(
                    "the cancellation is on its topic",
                    SOON,
                    () -> topic.ofKey(id).size() == 2);
            var told = WireCodec.read(Request.class, topic.ofKey(id).getLast().value());
            assertEquals(request.asCancelled(), told);
            assertEquals(request.commands(), told.commands(), "it means the same commands");
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            var command = request.commands().getFirst();
            producer.send(Topics.RUN_EVENTS.record(
                            "local", told(command, RunEvent.Kind.STARTED, ""), RealServers.PARTITIONS))
                    .get();
            Await.equal(Map.of("total", 1, "running", 1), SOON, () -> counts(path + "/status"));
            producer.send(ended(command, new Outcome.Refused("cancelled by whoever ordered it")))
                    .get();
        }
        Await.equal(Map.of("total", 1, "refused", 1), SOON, () -> counts(path + "/status"));
        assertEquals(202, Http.delete(path).status(), "nothing is left to cancel, and that is fine");
        try (var topic = new TopicReader(Topics.REQUESTS)) {
            Await.until("all is read", SOON, () -> topic.ofKey(id).size() >= 2);
            assertEquals(2, topic.ofKey(id).size());
        }
        assertEquals(
                404,
                Http.delete("/api/v1/tests/01234567-89ab-8def-8123-456789abcdef")
                        .status());
        assertEquals(404, Http.delete("/api/v1/tests/nothing").status());
    }

    @Test
    void saysThatNoProbeMatches() throws Exception {
        var answer = run("{\"match\":{\"site\":\"nowhere\"},\"target\":\"127.0.0.1\",\"checks\":[\"ping\"]}");
        assertEquals(400, answer.status());
        assertEquals("match", answer.json().at("/errors/0/field").asText());
        assertEquals(
                "fits no enabled probe", answer.json().at("/errors/0/detail").asText());
    }

    @Test
    void takesAnOrderToTheSchedulerAndFollowsItToItsResult() throws Exception {
        var answer = run(ORDER);
        assertEquals(202, answer.status());
        assertEquals("queued", answer.json().get("status").asText());
        String id = answer.json().get("test_id").asText();
        String statusPath = "/api/v1/tests/" + id + "/status";
        assertEquals(statusPath, answer.header("Location"));

        Request request = requested(id);
        assertEquals("127.0.0.1", request.target().address());
        assertEquals(Duration.ofSeconds(60), Duration.between(request.at(), request.expiresAt()));
        Command command = request.commands().getFirst();
        var status = Http.get(statusPath).json();
        assertEquals("queued", status.get("status").asText());
        assertEquals(command.id().toString(), status.at("/commands/0/commandId").asText());
        assertTrue(status.at("/commands/0/result").isNull());

        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            var started = RunEvent.of(command.runId(), command.id(), "local", RunEvent.Kind.STARTED, Instant.now(), "");
            producer.send(Topics.RUN_EVENTS.record("local", started, RealServers.PARTITIONS))
                    .get();
            Await.equal(
                    "running",
                    SOON,
                    () -> Http.get(statusPath).json().get("status").asText());
            assertTrue(Http.get(statusPath).json().at("/commands/0/seen").isNull(), "it tells of nothing");
            var seen = new Details.Interval(1_000_000, 2_000_417, 941e6, null, 3L, 912.5, 65_536L);
            producer.send(Topics.RUN_EVENTS.record(
                            "local", RunEvent.progress(command, Instant.now(), seen), RealServers.PARTITIONS))
                    .get();
            Await.equal(
                    941e6,
                    SOON,
                    () -> Http.get(statusPath)
                            .json()
                            .at("/commands/0/seen/forwardBitsPerSecond")
                            .asDouble());
            producer.send(Topics.RESULTS.record("local", result(command), RealServers.PARTITIONS))
                    .get();
            Await.equal(
                    "done",
                    SOON,
                    () -> Http.get(statusPath).json().get("status").asText());
        }
        assertEquals(
                "timed-out",
                Http.get(statusPath)
                        .json()
                        .at("/commands/0/result/outcome/type")
                        .asText());
    }

    @Test
    void runsInTheFamiliesThatWereAskedFor() throws Exception {
        String both = ORDER.replace("127.0.0.1\"", "localhost\",\"families\":[\"ipv6\",\"ipv4\"]");
        String key = "families-" + Instant.now();
        var answer = run(both, "Idempotency-Key", key);
        assertEquals(202, answer.status(), answer.response()::body);
        var commands = requested(answer.json().get("test_id").asText()).commands();
        assertEquals(
                List.of(Family.IPV6, Family.IPV4),
                commands.stream().map(Command::family).toList());
        assertEquals(
                422, run(both.replace("\"ipv6\",", ""), "Idempotency-Key", key).status());

        var refused = run(ORDER.replace("127.0.0.1\"", "127.0.0.1\",\"families\":[\"ipv6\"]"));
        assertEquals(400, refused.status());
        assertEquals("families[0]", refused.json().at("/errors/0/field").asText());
        assertEquals(
                "127.0.0.1 is an address of ipv4, not of ipv6",
                refused.json().at("/errors/0/detail").asText());
    }

    @Test
    void takesATestWithParametersOfItsOwnToTheScheduler() throws Exception {
        String spec = "{\"type\":\"throughput\",\"durationUs\":30000000,\"direction\":\"reverse\"}";
        String order = ORDER.replace(
                "\"ping\"",
                "\"ping-50\",{\"spec\":" + spec + "},{\"name\":\"mine\",\"spec\":"
                        + "{\"type\":\"ping\",\"payloadBytes\":1400}}");
        String key = "own-" + Instant.now();
        var answer = run(order, "Idempotency-Key", key);
        assertEquals(202, answer.status(), answer.response()::body);
        Request request = requested(answer.json().get("test_id").asText());
        assertEquals(50, ((PingSpec) request.checks().get(0).spec()).count());
        assertTrue(request.checks().get(1).name().matches("throughput-[0-9a-f]{6}"));
        assertEquals(30_000_000, ((ThroughputSpec) request.checks().get(1).spec()).durationUs());
        assertEquals("mine", request.checks().get(2).name());
        assertEquals(Duration.ofSeconds(60 + 2 * 62), Duration.between(request.at(), request.expiresAt()));

        var again = run(order, "Idempotency-Key", key);
        assertEquals(answer.json().get("test_id"), again.json().get("test_id"));
        var other = run(order.replace("1400", "1401"), "Idempotency-Key", key);
        assertEquals(422, other.status());
    }

    @Test
    void refusesParametersWithTheirPlaces() throws Exception {
        for (var wrong : List.of(
                List.of("{\"spec\":{\"type\":\"ping\",\"count\":1001}}", "checks[0].spec.count"),
                List.of("{\"spec\":{\"type\":\"ping\",\"cuont\":1}}", "checks[0].spec.cuont"),
                List.of("{\"spec\":{\"type\":\"throughput\",\"protocol\":\"udp\"}}", "checks[0].spec.bitsPerSecond"),
                List.of("{\"spec\":{\"type\":\"ssh\",\"secret\":\"../key\",\"user\":\"u\"}}", "checks[0].spec.secret"),
                List.of("{\"name\":\"ping\",\"spec\":{\"type\":\"ping\",\"count\":9}}", "checks[0].name"),
                List.of("{\"spec\":{\"type\":\"ping\"}},\"ping\"", "checks[1]"))) {
            var answer = run(ORDER.replace("\"ping\"", wrong.getFirst()));
            assertEquals(400, answer.status(), answer.response()::body);
            assertEquals(wrong.getLast(), answer.json().at("/errors/0/field").asText(), wrong::toString);
        }
    }

    @Test
    void tellsWhichTestsThereAre() throws Exception {
        var answer = Http.get("/api/v1/test-kinds");
        assertEquals(200, answer.status());
        var ping = answer.json().at("/items/0");
        assertEquals("ping", ping.get("name").asText());
        assertEquals("owned-target", answer.json().at("/items/12/needs/0").asText());
        assertEquals(1_000, ping.at("/schema/properties/count/maximum").asInt());
        assertEquals("smoke", ping.at("/chart/form").asText());
    }

    @Test
    void findsResultsThatOnlyTheDatabaseHas() throws Exception {
        String id = run(ORDER).json().get("test_id").asText();
        Command command = requested(id).commands().getFirst();
        StoredResults.insert(database, List.of(result(command)));
        assertEquals(
                "done",
                Http.get("/api/v1/tests/" + id + "/status").json().get("status").asText());
    }

    @Test
    void theSameKeyIsTheSameTest() throws Exception {
        String key = "key-" + Instant.now();
        String first = run(ORDER, "Idempotency-Key", key).json().get("test_id").asText();
        assertEquals(
                first, run(ORDER, "Idempotency-Key", key).json().get("test_id").asText());
        requested(first);
        var other = run(ORDER.replace("ping", "tcp"), "Idempotency-Key", key);
        assertEquals(422, other.status());
        assertTrue(other.json().get("type").asText().endsWith("/idempotency-key-reused"));
        assertEquals(400, run(ORDER, "Idempotency-Key", "a b").status());
    }

    @Test
    void theSameKeyIsTheSameTestThoughItsProbeHasGone() throws Exception {
        String key = "gone-" + Instant.now();
        String first = run(ORDER, "Idempotency-Key", key).json().get("test_id").asText();
        configuration.apply(new DesiredConfiguration(List.of(), List.of(), List.of()));
        var again = run(ORDER, "Idempotency-Key", key);
        assertEquals(202, again.status(), again.response()::body);
        assertEquals(first, again.json().get("test_id").asText());
        assertEquals(400, run(ORDER).status());
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        var answer = run("{\"probes\":[\"nobody\",\"off\"],\"target\":\"no where\",\"checks\":[\"ping\"]}");
        assertEquals(400, answer.status());
        assertEquals("target", answer.json().at("/errors/0/field").asText());
        answer = run("{\"probes\":[\"nobody\",\"off\"],\"target\":\"a:b:c\",\"checks\":[\"smell\"]}");
        assertEquals(400, answer.status());
        var fields = answer.json().get("errors").findValuesAsText("field");
        assertEquals(List.of("probes[0]", "probes[1]", "target", "checks[0]"), fields);
        assertEquals(404, Http.get("/api/v1/tests/0-0-0-0-0/status").status());
        assertEquals(404, Http.get("/api/v1/tests/nonsense/status").status());
    }
}
