package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Rollup;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Parts of minutes and hours on a real server.
class RollupTableIT {
    private static final UUID PART = Ids.uuid("part", "one");

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);

    private SinkDatabase sink;
    private BatchWriter<RollupRow> writer;

    @BeforeEach
    void connect() throws SQLException {
        sink = new SinkDatabase();
        writer = sink.rollupWriter();
    }

    @Test
    void storesAPartOnceAndReplacesItOnlyByMoreResults() throws Exception {
        write(Decided.minute("p1", now, PART, 2), Decided.minute("p1", now, PART, 3));
        write(Decided.minute("p1", now, PART, 3));
        write(Decided.minute("p1", now, PART, 1));
        assertEquals("1/3/30", sink.text("SELECT CONCAT_WS('/', COUNT(*), SUM(results), SUM(sent)) FROM rollup_1m"));
        write(Decided.minute("p1", now, PART, 4));
        write(Decided.minute("p1", now, Ids.uuid("part", "late"), 1));
        assertEquals("2/5/50", sink.text("SELECT CONCAT_WS('/', COUNT(*), SUM(results), SUM(sent)) FROM rollup_1m"));
    }

    @Test
    void keepsMinutesAndHoursApartAndEachNumberInItsColumn() throws Exception {
        write(
                Decided.hour("p1", now, PART, 7),
                Decided.rollup("p1", now, Rollup.MINUTE_US, PART, 2, null),
                Decided.minute("p2", now, PART, 1));
        assertEquals(
                "1/7/7/0/70/63/rttMeanUs/40/50.5/60/50/59/60/000102",
                sink.text("SELECT CONCAT_WS('/', tier, results, answered, failed, sent, received, metric, min_value,"
                        + " mean_value, max_value, p50_value, p95_value, p99_value, HEX(sketch)) FROM rollup_1h"));
        assertEquals("2/0/1", sink.text("""
                SELECT CONCAT_WS('/', results, answered, COALESCE(min_value, mean_value, max_value, p50_value, p95_value,
                    p99_value, sketch) IS NULL) FROM rollup_1m JOIN series USING (series_id) WHERE probe = 'p1'"""));
        assertEquals("0", sink.text("SELECT MINUTE(start_at) FROM rollup_1h"));
    }

    @Test
    void makesTheSeriesButDoesNotTellItsTest() throws Exception {
        write(Decided.minute("p1", now, PART, 1), Decided.minute("p2", now, PART, 1));
        assertEquals("2", sink.text("SELECT COUNT(*) FROM series WHERE check_name = 'ping' AND family = 'ipv4'"));
        sink.execute("UPDATE series SET test = 'tcp'");
        writer = sink.rollupWriter();
        write(Decided.minute("p1", now, PART, 2));
        assertEquals("2", sink.text("SELECT COUNT(*) FROM series WHERE test = 'tcp'"));
    }

    @Test
    void refusesASeriesWhoseNumberBelongsToAnother() throws Exception {
        var rollup = Decided.minute("p1", now, PART, 1);
        sink.execute("INSERT INTO series (series_id, probe, target, check_name, family, test, first_seen) VALUES ("
                + rollup.series() + ", 'p9', 't9', 'ping', 'ipv4', 'ping', UTC_TIMESTAMP())");
        var written =
                writer.write(rows(rollup, Decided.minute("p2", now, PART, 1))).orElseThrow();
        assertEquals(1, written.stored().size());
        assertTrue(written.bad().getFirst().reason().contains("another series"), written.bad()::toString);
    }

    @Test
    void takesWhatAProbeKeptOfflineAndRefusesWhatIsTooFarAhead() throws Exception {
        var written = writer.write(rows(
                        Decided.minute("p1", now.minus(Duration.ofDays(29)), PART, 1),
                        Decided.minute("p1", now.plus(Duration.ofDays(3)), PART, 1),
                        Decided.minute("p1", now.plus(Duration.ofDays(4_000)), PART, 1)))
                .orElseThrow();
        assertEquals(2, written.stored().size());
        assertTrue(written.bad().getFirst().reason().startsWith("it begins too far ahead"), written.bad()::toString);
        assertEquals("2", sink.text("SELECT COUNT(*) FROM rollup_1m"));
    }

    @Test
    void losesNoRowWhenItsPartitionIsDroppedBehindItsBack() throws Exception {
        write(Decided.minute("p1", now, PART, 1));
        var names = sink.text("SELECT GROUP_CONCAT(PARTITION_NAME) FROM information_schema.PARTITIONS"
                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'rollup_1m' AND PARTITION_NAME <> 'never'");
        sink.execute("ALTER TABLE rollup_1m DROP PARTITION " + names);
        write(Decided.minute("p1", now, PART, 1), Decided.minute("p2", now, PART, 1));
        assertEquals("2", sink.text("SELECT COUNT(*) FROM rollup_1m"));
    }

    @Test
    void writesABatchOfManySeries() throws Exception {
        var many = IntStream.range(0, 1_000)
                .mapToObj(i -> Decided.minute("p" + i, now, PART, 1))
                .toArray(Rollup[]::new);
        write(many);
        write(many);
        assertEquals("1000", sink.text("SELECT COUNT(*) FROM rollup_1m"));
    }

    private void write(Rollup... rollups) {
        var written = writer.write(rows(rollups)).orElseThrow();
        assertEquals(List.of(), written.bad());
        assertEquals(rollups.length, written.stored().size());
    }

    private List<RollupRow> rows(Rollup... rollups) {
        return Stream.of(rollups)
                .map(each -> new RollupRow(each, each.series(), Records.of(each.probe(), each, now)))
                .toList();
    }
}
