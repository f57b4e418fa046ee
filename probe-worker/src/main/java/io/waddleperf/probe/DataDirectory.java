package io.waddleperf.probe;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/// The probe's directory, locked as long as the process lives: two probes would mix their spools.
final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// @throws IOException where it cannot be made, written or locked; the message says which
    static DataDirectory lock(Path path) throws IOException {
        Files.createDirectories(path);
        var channel = FileChannel.open(path.resolve("probe.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DataDirectory(path, channel);
            }
        } catch (OverlappingFileLockException e) { // held by this very process
        }
        channel.close();
        throw new IOException("another probe uses " + path + "; give each its own --data");
    }

    /// What it was granted where it joined a control plane of another machine.
    Path membership() {
        return path.resolve("membership.properties");
    }

    Path spool() {
        return path.resolve("spool");
    }

    /// The newest assignment.
    Path assignment() {
        return path.resolve("assignment.json");
    }

    /// Chunks of files that wait for Kafka.
    Path artifacts() throws IOException {
        return ours("artifacts");
    }

    /// Files that tests are writing.
    Path captures() throws IOException {
        return ours("captures");
    }

    /// What was captured is for nobody else on this machine.
    private Path ours(String name) throws IOException {
        var directory = Files.createDirectories(path.resolve(name));
        if (Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return directory;
    }

    /// Where the zstd library unpacks its native part; what a killed process left there goes.
    Path temporary() throws IOException {
        var directory = Files.createDirectories(path.resolve("tmp"));
        try (var left = Files.list(directory)) {
            for (var file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        return directory;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
