package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The state of each series, written together and forward in time.
class LatestFlusherIT {
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:00Z");
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final TopicPartition PARTITION = new TopicPartition(Topics.RESULTS.name(), 0);

    private final Map<TopicPartition, Long> progress = new ConcurrentHashMap<>();
    private SinkDatabase sink;

    @BeforeEach
    void connect() throws SQLException {
        sink = new SinkDatabase();
    }

    @Test
    void movesForwardWhateverTheOrder() throws Exception {
        upsert(timedOut(10));
        upsert(measured(5));
        assertEquals("02:42:10/3/02:42:05", state());
        upsert(timedOut(7));
        assertEquals("02:42:10/3/02:42:05", state());
        upsert(measured(20));
        assertEquals("02:42:20/1/02:42:20", state());
        upsert(timedOut(21));
        assertEquals("02:42:21/3/02:42:20", state());
    }

    @Test
    void comesToTheSameStateInMemory() {
        var late = Latest.of(timedOut(10));
        var early = Latest.of(measured(5));
        assertEquals(early.and(late), late.and(early));
        assertEquals(NOW.plusSeconds(10), early.and(late).dueAt());
        assertEquals(NOW.plusSeconds(5), early.and(late).measuredAt());
    }

    @Test
    void hasGoneAsFarAsItHasWritten() throws Exception {
        sink.execute("RENAME TABLE series_latest TO hidden");
        try (var flusher = sink.flusher(Duration.ofMillis(50), progress::putAll)) {
            flusher.start();
            flusher.note(List.of(measured(1)), Map.of(PARTITION, 2L));
            Await.until("the flusher waits", SOON, () -> !sink.state.problems().isEmpty());
            assertEquals(Map.of(), progress);
            sink.execute("RENAME TABLE hidden TO series_latest");
            Await.equal(Map.of(PARTITION, 2L), SOON, () -> Map.copyOf(progress));
            assertEquals("02:42:01/1/02:42:01", state());
        }
    }

    @Test
    void writesWhatIsInHandWhenItStops() throws Exception {
        var flusher = sink.flusher(Duration.ofMinutes(1), progress::putAll);
        flusher.start();
        flusher.note(List.of(measured(1)), Map.of(PARTITION, 2L));
        Await.equal(Map.of(PARTITION, 2L), SOON, () -> Map.copyOf(progress));
        flusher.note(List.of(measured(2)), Map.of(PARTITION, 3L));
        assertEquals("02:42:01/1/02:42:01", state());
        sink.stopping.countDown();
        flusher.close();
        assertEquals(Map.of(PARTITION, 3L), progress);
        flusher.note(List.of(measured(3)), Map.of(PARTITION, 4L));
        assertEquals("02:42:03/1/02:42:03", state());
        assertEquals(Map.of(PARTITION, 4L), progress);
    }

    @Test
    void goesPastABatchOfWhichNothingWasStored() throws Exception {
        try (var flusher = sink.flusher(Duration.ofMinutes(1), progress::putAll)) {
            flusher.start();
            flusher.note(List.of(), Map.of(PARTITION, 5L));
            Await.equal(Map.of(PARTITION, 5L), SOON, () -> Map.copyOf(progress));
        }
    }

    private void upsert(ResultRow row) throws SQLException {
        try (var connection = sink.database.getConnection()) {
            LatestTable.upsert(connection, List.of(Latest.of(row)));
        }
    }

    private String state() throws SQLException {
        return sink.text("SELECT CONCAT(TIME_FORMAT(due_at, '%T'), '/', outcome, '/',"
                + " COALESCE(TIME_FORMAT(measured_at, '%T'), '-')) FROM series_latest");
    }

    private ResultRow measured(int second) {
        return sink.rows(List.of(Records.of(Samples.ping("p1", "t1", NOW.plusSeconds(second)), NOW, 0)))
                .getFirst();
    }

    private ResultRow timedOut(int second) {
        var result = Samples.failed(
                "p1",
                "t1",
                io.waddleperf.contracts.Test.PING,
                NOW.plusSeconds(second),
                new Outcome.TimedOut(1_000_000));
        return sink.rows(List.of(Records.of(result, NOW, 0))).getFirst();
    }
}
