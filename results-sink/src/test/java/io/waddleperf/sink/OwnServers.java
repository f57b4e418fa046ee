package io.waddleperf.sink;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.embedded.EmbeddedMariaDb;
import io.waddleperf.embedded.MariaDbSettings;
import io.waddleperf.embedded.Trees;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/// The broker of all tests, and a MariaDB of its own that a test may kill.
public final class OwnServers implements QuarkusTestResourceLifecycleManager {
    private static final String PASSWORD = UUID.randomUUID().toString();

    private @Nullable Path dir;
    private @Nullable EmbeddedMariaDb database;

    @Override
    public Map<String, String> start() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            TopicProvisioner.ensure(admin, 4, (short) 1);
            dir = Files.createTempDirectory("waddleperf-sink-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        var server = startDatabase(0);
        return Map.of(
                "kafka.bootstrap.servers", TestServers.kafka(),
                "quarkus.datasource.jdbc.url", server.jdbcUrl(),
                "quarkus.datasource.username", server.user(),
                "quarkus.datasource.password", PASSWORD);
    }

    private EmbeddedMariaDb startDatabase(int port) {
        var cache =
                Path.of(System.getProperty("java.io.tmpdir"), "waddleperf-testkit-" + System.getProperty("user.name"));
        var server = EmbeddedMariaDb.start(new MariaDbSettings(
                Objects.requireNonNull(dir), cache, port, PASSWORD, MariaDbSettings.DEFAULT_BUFFER_POOL_MIB));
        database = server;
        return server;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(new Faults(this::kill, this::again), new TestInjector.MatchesType(Faults.class));
    }

    /// What a test may do to the database.
    public record Faults(Runnable kill, Runnable again) {}

    private void kill() {
        var server = Objects.requireNonNull(database);
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        server.onExit().join();
    }

    private void again() {
        var server = Objects.requireNonNull(database);
        server.close();
        startDatabase(server.port());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
        if (dir != null) {
            try {
                Trees.delete(dir);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
