package io.waddleperf.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole sink: from real topics to a real database, also when the database dies.
@QuarkusTest
@WithTestResource(OwnServers.class)
@SuppressWarnings("NullAway.Init") // fields are injected
class SinkIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);

    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @TestHTTPResource("/q/health/ready")
    URI health;

    OwnServers.Faults faults;

    private SinkKafka kafka;

    @BeforeEach
    void connect() {
        kafka = new SinkKafka(bootstrap);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void storesOnceWhatIsSentTwiceAndKeepsTheLatestState() throws Exception {
        var results = pings("once", 50);
        kafka.results(results);
        kafka.results(results);
        Await.equal(50L, SOON, () -> stored("once"));
        var newest = results.getLast();
        Await.equal(
                WireCodec.text(newest),
                SOON,
                () -> text("SELECT document FROM series_latest WHERE series_id = " + newest.series()));
        kafka.awaitOffsetsPassed();
        assertEquals(50, stored("once"));
        assertEquals(count("waddleperf.sink.received"), count("waddleperf.sink.results"));
    }

    @Test
    void buriesWhatIsMalformedAndGoesOn() throws Exception {
        kafka.text("grave", "{\"id\":7");
        kafka.results(pings("grave", 1));
        Await.equal(1L, SOON, () -> stored("grave"));
        var letter = kafka.deadLetter("grave");
        assertEquals(Topics.RESULTS.name(), letter.topic());
        assertEquals(0, letter.partition());
        assertEquals("results-sink", letter.reader());
        assertTrue(letter.reason().startsWith("not a Result: "), letter::toString);
        assertEquals("{\"id\":7", new String(Base64.getDecoder().decode(letter.value()), UTF_8));
        kafka.awaitOffsetsPassed();
    }

    @Test
    void storesRunEventsOnce() throws Exception {
        var run = Samples.ping("events", "t", now).runId();
        var event = RunEvent.of(run, null, "events", RunEvent.Kind.QUEUED, now, "");
        kafka.runEvent(event);
        kafka.runEvent(event);
        Await.equal("1", SOON, () -> text("SELECT COUNT(*) FROM run_event WHERE probe = 'events'"));
    }

    @Test
    void waitsForADatabaseThatWasKilledAndSaysSo() throws Exception {
        kafka.results(pings("before", 5));
        Await.equal(5L, SOON, () -> stored("before"));
        Await.equal(200, SOON, this::readiness);

        faults.kill().run();
        long killedNs = System.nanoTime();
        kafka.results(pings("after", 200));
        Await.equal(503, Duration.ofSeconds(10), this::readiness);
        System.out.printf("database killed: health is red after %d ms%n", sinceMs(killedNs));

        faults.again().run();
        long againNs = System.nanoTime();
        Await.equal(200L, SOON, () -> stored("after"));
        System.out.printf("database back: all is stored after %d ms%n", sinceMs(againNs));
        Await.equal(200, SOON, this::readiness);
        assertEquals(5, stored("before"));
        kafka.awaitOffsetsPassed();
    }

    private List<Result> pings(String probe, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.ping(probe, "t1", now.plusMillis(i)))
                .toList();
    }

    private int readiness() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
            assertTrue(response.body().contains("results-sink-database"), response::body);
            return response.statusCode();
        }
    }

    private double count(String name) {
        return metrics.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long stored(String probe) throws SQLException {
        return Long.parseLong(
                text("SELECT COUNT(*) FROM result JOIN series USING (series_id) WHERE probe = '" + probe + "'"));
    }

    private String text(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    private static long sinceMs(long startNs) {
        return (System.nanoTime() - startNs) / 1_000_000;
    }
}
