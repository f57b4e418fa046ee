package io.waddleperf.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// DIR: what is where in it, and that only one `up` uses it.
final class DataDirectory implements AutoCloseable {
    static final String ARCHIVE = "archive";
    static final String AUTHORITY = "authority";

    private static final int SECRET_BYTES = 24;

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// @throws StartException where it cannot be written or is in use
    static DataDirectory claim(Path root) {
        try {
            Files.createDirectories(root);
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                Files.createDirectories(root.resolve("logs"));
                return new DataDirectory(root, channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StartException("--data " + root + " cannot be used: " + e, e);
        }
        throw new StartException("--data " + root + " is in use by another `waddleperf up`; stop it or name another");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path root() {
        return root;
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path database() {
        return root.resolve("database");
    }

    /// The unpacked server; a cache that may be deleted.
    Path databaseBinaries() {
        return root.resolve("mariadb-binaries");
    }

    Path archive() {
        return root.resolve(ARCHIVE);
    }

    Path streams() {
        return root.resolve("streams");
    }

    Path probe() {
        return root.resolve("probe");
    }

    /// Keys and certificates of TLS.
    Path authority() {
        return root.resolve(AUTHORITY);
    }

    /// With which results of the probe here are signed.
    Path probeKey() {
        return root.resolve("probe.key");
    }

    Path demo() {
        return root.resolve("demo");
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path runtimeFile() {
        return root.resolve("runtime.json");
    }

    String databasePassword() {
        return secret("database.password");
    }

    /// A token of an administrator, for commands on this machine where accounts are asked for.
    ///
    /// @throws StartException where it was cut: a guess must stay hopeless
    String adminToken() {
        String token = secret("admin.token");
        if (token.length() < 2 * SECRET_BYTES) {
            throw new StartException(root.resolve("admin.token") + " holds no token of " + 2 * SECRET_BYTES
                    + " characters or more: delete it, and a new one is made");
        }
        return token;
    }

    /// Made when it is first asked for, and readable by its owner only.
    private String secret(String name) {
        Path file = root.resolve(name);
        try {
            if (!Files.exists(file)) {
                var secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                Path fresh = root.resolve(name + ".new");
                Files.deleteIfExists(fresh);
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, HexFormat.of().formatHex(secret));
                Files.move(fresh, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartException("the secret in " + file + " cannot be kept: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
