package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
final class StreamIT {
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    private void produce(List<Result> results) {
        var sent = results.stream()
                .map(result -> producer.send(Topics.RESULTS.record(result.probe(), result, RealServers.PARTITIONS)))
                .toList();
        producer.flush();
        assertTrue(sent.stream().allMatch(Future::isDone));
    }

    private static List<Result> results(String probe, int count) {
        Instant now = Instant.now();
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.ping(probe, "web", now.plusMillis(i)))
                .toList();
    }

    /// A client that reads the stream by hand, or does not.
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private long dropped;

        Client(String query, String... headers) throws IOException {
            socket = new Socket();
            // Small, so that what is not read soon fills it; a window below a segment would crawl.
            socket.setReceiveBufferSize(256 << 10);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Http.port()));
            socket.setSoTimeout(20_000);
            var request = "GET /api/v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n"
                    + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (!lines.readLine().startsWith("retry:")) {
                // headers
            }
        }

        /// The next event by its fields.
        Map<String, String> next() throws IOException {
            var event = new HashMap<String, String>();
            while (true) {
                String line = lines.readLine();
                if (line.isEmpty() && event.containsKey("data")) {
                    return event;
                }
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    event.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        }

        /// Each event has come, or was told to be lost.
        void readUntilAccountedFor(int events) throws IOException {
            for (long received = 0; received + dropped < events; ) {
                var event = next();
                if ("gap".equals(event.get("event"))) {
                    dropped += Long.parseLong(String.valueOf(event.get("data")).replaceAll("\\D", ""));
                } else {
                    received++;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void bringsResultsAsTheyComeAndResumesWithoutGap() throws Exception {
        var sent = results("live", 5);
        String third;
        try (var client = new Client("?probe=live&check=ping")) {
            produce(results("somebody-else", 3));
            produce(sent);
            for (int i = 0; i < 2; i++) {
                assertEquals(WireCodec.text(sent.get(i)), client.next().get("data"));
            }
            var event = client.next();
            assertEquals("result", event.get("event"));
            third = event.get("id");
        }
        try (var client = new Client("?probe=live", "Last-Event-ID: " + third)) {
            assertEquals(WireCodec.text(sent.get(3)), client.next().get("data"));
            assertEquals(WireCodec.text(sent.get(4)), client.next().get("data"));
        }
    }

    @Test
    void tellsOfAGapWhereItCannotResume() throws Exception {
        try (var client = new Client("", "Last-Event-ID: 0:987654321")) {
            var event = client.next();
            assertEquals("gap", event.get("event"));
            assertEquals("{\"dropped\":1}", event.get("data"));
        }
    }

    @Test
    void aClientThatDoesNotReadLosesEventsAndHoldsNobodyBack() throws Exception {
        var sent = results("flood", 12_000);
        try (var slow = new Client("?probe=flood");
                var quick = new Client("?probe=flood")) {
            var sender = Thread.startVirtualThread(() -> produce(sent));
            quick.readUntilAccountedFor(sent.size());
            sender.join();
            slow.readUntilAccountedFor(sent.size());
            assertTrue(slow.dropped > quick.dropped, slow.dropped + " and " + quick.dropped);
        }
    }

    @Test
    void bringsDecisionsAndIncidentsToThoseWhoAsk() throws Exception {
        var path = new PathName("told", "web");
        Instant now = Instant.now();
        var decision = Stories.decision(path, Step.SUSPECTED, PathState.HEALTHY, PathState.SUSPECT, now);
        var elsewhere = Stories.decision(
                new PathName("told-not", "web"), Step.SUSPECTED, PathState.HEALTHY, PathState.SUSPECT, now);
        var incident = Stories.incident("told", Incident.State.OPEN, now, List.of(path), List.of());
        String resumeAt;
        try (var client = new Client("?probe=told&check=ping&types=result,escalation,incident");
                var byDefault = new Client("?probe=told")) {
            send(Topics.ESCALATIONS.record("told-not", elsewhere, RealServers.PARTITIONS));
            send(Topics.ESCALATIONS.record("told", decision, RealServers.PARTITIONS));
            var escalation = client.next();
            assertEquals("escalation", escalation.get("event"));
            assertEquals(WireCodec.text(decision), escalation.get("data"));
            resumeAt = escalation.get("id");
            assertTrue(String.valueOf(resumeAt).startsWith("e"), resumeAt);
            send(Topics.INCIDENTS.record(incident.id().toString(), incident, RealServers.PARTITIONS));
            var told = client.next();
            assertEquals("incident", told.get("event"));
            assertTrue(String.valueOf(told.get("data")).contains("\"memberCount\":1"), told::toString);
            produce(results("told", 1));
            assertEquals("result", client.next().get("event"));
            assertEquals("result", byDefault.next().get("event"));
        }
        try (var client = new Client("?target=web&types=incident", "Last-Event-ID: " + resumeAt)) {
            assertTrue(String.valueOf(client.next().get("data")).contains("told is slow"));
        }
    }

    private void send(ProducerRecord<String, byte[]> record) throws Exception {
        producer.send(record).get();
    }

    @Test
    void refusesAFilterThatIsNone() throws Exception {
        var answer = Http.get("/api/v1/stream?probe=a%20b");
        assertEquals(400, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("probe", answer.json().at("/errors/0/field").asText());
        var types = Http.get("/api/v1/stream?types=result,rumour");
        assertEquals("types", types.json().at("/errors/0/field").asText());
    }
}
