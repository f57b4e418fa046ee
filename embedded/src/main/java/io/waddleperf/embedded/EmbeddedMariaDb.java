package io.waddleperf.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// MariaDB as a child of this JVM, on 127.0.0.1 only, with one database and one user.
///
/// It dies with this JVM, and the next start recovers what was committed. Root logs in through
/// the Unix socket in the directory only.
public final class EmbeddedMariaDb implements AutoCloseable {
    public static final String DATABASE = "waddleperf";
    public static final String USER = "waddleperf";

    /// `ON` only where a benchmark compares with `LOAD DATA LOCAL INFILE`.
    private static final String LOCAL_INFILE = System.getProperty("waddleperf.database.local-infile", "OFF");

    /// After the JVM's kill -9, so that nothing of it lives 5 s later; InnoDB recovers from either.
    private static final Duration GRACE_BEFORE_KILL = Duration.ofSeconds(3);

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private final MariaDbSettings settings;
    private final DirectoryLock lock;
    private final ChildWatch child;
    private final int port;

    private EmbeddedMariaDb(MariaDbSettings settings, DirectoryLock lock, ChildWatch child, int port) {
        this.settings = settings;
        this.lock = lock;
        this.child = child;
        this.port = port;
    }

    /// Unpacks and installs what is missing, recovers, and returns when the server answers.
    ///
    /// @throws EmbeddedStartException when the port is taken, the directory is in use or unusable,
    ///     or this machine has no MariaDB that runs
    public static EmbeddedMariaDb start(MariaDbSettings settings) {
        var lock = DirectoryLock.take(settings.dir(), "MariaDB");
        try {
            OrphanedMariaDb.of(settings).ifPresent(OrphanedMariaDb::end);
            if (settings.port() != 0) {
                FreePorts.requireFree(settings.port(), "MariaDB");
            }
            var binaries = MariaDbBinaries.locate(settings.baseDir());
            Trees.delete(settings.temporaryDir());
            Files.createDirectory(settings.temporaryDir());
            SystemTables.installOnce(binaries, settings);
            return startOnPort(binaries, settings, lock);
        } catch (IOException | UncheckedIOException e) {
            lock.close();
            throw new EmbeddedStartException("MariaDB cannot use the directory " + settings.dir() + ": " + e, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /// The address of another database of the user: all whose names begin with `waddleperf_`.
    public String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    /// The address of a database of any server on loopback.
    public static String jdbcUrl(int port, String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database
                + "?sslMode=disable&connectTimeout=5000&socketTimeout=30000";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return settings.password();
    }

    public int port() {
        return port;
    }

    /// The process id of the server.
    public long pid() {
        return child.pid();
    }

    /// Completes with the exit code when the server ends. To have it again, close and start anew.
    public CompletableFuture<Integer> onExit() {
        return child.onExit();
    }

    /// Ends the server cleanly, or by force after 3 s. A second call does nothing.
    @Override
    public void close() {
        child.stop();
        lock.close();
    }

    /// A chosen port may be lost to another process between choosing and binding: then the next.
    private static EmbeddedMariaDb startOnPort(MariaDbBinaries binaries, MariaDbSettings settings, DirectoryLock lock)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = settings.port() == 0 ? FreePorts.next() : settings.port();
            ServerLog.startNew(settings.serverLog());
            Files.deleteIfExists(settings.pidFile());
            writeInitFile(settings);
            var child = ChildWatch.start(
                    command(binaries, settings, port), Map.of(), settings.serverLog(), GRACE_BEFORE_KILL);
            boolean answers = answers(child, settings.pidFile(), port);
            Files.delete(settings.initFile());
            if (answers) {
                return new EmbeddedMariaDb(settings, lock, child, port);
            }
            child.stop();
            if (settings.port() != 0 || attempt == ATTEMPTS || FreePorts.isFree(port)) {
                throw new EmbeddedStartException(
                        "MariaDB did not start: " + ServerLog.firstError(settings.serverLog()));
            }
        }
    }

    /// Waits for the greeting that a server sends once it has run its init file. The pid file
    /// tells our server from a stranger on the same port.
    private static boolean answers(ChildWatch child, Path pidFile, int port) {
        long deadlineNs = System.nanoTime() + START_LIMIT.toNanos();
        while (child.isAlive()
                && System.nanoTime() < deadlineNs
                && !Thread.currentThread().isInterrupted()) {
            if (Files.exists(pidFile) && greets(port)) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return false;
    }

    private static boolean greets(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(FreePorts.LOOPBACK, port), 1_000);
            socket.setSoTimeout(1_000);
            return socket.getInputStream().readNBytes(5).length == 5;
        } catch (IOException e) {
            return false;
        }
    }

    /// Sets the password at each start, so that it needs to be kept nowhere else.
    private static void writeInitFile(MariaDbSettings settings) throws IOException {
        var sql = new StringBuilder("CREATE DATABASE IF NOT EXISTS `" + DATABASE + "` CHARACTER SET utf8mb4;\n");
        for (var host : List.of("127.0.0.1", "localhost")) {
            var user = "'" + USER + "'@'" + host + "'";
            var password = " IDENTIFIED BY '" + settings.password() + "';\n";
            sql.append("CREATE USER IF NOT EXISTS ").append(user).append(password);
            sql.append("ALTER USER ").append(user).append(password);
            for (var database : List.of(DATABASE, DATABASE + "\\_%")) {
                sql.append("GRANT ALL PRIVILEGES ON `%s`.* TO %s;\n".formatted(database, user));
            }
        }
        Files.deleteIfExists(settings.initFile());
        Files.createFile(
                settings.initFile(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(settings.initFile(), sql);
    }

    private static List<String> command(MariaDbBinaries binaries, MariaDbSettings settings, int port) {
        var command = new ArrayList<String>();
        command.add(binaries.server().toString());
        command.addAll(binaries.options());
        command.addAll(List.of(
                dataDirOption(settings.dataDir()),
                "--tmpdir=" + settings.temporaryDir(),
                "--pid-file=" + settings.pidFile(),
                // Relative to the data directory: the path of a Unix socket may have 107 characters.
                "--socket=../mariadbd.sock",
                "--init-file=" + settings.initFile(),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve",
                // Else each start makes an RSA key, for many seconds; nothing leaves loopback.
                "--skip-ssl",
                "--local-infile=" + LOCAL_INFILE,
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--log-warnings=1",
                "--max-connections=100"));
        command.addAll(memoryAndDisk(settings));
        return command;
    }

    private static List<String> memoryAndDisk(MariaDbSettings settings) {
        return List.of(
                "--performance-schema=OFF",
                "--table-open-cache=400",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M",
                "--query-cache-size=0",
                "--innodb-buffer-pool-size=" + settings.bufferPoolMiB() + "M",
                "--innodb-log-buffer-size=4M",
                "--innodb-log-file-size=" + settings.redoLogMiB() + "M",
                "--innodb-flush-log-at-trx-commit=1");
    }

    static String dataDirOption(Path dataDir) {
        return "--datadir=" + dataDir;
    }
}
