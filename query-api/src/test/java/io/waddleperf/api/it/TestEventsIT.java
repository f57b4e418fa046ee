package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestServers;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A test on demand, followed by its events. Nobody runs it: what scheduler and probes would write is written here.
@QuarkusTest
@WithTestResource(RealServers.class)
final class TestEventsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    ConfigurationStore configuration;

    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void start() {
        configuration.apply(new DesiredConfiguration(
                List.of(),
                List.of(),
                List.of(
                        new Probe("events-1", "home", true, Map.of(), 1),
                        new Probe("events-2", "home", true, Map.of(), 1))));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        configuration.apply(new DesiredConfiguration(List.of(), List.of(), List.of()));
    }

    /// An event as it came.
    private record Event(String name, String id, JsonNode data) {
        static Event of(List<String> lines) throws Exception {
            var fields = lines.stream()
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(field -> field[0], field -> field[1]));
            return new Event(
                    fields.getOrDefault("event", ""),
                    fields.getOrDefault("id", ""),
                    JSON.readTree(fields.getOrDefault("data", "null")));
        }

        String words() {
            return switch (name) {
                case "run-event" ->
                    data.get("probe").asText() + ' ' + data.get("kind").asText();
                case "result" ->
                    data.get("probe").asText() + ' ' + data.at("/outcome/type").asText();
                default -> name;
            };
        }
    }

    private static Event next(Iterator<String> lines) throws Exception {
        var event = new ArrayList<String>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty() && event.stream().anyMatch(field -> field.startsWith("event"))) {
                return Event.of(event);
            }
            if (line.matches("(event|id|data): .*")) {
                event.add(line);
            }
        }
        throw new AssertionError("the stream has ended");
    }

    private static List<Event> all(String body) throws Exception {
        var events = new ArrayList<Event>();
        var lines = body.lines().iterator();
        do {
            events.add(next(lines));
        } while (!events.getLast().name.equals("end"));
        assertFalse(lines.hasNext(), "it is the last");
        return events;
    }

    private static Request ordered() throws Exception {
        var answer = Http.post(
                "/api/v1/tests/run",
                "{\"probes\":[\"events-1\",\"events-2\"],\"target\":\"127.0.0.1\",\"checks\":[\"ping\"]}",
                "Content-Type",
                "application/json");
        assertEquals(202, answer.status(), answer.response()::body);
        String id = answer.json().get("test_id").asText();
        try (var topic = new TopicReader(Topics.REQUESTS)) {
            Await.until(
                    "the request is on its topic", SOON, () -> !topic.ofKey(id).isEmpty());
            return WireCodec.read(Request.class, topic.ofKey(id).getFirst().value());
        }
    }

    private void send(ProducerRecord<String, byte[]> record) throws Exception {
        producer.send(record).get();
    }

    private void tell(Command command, RunEvent.Kind kind) throws Exception {
        var event = RunEvent.of(command.runId(), command.id(), command.probe(), kind, Instant.now(), "");
        send(Topics.RUN_EVENTS.record(command.probe(), event, RealServers.PARTITIONS));
    }

    private void end(Command command) throws Exception {
        var quality = new Quality(TimestampSource.USER, "icmp-raw", "icmp", 0, false, null, false, false);
        var result = new Result(
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
                new Outcome.TimedOut(1),
                Metrics.NONE,
                null,
                null,
                quality);
        send(Topics.RESULTS.record(command.probe(), result, RealServers.PARTITIONS));
    }

    @Test
    void tellsEachStepAndResultAsItComesAndEndsWithTheTest() throws Exception {
        Request request = ordered();
        String path = "/api/v1/tests/" + request.runId() + "/events";
        var first = request.commands().getFirst();
        var second = request.commands().getLast();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(Http.request(path).build(), BodyHandlers.ofLines());
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/event-stream",
                    answer.headers().firstValue("Content-Type").orElse(""));
            var lines = answer.body().iterator();
            tell(first, RunEvent.Kind.STARTED);
            assertEquals("events-1 started", next(lines).words());
            end(first);
            var result = next(lines);
            assertEquals("events-1 timed-out", result.words());

            // somebody comes back behind it, and somebody else comes
            tell(second, RunEvent.Kind.ACCEPTED);
            end(second);
            var rest = List.of(next(lines), next(lines), next(lines));
            assertEquals("end", rest.getLast().name, rest::toString);
            assertEquals("done", rest.getLast().data.get("status").asText());
            assertEquals(2, rest.getLast().data.at("/probes/failed").asInt());
            assertFalse(lines.hasNext(), "it ends with the test");

            var back = all(Http.get(path, "Last-Event-ID", result.id).response().body());
            assertEquals(
                    List.of("events-2 accepted", "events-2 timed-out", "end"),
                    back.stream().map(Event::words).toList());
            assertFalse(back.get(1).id.isEmpty());
        }
        var whole = all(Http.get(path).response().body());
        assertEquals(
                List.of("events-1 started", "events-2 accepted", "events-1 timed-out", "events-2 timed-out", "end"),
                whole.stream().map(Event::words).toList());
        var nothing =
                Http.get(path, "Last-Event-ID", whole.get(3).id).response().body();
        assertEquals(List.of("end"), all(nothing).stream().map(Event::words).toList());
    }

    @Test
    void knowsNoOtherTests() throws Exception {
        for (String id : List.of("01234567-89ab-8def-8123-456789abcdef", "nothing")) {
            var answer = Http.get("/api/v1/tests/" + id + "/events");
            assertEquals(404, answer.status());
            assertTrue(answer.json().get("detail").asText().contains(id), answer.response()::body);
        }
    }
}
