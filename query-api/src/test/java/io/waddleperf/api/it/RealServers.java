package io.waddleperf.api.it;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.TestServers;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/// Gives the service under test a broker with its topics and a database with its schema.
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    static final int PARTITIONS = 4;

    @Override
    public Map<String, String> start() {
        var database = TestServers.freshDatabase();
        Migrations.run(database.jdbcUrl(), database.user(), database.password());
        provision(TestServers.kafka());
        return Map.of(
                "kafka.bootstrap.servers", TestServers.kafka(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "waddleperf.partitions", Integer.toString(PARTITIONS));
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
    }
}
