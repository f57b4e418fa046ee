package io.waddleperf.sink;

import static io.waddleperf.testkit.TestSql.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Retention;
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
import org.eclipse.microprofile.config.Config;
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

    @Inject
    Config config;

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
                () -> text(database, "SELECT document FROM series_latest WHERE series_id = " + newest.series()));
        kafka.awaitOffsetsPassed();
        assertEquals(50, stored("once"));
        Await.equal(received("results"), SOON, () -> count("waddleperf.sink.results")); // a moment after the commit
    }

    @Test
    void buriesWhatIsMalformedAndGoesOn() throws Exception {
        kafka.text(Topics.RESULTS, "grave", "{\"id\":7");
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
        kafka.event(Topics.RUN_EVENTS, "events", event);
        kafka.event(Topics.RUN_EVENTS, "events", event);
        Await.equal("1", SOON, () -> text(database, "SELECT COUNT(*) FROM run_event WHERE probe = 'events'"));
    }

    @Test
    void storesOnceWhatWasDecidedAndNothingOfAnAbortedTransaction() throws Exception {
        var decision = Decided.confirmed("decides", "t1", now);
        kafka.aborted(Topics.ESCALATIONS, "decides", Decided.confirmed("decides", "t1", now.minusSeconds(1)));
        for (int again = 0; again < 2; again++) {
            kafka.event(Topics.ESCALATIONS, "decides", decision);
        }
        Await.equal(
                WireCodec.text(decision),
                SOON,
                () -> text(database, "SELECT document FROM escalation WHERE probe = 'decides'"));
        kafka.event(Topics.ESCALATIONS, "decides", Decided.silent("decides", "t1", now));
        Await.equal("2", SOON, () -> text(database, "SELECT COUNT(*) FROM escalation WHERE probe = 'decides'"));
        Await.equal(received("escalations"), SOON, () -> count("waddleperf.sink.escalations"));
    }

    @Test
    void keepsTheHighestRevisionOfAnIncident() throws Exception {
        var id = Ids.uuid("incident", "highest");
        var path = new PathName("highest", "t1");
        for (long revision : List.of(1L, 3L, 2L, 3L)) {
            kafka.event(Topics.INCIDENTS, id.toString(), Decided.incident(id, revision, now, path));
        }
        kafka.event(Topics.INCIDENTS, Ids.uuid("incident", "last").toString(), last());
        Await.equal("1", SOON, () -> text(database, "SELECT COUNT(*) FROM incident_member WHERE probe = 'last'"));
        assertEquals(
                "3/open/revision 3",
                text(
                        database,
                        "SELECT CONCAT_WS('/', revision, state, sentence) FROM incident JOIN incident_member"
                                + " USING (incident_id) WHERE probe = 'highest'"));
    }

    @Test
    void keepsByDefaultWhatTheDocumentationSays() {
        var settings = SinkSettings.of(config);
        assertEquals(Retention.DEFAULT, settings.retention());
        assertEquals(new RowRetention(7, 90, 365, 30, 365, 90), settings.rowRetention());
    }

    private Incident last() {
        return Decided.incident(Ids.uuid("incident", "last"), 1, now, new PathName("last", "t1"));
    }

    @Test
    void storesRollupsAndBuriesWhatIsNone() throws Exception {
        var part = Ids.uuid("part", "rolls");
        kafka.event(Topics.ROLLUPS, "rolls", Decided.minute("rolls", now, part, 2));
        kafka.text(Topics.ROLLUPS, "no-rollup", "{}");
        kafka.event(Topics.ROLLUPS, "rolls", Decided.minute("rolls", now, part, 3));
        kafka.event(Topics.ROLLUPS, "rolls", Decided.minute("rolls", now, part, 1));
        kafka.event(Topics.ROLLUPS, "rolls", Decided.hour("rolls", now, part, 4));
        Await.equal(
                "4",
                SOON,
                () -> text(
                        database,
                        "SELECT SUM(results) FROM rollup_1h JOIN series USING (series_id)" + " WHERE probe = 'rolls'"));
        Await.equal(
                "3",
                SOON,
                () -> text(
                        database,
                        "SELECT SUM(results) FROM rollup_1m JOIN series USING (series_id)" + " WHERE probe = 'rolls'"));
        assertTrue(kafka.deadLetter("no-rollup").reason().startsWith("not a Rollup: "));
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

    private double received(String topic) {
        return metrics.get("waddleperf.sink.received")
                .tag("topic", topic)
                .counter()
                .count();
    }

    private long stored(String probe) throws SQLException {
        return Long.parseLong(text(
                database, "SELECT COUNT(*) FROM result JOIN series USING (series_id) WHERE probe = '" + probe + "'"));
    }

    private static long sinceMs(long startNs) {
        return (System.nanoTime() - startNs) / 1_000_000;
    }
}
