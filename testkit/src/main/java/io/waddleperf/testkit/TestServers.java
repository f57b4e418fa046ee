package io.waddleperf.testkit;

import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.embedded.MariaDbSettings;
import io.waddleperf.embedded.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The real servers that tests use, each started at most once in a JVM, when first asked for.
///
/// `WADDLEPERF_TEST_KAFKA` (bootstrap servers) and `WADDLEPERF_TEST_DATABASE_URL`, `_USER` and
/// `_PASSWORD` name servers that run already; `WADDLEPERF_TEST_DATABASE_IMAGE` names an image of
/// MariaDB, which docker or podman starts; without them the embedded ones start. A line of output
/// says which kind it was. Kafka's topics are the tests' own: take fresh names.
public final class TestServers {
    private static final long MAX_LOG_BYTES = 64 << 20;

    private TestServers() {}

    /// Kafka's `bootstrap.servers`.
    public static String kafka() {
        return JvmWide.value(
                "kafka",
                () -> environment("KAFKA").map(TestServers::externalKafka).orElseGet(TestServers::startKafka));
    }

    /// The database that all tests share.
    public static TestDatabase database() {
        var parts = JvmWide.value(
                        "database",
                        () -> environment("DATABASE_URL")
                                .map(TestServers::externalDatabase)
                                .or(() -> environment("DATABASE_IMAGE").map(TestServers::databaseOfImage))
                                .orElseGet(TestServers::startDatabase))
                .split("\n", -1);
        return new TestDatabase(parts[0], parts[1], parts[2]);
    }

    /// An empty database that no other test uses.
    public static TestDatabase freshDatabase() {
        var shared = database();
        var name = "waddleperf_test_" + UUID.randomUUID().toString().replace("-", "");
        execute(shared, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        if (environment("DATABASE_URL").isPresent()) {
            JvmWide.closeAtEnd(() -> execute(shared, "DROP DATABASE " + name));
        }
        return shared.named(name);
    }

    private static String externalKafka(String bootstrap) {
        System.out.println("testkit: kafka external " + bootstrap);
        return bootstrap;
    }

    private static String externalDatabase(String url) {
        System.out.println("testkit: database external " + url);
        return String.join(
                "\n",
                url,
                environment("DATABASE_USER").orElse(EmbeddedMariaDb.USER),
                environment("DATABASE_PASSWORD").orElse(""));
    }

    private static String startKafka() {
        long startNs = System.nanoTime();
        var dir = temporaryFolder("kafka");
        var broker = EmbeddedKafka.start(new KafkaSettings(dir, 0, MAX_LOG_BYTES));
        JvmWide.closeAtEnd(broker);
        sayStarted("kafka", "embedded", "127.0.0.1:" + broker.port(), startNs);
        return broker.bootstrap();
    }

    private static String startDatabase() {
        long startNs = System.nanoTime();
        var dir = temporaryFolder("mariadb");
        var password = UUID.randomUUID().toString();
        var server = EmbeddedMariaDb.start(
                new MariaDbSettings(dir, binaries(), 0, password, MariaDbSettings.DEFAULT_BUFFER_POOL_MIB));
        JvmWide.closeAtEnd(server);
        sayStarted("database", "embedded", "127.0.0.1:" + server.port(), startNs);
        return String.join("\n", server.jdbcUrl(), server.user(), password);
    }

    private static String databaseOfImage(String image) {
        long startNs = System.nanoTime();
        var container = new DatabaseContainer(image);
        JvmWide.closeAtEnd(container);
        var database = container.database();
        sayStarted("database", image, database.jdbcUrl(), startNs);
        return String.join("\n", database.jdbcUrl(), database.user(), database.password());
    }

    private static void sayStarted(String server, String kind, String where, long startNs) {
        double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf(Locale.ROOT, "testkit: %s %s %s (%.1f s)%n", server, kind, where, seconds);
    }

    /// Deleted after the server that uses it is closed.
    private static Path temporaryFolder(String server) {
        try {
            var dir = Files.createTempDirectory("waddleperf-" + server + "-");
            JvmWide.closeAtEnd(() -> Trees.delete(dir));
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One cache for all modules, so that 314 MB are not unpacked by each; our own, since what
    /// another user put there would be run.
    private static Path binaries() {
        var user = System.getProperty("user.name");
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "waddleperf-testkit-" + user);
        try {
            Files.createDirectories(
                    cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return Files.getOwner(cache).getName().equals(user) ? cache : temporaryFolder("binaries");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(TestDatabase database, String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database refused: " + sql, e);
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv("WADDLEPERF_TEST_" + name)).filter(value -> !value.isBlank());
    }
}
