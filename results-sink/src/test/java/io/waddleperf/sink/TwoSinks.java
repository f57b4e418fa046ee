package io.waddleperf.sink;

import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.testkit.GaleraNode;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Two sinks that take the same records at the same time and write them through two nodes.
final class TwoSinks {
    static final int ROWS = 20;
    private static final UUID PART = Ids.uuid("part", "hot");
    private static final UUID INCIDENT = Ids.uuid("incident", "hot");

    private final List<SinkDatabase> sinks;
    private final SinkDatabase reader;
    private final Instant now;

    TwoSinks(List<GaleraNode> nodes, String database, Instant now) throws SQLException {
        this.sinks = List.of(
                new SinkDatabase(nodes.get(0).database(database)), new SinkDatabase(nodes.get(1).database(database)));
        var third = nodes.get(2).database(database);
        this.reader = new SinkDatabase(
                new TestDatabase(third.jdbcUrl() + "&sessionVariables=wsrep_sync_wait=7", third.user(), third.password()));
        this.now = now;
    }

    /// On a third node; sees what was committed on any.
    SinkDatabase reader() {
        return reader;
    }

    /// Transactions that lost against one of the other node and were run again.
    double conflicts() {
        return sinks.stream()
                .flatMap(sink -> sink
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

    private void write(SinkDatabase sink, int from, int to) throws InterruptedException {
        var rollups = sink.rollupWriter();
        var incidents = sink.writer(new IncidentTable());
        var written = new CountDownLatch(to - from);
        try (var flusher = sink.flusher(Duration.ofMillis(10))) {
            flusher.start();
            for (int round = from; round < to; round++) {
                var results = sink.rows(results(round));
                flusher.note(sink.writer.write(results).orElseThrow().stored(), written::countDown);
                rollups.write(rollups(round)).orElseThrow();
                incidents.write(List.of(incident(round))).orElseThrow();
            }
            if (!written.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError(written.getCount() + " states were not written within 30 s");
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
