package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.Archive;
import io.waddleperf.archive.Compaction;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.Turn;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of one of two sinks, in turn, while results flow; each goes and comes back, so that
/// partitions move both ways. Then ids of the senders' journal = ids in the table = ids in the
/// compacted archive.
///
/// `-Dchaos.seconds`, `-Dchaos.every` (seconds between two kills), `-Dchaos.rate` (results a second)
/// and `-Dchaos.window` (seconds of a file of the archive) make it longer, denser or heavier.
class SinkKillsIT {
    private static final int SECONDS = Integer.getInteger("chaos.seconds", 30);
    private static final int EVERY = Integer.getInteger("chaos.every", 5);
    private static final int RATE = Integer.getInteger("chaos.rate", 300);
    private static final Duration WINDOW = Duration.ofSeconds(Integer.getInteger("chaos.window", 10));
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration CATCHES_UP_WITHIN = Duration.ofMinutes(3);
    private static final long LOG_BYTES = 512 << 20;

    private final Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    private final TestDatabase database = TestServers.freshDatabase();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void storesAndArchivesEachAcknowledgedResultOnceThoughSinksAreKilled() throws Exception {
        // a broker of its own: in that of other tests a sink of theirs may read for the same groups
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, LOG_BYTES));
                var one = sink("one", broker);
                var other = sink("other", broker);
                var progress = new StoredRows(database)) {
            provision(broker);
            one.start();
            other.start();
            run(broker, List.of(one, other), progress);
        }
    }

    private void run(EmbeddedKafka broker, List<SinkProcess> sinks, StoredRows progress) throws Exception {
        try (var senders = new JournaledSenders(broker.bootstrap(), start, RATE)) {
            senders.start();
            Await.until("rows are stored", STARTS_WITHIN, () -> progress.count() > 0);
            progress.watch();
            int kills = killInTurn(sinks);
            senders.stop();
            awaitAll(broker, senders.journal().size(), progress, kills);
            for (var sink : sinks) {
                assertTrue(sink.isAlive(), () -> "a sink has ended by itself; see " + sink.log());
            }
            compare(senders);
        }
    }

    private static void awaitAll(EmbeddedKafka broker, int sent, StoredRows progress, int kills) {
        long stoppedNs = System.nanoTime();
        // the sink's offsets may wait for the next record, where one could not pass in a rebalance
        Await.until("all rows are in the table", CATCHES_UP_WITHIN, () -> progress.count() >= sent);
        long storedMs = sinceMs(stoppedNs);
        new GroupOffsets(broker.bootstrap()).awaitEnd(CATCHES_UP_WITHIN, "results-sink-archive");
        System.out.printf(
                "chaos: %d s at %d results/s, %d kills, one every %d s; longest time without a new row %.1f s;"
                        + " after the last result the table is complete in %.1f s, the archive in %.1f s%n",
                SECONDS, RATE, kills, EVERY, progress.longestPauseMs() / 1e3, storedMs / 1e3, sinceMs(stoppedNs) / 1e3);
    }

    private SinkProcess sink(String name, EmbeddedKafka broker) throws IOException {
        return new SinkProcess(name, dir, broker.bootstrap(), database, WINDOW);
    }

    private static void provision(EmbeddedKafka broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            TopicProvisioner.ensure(admin, SinkKafka.PARTITIONS, (short) 1);
            GroupOffsets.awaitLeaders(admin, STARTS_WITHIN);
        }
    }

    /// @return how many kills there were
    private static int killInTurn(List<SinkProcess> sinks) {
        long beginNs = System.nanoTime();
        int kills = 0;
        for (; (kills + 1) * EVERY <= SECONDS; kills++) {
            long dueNs = beginNs + Duration.ofSeconds((kills + 1L) * EVERY).toNanos();
            while (System.nanoTime() < dueNs) {
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
            var sink = sinks.get(kills % sinks.size());
            sink.kill();
            sink.start();
        }
        return kills;
    }

    private void compare(JournaledSenders senders) throws Exception {
        var journal = senders.journal();
        try (var store = ObjectStores.open(StoreSettings.directory(SinkProcess.archive(dir)))) {
            int files = store.list(Kind.RESULTS.prefix() + '/').size();
            int lines = archived(store).size();
            compact(store);
            var table = IdsFound.compare(stored(), journal, senders.unsure());
            var archive = IdsFound.compare(archived(store), journal, senders.unsure());
            System.out.printf(
                    "chaos: %d ids in the journal (and %d not acknowledged); in the table %s; in the archive %d lines"
                            + " of %d files, after compact %s%n",
                    journal.size(), senders.unsure().size(), table, lines, files, archive);
            assertTrue(journal.size() > SECONDS * RATE / 2, () -> "too little flowed: " + journal.size());
            assertTrue(table.exact(), () -> "in the table " + table);
            assertTrue(archive.exact(), () -> "in the archive " + archive);
            assertEquals(table.found(), archive.found());
        }
    }

    private void compact(ObjectStore store) throws IOException {
        var compaction = new Compaction(new Archive(store, dir.resolve("merging")), Turn.ALONE);
        for (Instant hour : hours()) {
            compaction.compact(Kind.RESULTS, hour);
        }
    }

    private List<UUID> archived(ObjectStore store) throws IOException {
        var ids = new ArrayList<UUID>();
        var archive = new Archive(store, dir.resolve("reading"));
        for (Instant hour : hours()) {
            archive.read(Kind.RESULTS, hour, line -> ids.add(UUID.fromString(line.id())));
        }
        return ids;
    }

    private List<Instant> hours() {
        Instant now = Clock.systemUTC().instant();
        var hours = new ArrayList<Instant>();
        for (Instant hour = start.truncatedTo(ChronoUnit.HOURS); hour.isBefore(now); hour = hour.plusSeconds(3_600)) {
            hours.add(hour);
        }
        return hours;
    }

    private List<UUID> stored() throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT result_id FROM result")) {
            while (rows.next()) {
                var bits = ByteBuffer.wrap(rows.getBytes(1));
                ids.add(new UUID(bits.getLong(), bits.getLong()));
            }
        }
        return ids;
    }

    private static long sinceMs(long startNs) {
        return (System.nanoTime() - startNs) / 1_000_000;
    }
}
