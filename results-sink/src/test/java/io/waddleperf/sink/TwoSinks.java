package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Two sinks that take the same records at the same time and write them through two nodes, or one.
final class TwoSinks {
    private static final int ROWS = 20;
    private static final UUID PART = Ids.uuid("part", "hot");
    private static final UUID INCIDENT = Ids.uuid("incident", "hot");

    private final List<SinkDatabase> sinks;
    private final SinkDatabase reader;
    private final Instant now;

    /// @param one    the database through a node
    /// @param other  the same through another one
    /// @param reader the same, seeing what was committed on both
    TwoSinks(TestDatabase one, TestDatabase other, TestDatabase reader, Instant now) throws SQLException {
        this.sinks = List.of(new SinkDatabase(one), new SinkDatabase(other));
        this.reader = new SinkDatabase(reader);
        this.now = now;
    }

    /// Transactions that lost against one of the other node and were run again.
    double conflicts() {
        return sinks.stream()
                .flatMap(
                        sink -> sink
                                .registry
                                .find("waddleperf.sink.retries")
                                .tag("failure", "certification_conflict")
                                .counters()
                                .stream())
                .mapToDouble(each -> each.count())
                .sum();
    }

    /// Both write the rounds from `from` to `to`, each record as often as there are sinks.
    void write(int from, int to) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = sinks.stream()
                    .<Future<?>>map(sink -> threads.submit(() -> {
                        write(sink, from, to);
                        return null;
                    }))
                    .toList();
            for (var each : both) {
                each.get();
            }
        }
    }

    /// After so many rounds: no row twice, none lost, each at its last value.
    void verify(int rounds) throws SQLException {
        assertEquals((long) rounds * ROWS, reader.count());
        assertEquals(
                ROWS + "/" + rounds * ROWS + "/" + 10 * rounds * ROWS,
                reader.text("SELECT CONCAT_WS('/', COUNT(*), SUM(results), SUM(sent)) FROM rollup_1m"));
        assertEquals(
                Integer.toString(ROWS),
                reader.text("SELECT COUNT(*) FROM series_latest l WHERE due_at ="
                        + " (SELECT MAX(due_at) FROM result r WHERE r.series_id = l.series_id)"));
        assertEquals("1/" + rounds, reader.text("SELECT CONCAT_WS('/', COUNT(*), SUM(revision)) FROM incident"));
        assertEquals(Integer.toString(ROWS), reader.text("SELECT COUNT(*) FROM incident_member"));
    }

    private void write(SinkDatabase sink, int from, int to) {
        var rollups = sink.rollupWriter();
        var incidents = sink.writer(new IncidentTable());
        try (var flusher = sink.flusher(Duration.ofMillis(10), _ -> {})) {
            flusher.start();
            for (int round = from; round < to; round++) {
                var results = sink.rows(results(round));
                flusher.note(sink.writer.write(results).orElseThrow().stored(), Map.of());
                assertEquals(
                        List.of(), rollups.write(rollups(round)).orElseThrow().bad());
                assertEquals(
                        List.of(),
                        incidents.write(List.of(incident(round))).orElseThrow().bad());
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> results(int round) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> Records.of(Samples.ping("hot", "t" + i, now.plusMillis(round)), now, i))
                .toList();
    }

    /// Told anew in each round, with one result more.
    private List<RollupRow> rollups(int round) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    Rollup rollup = Decided.minute("hot" + i, now, PART, round + 1);
                    return new RollupRow(rollup, rollup.series(), Records.of(rollup.probe(), rollup, now));
                })
                .toList();
    }

    private IncidentRow incident(int round) {
        Incident incident = Decided.incident(INCIDENT, round + 1, now, new PathName("hot", "t" + round % ROWS));
        var source = Records.of(INCIDENT.toString(), incident, now);
        return new IncidentRow(incident, new String(source.value(), StandardCharsets.UTF_8), source);
    }
}
