package io.waddleperf.archive.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Files on their way into a folder; under a name that no key can have, so that no list shows them.
final class Incoming {
    private static final String NAME = "~incoming";
    private static final int ATTEMPTS = 1_000;
    /// Nothing is written for so long: whoever wrote it is gone.
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    /// Writes a file's content.
    interface Content {
        void to(FileChannel out) throws IOException;
    }

    private final Path folder;
    private final Path dir;
    private final AtomicLong next = new AtomicLong();
    private volatile boolean swept;

    Incoming(Path folder) {
        this.folder = folder;
        this.dir = folder.resolve(NAME);
    }

    /// A synced file, to be linked to its name and deleted here.
    Path write(Content content) throws IOException {
        makeFolder();
        sweepOnce();
        for (int attempt = 1; ; attempt++) {
            var file = dir.resolve(ProcessHandle.current().pid() + "-" + next.incrementAndGet());
            try {
                return write(file, content);
            } catch (FileAlreadyExistsException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static Path write(Path file, Content content) throws IOException {
        var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (out) {
            content.to(out);
            out.force(true);
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// Only where the folder's parent is there: a mount that is missing stays missing.
    private void makeFolder() throws IOException {
        if (!Files.isDirectory(dir)) {
            requireReachable();
            Files.createDirectories(dir);
        }
    }

    /// Fails where neither the folder is there nor the one that it is to be made in.
    void requireReachable() throws IOException {
        var parent = folder.getParent();
        if (!Files.isDirectory(folder) && (parent == null || !Files.isDirectory(parent))) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    /// What a process that died in the middle of a file left.
    private void sweepOnce() throws IOException {
        if (swept) {
            return;
        }
        swept = true;
        // The folder's own clock: a file made just now has its time.
        var probe = write(out -> {});
        var now = Files.getLastModifiedTime(probe).toInstant();
        Files.deleteIfExists(probe);
        try (var files = Files.newDirectoryStream(dir)) {
            for (var file : files) {
                if (lastChange(file).toInstant().isBefore(now.minus(LEFT_BEHIND))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static FileTime lastChange(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(Long.MAX_VALUE); // another writer's, done with meanwhile
        }
    }

    /// Makes the names in a folder last through a power cut.
    static void sync(Path dir) throws IOException {
        try (var channel = FileChannel.open(dir, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
