package io.waddleperf.archive.store;

import io.waddleperf.archive.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/// What a fault of the file system means, and what to do about it.
///
/// The JDK gives most of them only the words of the operating system.
final class FolderFaults {
    private FolderFaults() {}

    static StoreException of(String doing, Path folder, IOException e) {
        var kind = kind(folder, e);
        return new StoreException(
                kind, "Archive " + folder + ": could not " + doing + ": " + e + ". " + advice(kind), e);
    }

    private static Kind kind(Path folder, IOException e) {
        var words = Objects.requireNonNullElse(e.getMessage(), "");
        if (words.contains("No space left") || words.contains("quota exceeded") || words.contains("File too large")) {
            return Kind.FULL;
        }
        if (e instanceof AccessDeniedException
                || words.contains("Read-only file system")
                || words.contains("Permission denied")
                || words.contains("Operation not permitted")) {
            return Kind.DENIED;
        }
        if (e instanceof NoSuchFileException && !Files.isDirectory(folder)) {
            return Kind.ABSENT;
        }
        return away(words) ? Kind.AWAY : Kind.OTHER;
    }

    private static boolean away(String words) {
        return words.contains("Input/output error")
                || words.contains("Stale file handle")
                || words.contains("not connected")
                || words.contains("timed out")
                || words.contains("Too many open files");
    }

    private static String advice(Kind kind) {
        return switch (kind) {
            case ABSENT -> "Mount it, or make the folder that it stands in";
            case DENIED -> "Give the user that runs this the right to write there";
            case FULL -> "Free space or raise the quota; what is not stored yet waits in Kafka";
            case AWAY -> "Look at the disk or the mount; it is tried again";
            case NO_SUCH_KEY, OTHER -> "Look at the folder and the system's log";
        };
    }
}
