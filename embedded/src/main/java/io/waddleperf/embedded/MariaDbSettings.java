package io.waddleperf.embedded;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where MariaDB keeps its data and its unpacked binaries, and how it is reached.
///
/// `baseDir` is a cache that several servers may share; `port` 0 means any free one; `password` is
/// set for the user `waddleperf` at each start.
public record MariaDbSettings(Path dir, Path baseDir, int port, String password, int bufferPoolMiB) {
    public static final int DEFAULT_BUFFER_POOL_MIB = 64;

    /// Nothing that SQL would have to quote.
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9._~+/=-]{8,100}");

    public MariaDbSettings {
        dir = dir.toAbsolutePath().normalize();
        baseDir = baseDir.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("password must match " + PASSWORD);
        }
        if (bufferPoolMiB < 8) {
            throw new IllegalArgumentException("bufferPoolMiB must be at least 8, not " + bufferPoolMiB);
        }
    }

    @Override
    public String toString() {
        return "MariaDbSettings[dir=" + dir + ", baseDir=" + baseDir + ", port=" + port + "]";
    }

    /// As large as the pool: with less, pages are written before the rows that follow have come to them.
    int redoLogMiB() {
        return Math.clamp(bufferPoolMiB, 64, 4096);
    }

    Path dataDir() {
        return dir.resolve("data");
    }

    Path temporaryDir() {
        return dir.resolve("tmp");
    }

    Path pidFile() {
        return dir.resolve("mariadbd.pid");
    }

    Path initFile() {
        return dir.resolve("init.sql");
    }

    Path serverLog() {
        return dir.resolve("server.log");
    }

    Path installLog() {
        return dir.resolve("install.log");
    }
}
