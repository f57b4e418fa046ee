package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Batches of results on a real server.
class BatchWriterIT {
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    private SinkDatabase sink;

    @BeforeEach
    void connect() throws SQLException {
        sink = new SinkDatabase();
    }

    @Test
    void storesABatchOnceHoweverOftenItComes() throws Exception {
        var batch = pings(1_000);
        assertEquals(1_000, sink.write(batch).stored().size());
        assertEquals(1_000, sink.write(batch).stored().size());
        assertEquals(1_000, sink.count());
        assertEquals("10", sink.text("SELECT COUNT(*) FROM series"));
    }

    @Test
    void storesEachNumberInItsColumn() throws Exception {
        var ping = Samples.ping("p1", "t1", now.plusNanos(123_000));
        var source = Records.of(ping, now, 0);
        sink.write(List.of(source));
        assertEquals(
                "10/10/0/40/50/50/60/60/2.5/50/1/0/20000",
                sink.text("SELECT CONCAT_WS('/', packets_sent, packets_received, loss_ratio, min_us, mean_us, p50_us,"
                        + " p95_us, max_us, jitter_us, value_us, outcome, time_adjusted, duration_us) FROM result"));
        assertEquals(new String(source.value(), StandardCharsets.UTF_8), sink.text("SELECT document FROM result"));
        try (var connection = sink.database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT due_at, result_id, series_id FROM result")) {
            rows.next();
            assertEquals(ping.dueAt(), SqlValues.instant(rows.getObject(1, LocalDateTime.class)));
            assertEquals(ping.id(), SqlValues.uuid(rows.getBytes(2)));
            assertEquals(ping.series(), rows.getLong(3));
        }
    }

    @Test
    void isolatesARowOfWhichSomeBytesAreNoText() throws Exception {
        var batch = pings(3);
        var text = new String(batch.get(1).value(), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"newField\":\"?\",");
        batch.set(1, Records.of(new String(batch.get(1).key(), StandardCharsets.UTF_8), text, now, 1));
        batch.get(1).value()[text.indexOf('?')] = (byte) 0xFF; // in what no reader looks at
        var written = sink.write(batch);
        assertEquals(2, written.stored().size());
        assertEquals(1, written.bad().getFirst().source().offset());
        assertTrue(written.bad().getFirst().reason().contains("document"), written.bad()::toString);
        assertEquals(2, sink.count());
    }

    @Test
    void isolatesThePoisonousRow() throws Exception {
        var batch = pings(100);
        batch.set(37, Records.of(withPacketsSent("p1", 1e12), now, 37));
        batch.set(90, Records.of(withPacketsSent("p2", -1e12), now, 90));
        var written = sink.write(batch);
        assertEquals(98, written.stored().size());
        assertEquals(
                List.of(37L, 90L),
                written.bad().stream().map(bad -> bad.source().offset()).toList());
        assertTrue(written.bad().getFirst().reason().contains("packets_sent"), written.bad()::toString);
        assertEquals(98, sink.count());
    }

    @Test
    void losesNoRowWhenItsPartitionIsDroppedBehindItsBack() throws Exception {
        sink.write(pings(3));
        var day = SqlValues.day(now).toString().replace("-", "");
        sink.execute("ALTER TABLE result DROP PARTITION t1_" + day);
        assertEquals(5, sink.write(pings(5)).stored().size());
        assertEquals(5, sink.count());
    }

    @Test
    void opensThePartitionOfADayThatAProbeKeptOffline() throws Exception {
        var late = Samples.ping("p1", "t1", now.minus(Duration.ofDays(6)));
        sink.write(List.of(Records.of(late, now, 0)));
        assertEquals("0", sink.text("SELECT time_adjusted FROM result"));
    }

    @Test
    void storesATimeOutOfRangeOnceAlsoWhenItIsSentAgain() throws Exception {
        var wrong = Samples.ping("p1", "t1", Instant.EPOCH);
        sink.write(List.of(Records.of(wrong, now, 0), Records.of(wrong, now.plusMillis(1), 1)));
        assertEquals(
                1,
                sink.write(List.of(Records.of(wrong, now.plusSeconds(60), 2)))
                        .stored()
                        .size());
        assertEquals(1, sink.count());
        assertEquals("1", sink.text("SELECT time_adjusted FROM result"));
        assertEquals(
                SqlValues.utc(now),
                LocalDateTime.parse(sink.text("SELECT due_at FROM result").replace(' ', 'T')));
    }

    @Test
    void refusesADayWhoseRetentionHasPassed() throws Exception {
        var appendedAt = now.minus(Duration.ofDays(9));
        var written = sink.write(List.of(
                Records.of(Samples.ping("p1", "t1", appendedAt), appendedAt, 0),
                Records.of(Samples.ping("p1", "t1", now), now, 1)));
        assertEquals(1, written.stored().size());
        assertTrue(written.bad().getFirst().reason().contains("retention of tier 1"), written.bad()::toString);
    }

    @Test
    void refusesASeriesWhoseNumberBelongsToAnother() throws Exception {
        var ping = Samples.ping("p1", "t1", now);
        sink.execute("INSERT INTO series (series_id, probe, target, check_name, family, test, first_seen) VALUES ("
                + ping.series() + ", 'p9', 't9', 'ping', 'ipv4', 'ping', UTC_TIMESTAMP())");
        for (int again = 0; again < 2; again++) {
            var written = sink.write(
                    List.of(Records.of(ping, now, again), Records.of(Samples.ping("p1", "t2", now), now, 10 + again)));
            assertEquals(1, written.stored().size());
            assertTrue(written.bad().getFirst().reason().contains("another series"), written.bad()::toString);
        }
    }

    @Test
    void givesUpWhenTheSinkStopsAndKeepsNothingHalf() throws Exception {
        sink.stopping.countDown();
        sink.execute("DROP TABLE result");
        assertTrue(sink.writer.write(sink.rows(pings(2))).isEmpty());
        assertEquals("0", sink.text("SELECT COUNT(*) FROM series"));
        assertEquals(1, sink.state.problems().size());
    }

    private List<ConsumerRecord<byte[], byte[]>> pings(int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        IntStream.range(0, count)
                .forEach(i -> records.add(
                        Records.of(Samples.ping("p1", "t" + i % 10, now.plusNanos(i * 1_000_000L)), now, i)));
        return records;
    }

    private Result withPacketsSent(String probe, double value) {
        var metrics = Metrics.builder().put(Metric.PACKETS_SENT, value).build();
        return Samples.result(probe, "t1", io.waddleperf.contracts.Test.PING, now, new Outcome.Measured(), metrics);
    }
}
