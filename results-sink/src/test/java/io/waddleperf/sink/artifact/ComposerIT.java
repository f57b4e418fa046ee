package io.waddleperf.sink.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of chunks, in a real database and a folder.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposerIT {
    private static final Instant AT = Samples.AT;

    private final ArtifactSettings settings =
            new ArtifactSettings(KafkaAccess.open(""), 4, "g", Duration.ofHours(1), 90, Duration.ofSeconds(8));
    private ArtifactDatabase database;
    private ObjectStore store;

    @TempDir
    Path folder;

    @BeforeAll
    void migrate() throws SQLException {
        database = new ArtifactDatabase();
    }

    @BeforeEach
    void open() {
        store = ObjectStores.open(StoreSettings.directory(folder.resolve("archive")));
    }

    @Test
    void makesTheWholeOfItsChunks() throws Exception {
        var content = ArtifactDatabase.content(1);
        var chunks = ArtifactDatabase.chunks("whole", content);
        var id = chunks.getFirst().artifactId();
        take(store, chunks.getFirst());
        assertEquals("arriving", database.row(id, "state"));
        chunks.forEach(chunk -> take(store, chunk));
        assertEquals("complete", database.row(id, "state"));
        assertStoredOnce(id, content);
        chunks.forEach(chunk -> take(store, chunk));
        assertStoredOnce(id, content);
    }

    @Test
    void takesChunksInAnyOrder() throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            var content = ArtifactDatabase.content(seed);
            var chunks = new ArrayList<>(ArtifactDatabase.chunks("order-" + seed, content));
            Collections.shuffle(chunks, new Random(seed));
            chunks.forEach(chunk -> take(store, chunk));
            assertEquals("complete", database.row(chunks.getFirst().artifactId(), "state"));
        }
    }

    /// Dies before and after each thing that it does in the archive, and begins again.
    @Test
    void storesTheWholeOnceWhereverItIsKilled() throws Exception {
        for (int steps = 1; ; steps++) {
            var content = ArtifactDatabase.content(steps);
            var chunks = ArtifactDatabase.chunks("killed-" + steps, content);
            var mortal = new MortalStore(store, steps);
            try {
                chunks.forEach(chunk -> take(mortal, chunk));
            } catch (MortalStore.Killed e) {
                // what follows is the start after it
            }
            chunks.forEach(chunk -> take(store, chunk));
            var id = chunks.getFirst().artifactId();
            assertEquals("complete", database.row(id, "state"), "killed at step " + steps);
            assertStoredOnce(id, content);
            if (mortal.survived()) {
                assertTrue(steps > 20, "it died " + steps + " times");
                return;
            }
        }
    }

    @Test
    void saysThatAnArtifactIsDamaged() throws Exception {
        var chunks = ArtifactDatabase.chunks("damaged", ArtifactDatabase.content(1));
        var other = ArtifactDatabase.chunks("damaged", ArtifactDatabase.content(2));
        var id = chunks.getFirst().artifactId();
        var first = chunks.getFirst();
        take(store, with(first, other.getFirst().data()));
        take(store, chunks.get(1));
        take(store, chunks.get(2));
        assertEquals("damaged", database.row(id, "state"));
        assertTrue(database.row(id, "note").contains("SHA-256"), database.row(id, "note"));
        assertEquals(List.of(), store.list("artifacts/arriving/" + id));
        assertTrue(store.find(database.row(id, "object_key")).isEmpty());
    }

    @Test
    void saysThatAnArtifactIsTooShortOrTooLong() throws Exception {
        var chunks = ArtifactDatabase.chunks("short", ArtifactDatabase.content(1));
        take(store, with(chunks.get(0), List.of("aA==")));
        take(store, chunks.get(1));
        take(store, chunks.get(2));
        assertTrue(database.row(chunks.getFirst().artifactId(), "note").contains("bytes that the probe says"));
        var more = ArtifactDatabase.chunks("long", ArtifactDatabase.content(1));
        take(store, more.get(0));
        take(store, more.get(1));
        take(store, with(more.get(2), more.get(1).data()));
        assertEquals("damaged", database.row(more.getFirst().artifactId(), "state"));
    }

    @Test
    void refusesAChunkThatContradictsTheFirst() throws Exception {
        var chunks = ArtifactDatabase.chunks("contradicts", ArtifactDatabase.content(1));
        var other = ArtifactDatabase.chunks("contradicts", ArtifactDatabase.content(2));
        take(store, chunks.getFirst());
        assertThrows(WireFormatException.class, () -> composer(store).take(other.get(1), 0, AT));
        take(store, chunks.get(1));
        take(store, chunks.get(2));
        assertEquals("complete", database.row(chunks.getFirst().artifactId(), "state"));
    }

    @Test
    void givesUpWhatStaysIncompleteAndSaysSo() throws Exception {
        var chunks = ArtifactDatabase.chunks("late", ArtifactDatabase.content(1));
        var id = chunks.getFirst().artifactId();
        take(store, chunks.get(0));
        take(store, chunks.get(1));
        upkeep().giveUp(Map.of(0, AT.plus(Duration.ofMinutes(59)), 1, AT.plus(Duration.ofDays(1))));
        assertEquals("arriving", database.row(id, "state"));
        upkeep().giveUp(Map.of(0, AT.plus(Duration.ofMinutes(61))));
        assertEquals("incomplete", database.row(id, "state"));
        assertEquals("2 of 3 chunks came within PT1H", database.row(id, "note"));
        take(store, chunks.get(2));
        assertEquals("incomplete", database.row(id, "state"));
        assertEquals(List.of(), store.list("artifacts/arriving/" + id));
    }

    @Test
    void deletesWhatHasHadItsTime() throws Exception {
        var chunks = ArtifactDatabase.chunks("old", ArtifactDatabase.content(1));
        chunks.forEach(chunk -> take(store, chunk));
        var id = chunks.getFirst().artifactId();
        var key = database.row(id, "object_key");
        upkeep().drop(AT.plus(Duration.ofDays(90)));
        assertTrue(store.find(key).isPresent());
        upkeep().drop(AT.plus(Duration.ofDays(91)));
        assertTrue(store.find(key).isEmpty());
        assertEquals("no row", database.row(id, "state"));
    }

    private void assertStoredOnce(UUID id, byte[] content) throws IOException, SQLException {
        try (var in = store.open(database.row(id, "object_key"))) {
            assertArrayEquals(content, in.readAllBytes());
        }
        var all = store.list("").stream().filter(entry -> entry.key().contains(id.toString()));
        assertEquals(1, all.count());
    }

    private Composer composer(ObjectStore with) {
        return new Composer(with, database.source, new FakeClock(AT));
    }

    private ArtifactUpkeep upkeep() {
        return new ArtifactUpkeep(composer(store), store, database.source, settings);
    }

    private void take(ObjectStore into, ArtifactChunk chunk) {
        try {
            composer(into).take(chunk, 0, AT);
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ArtifactChunk with(ArtifactChunk chunk, List<String> data) {
        return new ArtifactChunk(
                chunk.artifactId(),
                chunk.resultId(),
                chunk.probe(),
                chunk.target(),
                chunk.name(),
                chunk.mediaType(),
                chunk.index(),
                chunk.count(),
                chunk.totalBytes(),
                chunk.sha256(),
                data);
    }
}
