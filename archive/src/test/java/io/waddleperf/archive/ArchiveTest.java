package io.waddleperf.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    @TempDir
    private Path folder;

    private ObjectStore store() {
        return ObjectStores.open(
                StoreSettings.directory(folder.resolve("archive").toAbsolutePath()));
    }

    private Archive archive(ObjectStore store) {
        return new Archive(store, folder.resolve("reading"));
    }

    /// Reads the log again and again from what was committed, dying at any step, until it is through.
    private void archive(List<ConsumerRecord<byte[], byte[]>> log, ObjectStore store, SplittableRandom random)
            throws IOException {
        int committed = 0;
        for (int lives = 0; lives < 10_000 && committed < log.size(); lives++) {
            var cutter = new Cutter(folder.resolve("writing"), Cutter.WINDOW);
            try {
                for (int i = committed; i < log.size(); i++) {
                    var ended = cutter.add(log.get(i));
                    if (ended.isPresent()) {
                        committed = keep(ended.get(), log, store, committed);
                    }
                    if (random.nextInt(200) == 0) {
                        throw new FailingStore.Died();
                    }
                    if (random.nextInt(30) == 0) { // it was quiet for a while, or this clock is ahead
                        var quiet = cutter.end(LogOfTests.TOPIC_PARTITION);
                        committed = quiet.isPresent() ? keep(quiet.get(), log, store, committed) : committed;
                    }
                }
                var last = cutter.end(LogOfTests.TOPIC_PARTITION);
                committed = last.isPresent() ? keep(last.get(), log, store, committed) : log.size();
            } catch (FailingStore.Died e) {
                cutter.dropAll();
            }
        }
        assertEquals(log.size(), committed);
    }

    private static int keep(
            FinishedPart part, List<ConsumerRecord<byte[], byte[]>> log, ObjectStore store, int committed)
            throws IOException {
        store.create(part.key(), part.file());
        int next = committed;
        while (next < log.size() && log.get(next).offset() < part.nextOffset()) {
            next++;
        }
        return next;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void holdsEachResultOnceWheneverItDies(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var log = LogOfTests.random(random, 400);
        var store = new FailingStore(store(), () -> random.nextInt(25) == 0);
        archive(log, store, random);

        var sent = new TreeSet<String>();
        var hours = new TreeSet<Instant>();
        for (var record : log) {
            sent.add(WireCodec.read(Result.class, record.value()).id().toString());
            hours.add(Instant.ofEpochMilli(record.timestamp()).truncatedTo(ChronoUnit.HOURS));
        }
        var before = new HashSet<String>();
        for (Instant hour : hours) {
            archive(store()).read(Kind.RESULTS, hour, line -> before.add(line.id()));
        }
        assertEquals(sent, new TreeSet<>(before), "nothing is lost before it is compacted");

        compactUntilDone(store, hours);
        var after = new ArrayList<String>();
        for (Instant hour : hours) {
            archive(store()).read(Kind.RESULTS, hour, line -> after.add(line.id()));
            assertEquals(1, store().list(Window.prefix(Kind.RESULTS, hour)).size());
        }
        assertEquals(sent, new TreeSet<>(after));
        // a result that a probe sent again in another hour is in both: the series' hour is the log's
        assertTrue(after.size() <= sent.size() + acrossHours(log), "doubled within an hour");
    }

    private void compactUntilDone(ObjectStore store, Set<Instant> hours) throws IOException {
        for (Instant hour : hours) {
            for (int tries = 0, made = 1; made > 0; tries++) {
                assertTrue(tries < 1_000);
                try {
                    made = new Compaction(archive(store), Turn.ALONE).compact(Kind.RESULTS, hour);
                } catch (FailingStore.Died e) {
                    made = 1;
                }
            }
        }
    }

    private static int acrossHours(List<ConsumerRecord<byte[], byte[]>> log) {
        var places = new HashSet<String>();
        var ids = new HashSet<String>();
        for (var record : log) {
            String id = WireCodec.read(Result.class, record.value()).id().toString();
            ids.add(id);
            places.add(id + Instant.ofEpochMilli(record.timestamp()).truncatedTo(ChronoUnit.HOURS));
        }
        return places.size() - ids.size();
    }

    @Test
    void cutsTheSameFilesFromTheSameLogWhereverItBegins() throws IOException {
        var log = LogOfTests.random(new SplittableRandom(42), 300);
        List<FinishedPart> all = cut(log);
        for (int border = 1; border < all.size(); border += 3) {
            long from = all.get(border - 1).nextOffset();
            var rest = log.stream().filter(record -> record.offset() >= from).toList();
            assertEquals(
                    all.subList(border, all.size()).stream()
                            .map(FinishedPart::key)
                            .toList(),
                    cut(rest).stream().map(FinishedPart::key).toList());
        }
    }

    private List<FinishedPart> cut(List<ConsumerRecord<byte[], byte[]>> log) throws IOException {
        var cutter = new Cutter(folder.resolve("writing"), Cutter.WINDOW);
        var parts = new ArrayList<FinishedPart>();
        for (var record : log) {
            cutter.add(record).ifPresent(parts::add);
        }
        cutter.dropAll();
        return parts;
    }

    @Test
    void sortsAnHourBySeriesAndTime() throws IOException {
        var log = LogOfTests.random(new SplittableRandom(7), 300);
        var store = store();
        archive(log, store, new SplittableRandom(8));
        Instant hour = LogOfTests.START.truncatedTo(ChronoUnit.HOURS);
        new Compaction(archive(store), Turn.ALONE).compact(Kind.RESULTS, hour);
        var lines = new ArrayList<Line>();
        archive(store).read(Kind.RESULTS, hour, lines::add);
        for (int i = 1; i < lines.size(); i++) {
            Line before = lines.get(i - 1);
            Line line = lines.get(i);
            assertTrue(before.sortSeries() <= line.sortSeries());
            assertTrue(before.sortSeries() < line.sortSeries()
                    || !before.sortTime().isAfter(line.sortTime()));
        }
    }

    @Test
    void sortsWhatDoesNotFitIntoMemory() throws IOException {
        var store = store();
        archive(LogOfTests.random(new SplittableRandom(7), 300), store, new SplittableRandom(8));
        var archive = archive(store);
        var files = new ArrayList<FileName>();
        archive.listed("results/").forEach(found -> found.forEach(one -> files.add(one.name())));
        Path inMemory = folder.resolve("in-memory.parquet");
        Path dealt = folder.resolve("dealt.parquet");
        try (var sorter = new Sorter(folder.resolve("s"), Kind.RESULTS, files, true, 1)) {
            sorter.write(inMemory, Map.of(), archive);
        }
        try (var sorter = new Sorter(folder.resolve("s"), Kind.RESULTS, files, false, 5)) {
            sorter.write(dealt, Map.of(), archive);
        }
        assertEquals(lines(inMemory), lines(dealt));
        try (var left = Files.list(folder.resolve("s"))) {
            assertEquals(0, left.count());
        }
    }

    private static List<Line> lines(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        LineFiles.read(file, Kind.RESULTS, lines::add);
        return lines;
    }

    @Test
    void mergesAPartThatComesAfterItsHourWasCompacted() throws IOException {
        var store = store();
        Instant hour = LogOfTests.START.truncatedTo(ChronoUnit.HOURS);
        var compaction = new Compaction(archive(store), Turn.ALONE);
        List<FinishedPart> parts = cut(LogOfTests.random(new SplittableRandom(3), 60)).stream()
                .filter(part -> part.key().startsWith(Window.prefix(Kind.RESULTS, hour)))
                .toList();
        assertTrue(parts.size() >= 2, "the log of this seed has more than one part in its first hour");
        store.create(parts.getFirst().key(), parts.getFirst().file());
        assertEquals(1, compaction.compact(Kind.RESULTS, hour));
        assertEquals(0, compaction.compact(Kind.RESULTS, hour), "there is nothing to do");
        store.create(parts.get(1).key(), parts.get(1).file());
        store.create(parts.getFirst().key(), parts.getFirst().file()); // and the first one once more
        assertEquals(1, compaction.compact(Kind.RESULTS, hour));
        var lines = new ArrayList<Line>();
        archive(store).read(Kind.RESULTS, hour, lines::add);
        assertEquals(lines.stream().map(Line::id).distinct().count(), lines.size());
        assertEquals(1, store.list("").size());
    }

    @Test
    void leavesAloneWhatIsMerged() throws IOException {
        var part = cutOne(LogOfTests.START);
        store().create(part.key(), part.file());
        Instant later = LogOfTests.START.plus(Duration.ofDays(5));
        assertEquals(1, new Compaction(archive(store()), Turn.ALONE).run(later), "a store that was away for days");
        var touched = new AtomicInteger();
        var watched = new FailingStore(store(), () -> touched.incrementAndGet() < 0);
        assertEquals(0, new Compaction(archive(watched), Turn.ALONE).run(later));
        assertEquals(0, touched.get(), "neither fetched nor deleted");
    }

    @Test
    void changesNothingOnceItIsTheTurnOfAnother() throws IOException {
        var part = cutOne(LogOfTests.START);
        store().create(part.key(), part.file());
        Instant later = LogOfTests.START.plus(Duration.ofHours(2));
        for (int turns = 0; turns < 3; turns++) { // at the beginning, before the file is made, before the parts go
            var left = new AtomicInteger(turns);
            var compaction = new Compaction(archive(store()), () -> {
                if (left.getAndDecrement() == 0) {
                    throw new IOException("the turn of another");
                }
            });
            assertThrows(IOException.class, () -> compaction.run(later));
            assertEquals(turns < 2 ? 1 : 2, store().list("").size(), "after " + turns + " steps");
            assertTrue(store().find(part.key()).isPresent());
        }
        assertEquals(0, new Compaction(archive(store()), Turn.ALONE).run(later), "what was made is good");
        assertEquals(1, store().list("").size());
    }

    @Test
    void refusesWindowsOfWhichNoneEndsWithTheHour() {
        var folder = this.folder.resolve("writing");
        for (var window :
                List.of(Duration.ZERO, Duration.ofMinutes(7), Duration.ofMillis(1_500), Duration.ofHours(2))) {
            var e = assertThrows(IllegalArgumentException.class, () -> new Cutter(folder, window));
            assertTrue(e.toString().contains(window.toString()), e::toString);
        }
    }

    @Test
    void tellsWhenItsOldestLineWasAppended() throws IOException {
        var cutter = new Cutter(folder.resolve("writing"), Cutter.WINDOW);
        assertEquals(Optional.empty(), cutter.oldest());
        for (int offset = 0; offset < 3; offset++) {
            Instant at = LogOfTests.START.plusSeconds(offset);
            cutter.add(LogOfTests.record(offset, at, Samples.ping("local", "web", at)));
        }
        assertEquals(Optional.of(LogOfTests.START), cutter.oldest());
        var part = cutter.end(LogOfTests.TOPIC_PARTITION).orElseThrow();
        assertEquals(LogOfTests.START, part.begun());
        assertEquals(Files.size(part.file()), part.bytes());
        assertEquals(Optional.empty(), cutter.oldest());
    }

    @Test
    void waitsForThePartsOfAnHour() throws IOException {
        var part = cutOne(LogOfTests.START);
        store().create(part.key(), part.file());
        var compaction = new Compaction(archive(store()), Turn.ALONE);
        Instant end = LogOfTests.START.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        assertEquals(0, compaction.run(end.plus(Duration.ofMinutes(14))));
        assertEquals(1, compaction.run(end.plus(Duration.ofMinutes(15))));
    }

    @Test
    void leavesOutWhatIsNoResultAndGoesOn() throws IOException {
        var cutter = new Cutter(folder.resolve("writing"), Cutter.WINDOW);
        byte[] broken = "{\"id\":1".getBytes(StandardCharsets.UTF_8);
        cutter.add(LogOfTests.record(Topics.RESULTS.name(), 7, LogOfTests.START, "local", broken));
        cutter.add(LogOfTests.record(8, LogOfTests.START, Samples.ping("local", "web", LogOfTests.START)));
        assertEquals(1, cutter.takeUnreadable());
        var part = cutter.end(LogOfTests.TOPIC_PARTITION).orElseThrow();
        assertEquals(1, part.lines());
        assertEquals("results/date=2026-11-25/hour=13/3-1795614600-8-8.parquet", part.key());
    }

    @Test
    void deletesHoursThatHaveHadTheirTime() throws IOException {
        var store = store();
        var part = cutOne(LogOfTests.START);
        store.create(part.key(), part.file());
        var days = Map.of(Kind.RESULTS, 7);
        assertEquals(0, new OldHours(store).delete(days, LogOfTests.START.plus(Duration.ofDays(7))));
        assertEquals(
                1,
                new OldHours(store)
                        .delete(days, LogOfTests.START.plus(Duration.ofDays(7).plusHours(2))));
        assertEquals(List.of(), store.list(""));
        assertTrue(Files.exists(folder));
    }

    private FinishedPart cutOne(Instant appendedAt) throws IOException {
        var cutter = new Cutter(folder.resolve("writing"), Cutter.WINDOW);
        cutter.add(LogOfTests.record(0, appendedAt, Samples.ping("local", "web", appendedAt)));
        return cutter.end(LogOfTests.TOPIC_PARTITION).orElseThrow();
    }
}
