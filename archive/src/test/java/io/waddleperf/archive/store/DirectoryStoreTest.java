package io.waddleperf.archive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DirectoryStoreTest extends ObjectStoreContract {
    @Override
    ObjectStore store() {
        return ObjectStores.open(StoreSettings.directory(folder()));
    }

    @Override
    ObjectStore absent() {
        return ObjectStores.open(StoreSettings.directory(files.resolve("not/mounted")));
    }

    private Path folder() {
        return files.resolve("archive");
    }

    @Test
    void leavesNothingBesideItsFiles() throws IOException {
        try (var store = store()) {
            store.create("a/b", bytes("x"));
            store.create("a/b", bytes("y"));
        }
        try (var left = Files.list(folder().resolve("~incoming"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void clearsAwayWhatACrashLeft() throws IOException {
        var incoming = Files.createDirectories(folder().resolve("~incoming"));
        var old = Files.writeString(incoming.resolve("1-1"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        var another = Files.writeString(incoming.resolve("2-1"), "being written");
        try (var store = store()) {
            store.create("a", bytes("x"));
            assertEquals(List.of("a"), keys(store, ""));
        }
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(another));
    }

    @Test
    void doesNotFollowLinksOutOfItself() throws IOException {
        try (var store = store()) {
            store.create("a", bytes("x"));
            var outside = Files.createDirectories(files.resolve("outside"));
            Files.writeString(outside.resolve("secret"), "s");
            Files.createSymbolicLink(folder().resolve("link"), outside);
            Files.createSymbolicLink(folder().resolve("file"), outside.resolve("secret"));
            assertEquals(List.of("a"), keys(store, ""));
            assertThrows(StoreException.class, () -> store.open("file").close());
            assertTrue(store.find("file").isEmpty());
        }
    }

    @Test
    void prunesFoldersThatNothingIsIn() throws IOException {
        try (var store = store()) {
            store.create("results/date=2026-11-25/hour=1/x", bytes("x"));
            store.create("results/y", bytes("y"));
            store.delete(List.of("results/date=2026-11-25/hour=1/x"));
        }
        assertFalse(Files.exists(folder().resolve("results/date=2026-11-25")));
        assertTrue(Files.exists(folder().resolve("results/y")));
    }

    @Test
    void failsWhereAKeyIsAFolder() throws IOException {
        try (var store = store()) {
            store.create("a/b", bytes("x"));
            assertThrows(StoreException.class, () -> store.create("a", bytes("y")));
            assertThrows(StoreException.class, () -> store.create("a/b/c", bytes("y")));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void knowsAFullDiskByTheSystemsWord() {
        var e = assertThrows(IOException.class, () -> Files.write(Path.of("/dev/full"), bytes("x")));
        var told = FolderFaults.of("store a", folder(), e);
        assertEquals(Kind.FULL, told.kind(), told.toString());
        assertTrue(told.toString().contains("Free space"), told.getMessage());
    }

    @Test
    void tellsRightsFromFaultsOfTheDisk() {
        assertEquals(Kind.DENIED, kind(new AccessDeniedException("/x")));
        assertEquals(Kind.DENIED, kind(new FileSystemException("/x", null, "Read-only file system")));
        assertEquals(Kind.FULL, kind(new IOException("Disk quota exceeded")));
        assertEquals(Kind.AWAY, kind(new IOException("Stale file handle")));
        assertEquals(Kind.OTHER, kind(new IOException("?")));
    }

    private Kind kind(IOException e) {
        return FolderFaults.of("x", folder(), e).kind();
    }

    @Test
    void wantsAnAbsoluteFolder() {
        assertThrows(IllegalArgumentException.class, () -> StoreSettings.directory(Path.of("archive")));
    }
}
