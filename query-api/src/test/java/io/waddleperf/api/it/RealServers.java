package io.waddleperf.api.it;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.database.Migrations;
import io.waddleperf.embedded.Trees;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/// Gives the service under test a broker with its topics and a database with its schema.
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    static final int PARTITIONS = 4;

    private @Nullable Path dir;

    @Override
    public Map<String, String> start() {
        var database = TestServers.freshDatabase();
        Migrations.run(database.jdbcUrl(), database.user(), database.password());
        provision(TestServers.kafka());
        dir = temporaryFolder();
        return Map.of(
                "kafka.bootstrap.servers", TestServers.kafka(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "waddleperf.partitions", Integer.toString(PARTITIONS),
                "waddleperf.archive.location", "dir:" + dir.resolve("archive"));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("waddleperf-api-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes the topics where they are not there yet.
    public static void provision(String bootstrap) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        } catch (Exception e) {
            throw new IllegalStateException("the topics were not made", e);
        }
    }

    @Override
    public void stop() {
        // the testkit closes its servers when all tests have run
        if (dir != null) {
            try {
                Trees.delete(dir);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
