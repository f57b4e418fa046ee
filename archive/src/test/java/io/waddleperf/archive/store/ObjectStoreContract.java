package io.waddleperf.archive.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.store.StoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of each store.
abstract class ObjectStoreContract {
    private static final int LARGE_BYTES = 11 << 20;

    @TempDir
    Path files;

    /// An empty one.
    abstract ObjectStore store() throws IOException;

    /// One whose folder or bucket is not there.
    abstract ObjectStore absent() throws IOException;

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        try (var store = store()) {
            assertTrue(store.create("results/date=2026-11-25/hour=13/0-1.parquet", bytes("from memory")));
            assertTrue(store.create("results/date=2026-11-25/hour=13/0-2.parquet", file("from a file")));
            assertTrue(store.create("empty", new byte[0]));
            assertEquals("from memory", read(store, "results/date=2026-11-25/hour=13/0-1.parquet"));
            assertEquals("from a file", read(store, "results/date=2026-11-25/hour=13/0-2.parquet"));
            assertEquals("", read(store, "empty"));
        }
    }

    @Test
    void keepsTheFirstOfAKey() throws IOException {
        try (var store = store()) {
            assertTrue(store.create("a/b", bytes("first")));
            assertFalse(store.create("a/b", bytes("second")));
            assertFalse(store.create("a/b", file("third")));
            assertEquals("first", read(store, "a/b"));
        }
    }

    @Test
    void keepsTheFirstOfAKeyThatIsNotSmall() throws IOException {
        try (var store = store()) {
            var content = new byte[3 << 20];
            assertTrue(store.create("a/b", content));
            content[0] = 1;
            assertFalse(store.create("a/b", content));
        }
    }

    @Test
    void keepsOneOfManyWritersAndTellsWhich() throws Exception {
        try (var store = store();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                var key = "race/" + round;
                var writers = new ArrayList<Callable<Boolean>>();
                for (int writer = 0; writer < 8; writer++) {
                    var content = bytes("writer " + writer);
                    writers.add(() -> store.create(key, content));
                }
                var winners = new ArrayList<Integer>();
                var answers = threads.invokeAll(writers);
                for (int writer = 0; writer < answers.size(); writer++) {
                    if (answers.get(writer).get()) {
                        winners.add(writer);
                    }
                }
                assertEquals(1, winners.size(), winners.toString());
                assertEquals("writer " + winners.getFirst(), read(store, key));
            }
        }
    }

    @Test
    void takesLargeFilesOnce() throws IOException {
        var content = new byte[LARGE_BYTES];
        new Random(4).nextBytes(content);
        var file = Files.write(files.resolve("large"), content);
        try (var store = store()) {
            assertTrue(store.create("large", file));
            assertFalse(store.create("large", file));
            try (var in = store.open("large")) {
                assertArrayEquals(content, in.readAllBytes());
            }
            assertEquals(LARGE_BYTES, store.find("large").orElseThrow().bytes());
        }
    }

    @Test
    void findsWhatIsThere() throws IOException {
        var before = Instant.now().minus(Duration.ofMinutes(1));
        try (var store = store()) {
            store.create("a/bc", bytes("other"));
            assertTrue(store.find("a/b").isEmpty());
            assertTrue(store.find("a").isEmpty());
            store.create("a/b", bytes("12345"));
            var found = store.find("a/b").orElseThrow();
            assertEquals("a/b", found.key());
            assertEquals(5, found.bytes());
            assertTrue(found.modified().isAfter(before), found.toString());
        }
    }

    @Test
    void listsByTheBeginningInOrder() throws IOException {
        try (var store = store()) {
            for (var key : List.of("b/x", "a-b/x", "a/b/d", "a/b/c", "a/b-c", "a/b.c", "a0")) {
                store.create(key, bytes(key));
            }
            assertEquals(List.of("a-b/x", "a/b-c", "a/b.c", "a/b/c", "a/b/d", "a0", "b/x"), keys(store, ""));
            assertEquals(List.of("a/b-c", "a/b.c", "a/b/c", "a/b/d"), keys(store, "a/b"));
            assertEquals(List.of("a/b/c", "a/b/d"), keys(store, "a/b/"));
            assertEquals(List.of(), keys(store, "c/"));
            assertEquals(List.of(), keys(store, "b/x/y"));
        }
    }

    @Test
    void listsAndDeletesMoreThanAPage() throws Exception {
        try (var store = store();
                var threads = Executors.newFixedThreadPool(4)) {
            var keys = IntStream.range(0, 1_010)
                    .mapToObj(i -> "many/" + (10_000 + i))
                    .toList();
            var tasks = keys.stream()
                    .map(key -> (Callable<Boolean>) () -> store.create(key, bytes(key)))
                    .toList();
            for (var task : threads.invokeAll(tasks)) {
                assertTrue(task.get());
            }
            assertEquals(keys, keys(store, "many/"));
            store.create("kept", bytes("kept"));
            store.delete(keys);
            assertEquals(List.of("kept"), keys(store, ""));
        }
    }

    @Test
    void passesOverWhatIsGoneAlready() throws IOException {
        try (var store = store()) {
            store.create("a/b", bytes("x"));
            store.delete(List.of("a/b", "never/there"));
            store.delete(List.of("a/b"));
            store.delete(List.of());
            assertEquals(List.of(), keys(store, ""));
            assertTrue(store.create("a/b", bytes("again")));
        }
    }

    @Test
    void saysThatAKeyIsNotThere() throws IOException {
        try (var store = store()) {
            var e = assertThrows(StoreException.class, () -> store.open("a/b").close());
            assertEquals(Kind.NO_SUCH_KEY, e.kind(), e.toString());
            assertTrue(e.toString().contains("a/b"), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a/",
                "a//b",
                "..",
                "../a",
                "a/../b",
                "a/./b",
                "a\\b",
                "a b",
                "~incoming/1",
                "ä",
                "a\u0000"
            })
    void refusesWhatIsNoKey(String key) throws IOException {
        try (var store = store()) {
            assertThrows(IllegalArgumentException.class, () -> store.create(key, bytes("x")));
            assertThrows(IllegalArgumentException.class, () -> store.open(key));
            assertThrows(IllegalArgumentException.class, () -> store.find(key));
            assertThrows(IllegalArgumentException.class, () -> store.delete(List.of(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc/", "../", "a/../../", "a//", "~", "a b"})
    void refusesWhatIsNoPrefix(String prefix) throws IOException {
        try (var store = store()) {
            assertThrows(IllegalArgumentException.class, () -> store.list(prefix));
        }
    }

    @Test
    void saysThatItCanBeUsed() throws IOException {
        try (var store = store()) {
            store.check();
            assertEquals(List.of(), keys(store, ""));
        }
    }

    @Test
    void saysThatItsPlaceIsMissing() throws IOException {
        try (var store = absent()) {
            assertAbsent(store::check);
            assertAbsent(() -> store.create("a", bytes("x")));
            assertAbsent(() -> store.create("a", file("x")));
            assertAbsent(() -> store.open("a").close());
            assertAbsent(() -> store.find("a"));
            assertAbsent(() -> store.list(""));
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void assertAbsent(Step step) {
        var e = assertThrows(StoreException.class, step::run);
        assertEquals(Kind.ABSENT, e.kind(), e.toString());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(files.resolve("file"), text);
    }

    static String read(ObjectStore store, String key) throws IOException {
        try (var in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<String> keys(ObjectStore store, String prefix) throws StoreException {
        return store.list(prefix).stream().map(ObjectStore.Entry::key).toList();
    }
}
