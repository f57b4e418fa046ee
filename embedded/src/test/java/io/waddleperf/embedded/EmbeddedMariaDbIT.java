package io.waddleperf.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database as a child process: who gets in, what it keeps, and that it leaves nobody behind.
class EmbeddedMariaDbIT {
    @TempDir
    static Path base;

    @TempDir
    Path temporary;

    @Test
    void letsInOnlyTheUserWithThePassword() throws Exception {
        try (var server = EmbeddedMariaDb.start(settings(0, "first-password"))) {
            try (var connection = connect(server)) {
                assertEquals("+00:00", single(connection, "SELECT @@time_zone"));
                execute(connection, "CREATE DATABASE waddleperf_other", "DROP DATABASE waddleperf_other");
                assertThrows(SQLException.class, () -> execute(connection, "CREATE DATABASE other"));
            }
            assertRefused(server, server.user(), "wrong-password");
            assertRefused(server, "root", "");
            assertRefused(server, "", "");
            assertFalse(Files.exists(dir().resolve("init.sql")), "the password stays in no file");
        }
        try (var server = EmbeddedMariaDb.start(settings(0, "second-password"))) {
            assertRefused(server, server.user(), "first-password");
            connect(server).close();
        }
    }

    @Test
    void keepsItsRowsOverARestartAndLeavesNothingWhenClosed() throws Exception {
        int port = FreePorts.next();
        long pid;
        try (var server = EmbeddedMariaDb.start(settings(port, "first-password"))) {
            pid = server.pid();
            try (var connection = connect(server)) {
                execute(connection, "CREATE TABLE kept (id INT PRIMARY KEY)", "INSERT INTO kept VALUES (7)");
            }
            var settings = settings(0, "first-password");
            var refusal = assertThrows(EmbeddedStartException.class, () -> EmbeddedMariaDb.start(settings));
            assertTrue(refusal.toString().contains(dir() + " is in use"), refusal::toString);
        }
        assertFalse(isRunning(pid));
        assertTrue(FreePorts.isFree(port));
        assertFalse(Files.exists(dir().resolve("mariadbd.sock")));

        try (var server = EmbeddedMariaDb.start(settings(port, "first-password"));
                var connection = connect(server)) {
            assertEquals("7", single(connection, "SELECT id FROM kept"));
        }
    }

    @Test
    void diesWithAKilledJvmAndRecovers() throws Exception {
        try (var parent = startParent()) {
            parent.kill();
            assertTrue(ProcessHandle.of(parent.childPid())
                    .map(server -> Processes.endsWithin(server, Duration.ofSeconds(5)))
                    .orElse(true));
        }
        assertThreeRows();
    }

    @Test
    void endsAnOrphanWhoseWatchWasKilledToo() throws Exception {
        long orphan;
        try (var parent = startParent()) {
            orphan = parent.childPid();
            parent.process()
                    .descendants()
                    .filter(descendant -> descendant.pid() != parent.childPid())
                    .forEach(ProcessHandle::destroyForcibly);
        }
        assertTrue(isRunning(orphan), "nobody is left to end it");
        assertThreeRows();
        assertFalse(isRunning(orphan));
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, FreePorts.LOOPBACK)) {
            var settings = settings(taken.getLocalPort(), "first-password");
            var refusal = assertThrows(EmbeddedStartException.class, () -> EmbeddedMariaDb.start(settings));
            assertTrue(
                    refusal.toString().contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken"),
                    refusal::toString);
        }
    }

    @Test
    void redoesAnInterruptedInstallation() throws Exception {
        Files.createDirectories(dir().resolve("data.part/mysql"));
        Files.createDirectories(base.resolve("mariadb-0.0.0.part-999999999/bin"));
        try (var server = EmbeddedMariaDb.start(settings(0, "first-password"))) {
            connect(server).close();
        }
    }

    /// Longer than the path of a Unix socket may be, and with a space in it.
    private Path dir() {
        return temporary.resolve("a directory " + "with-a-long-name".repeat(8));
    }

    private MariaDbSettings settings(int port, String password) {
        return new MariaDbSettings(dir(), base, port, password, 16);
    }

    private ParentProcess startParent() throws Exception {
        return ParentProcess.start(temporary, "mariadb", dir().toString(), base.toString());
    }

    private void assertThreeRows() throws SQLException {
        try (var server = EmbeddedMariaDb.start(settings(0, "first-password"));
                var connection = connect(server)) {
            assertEquals("3", single(connection, "SELECT COUNT(*) FROM kept"));
        }
    }

    private static Connection connect(EmbeddedMariaDb server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static void assertRefused(EmbeddedMariaDb server, String user, String password) {
        assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(server.jdbcUrl("mysql"), user, password)
                        .close());
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(Processes::isRunning).isPresent();
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
