package io.waddleperf.sink;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.testkit.GaleraRig;
import io.waddleperf.testkit.TestServers;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/// The broker of all tests, and a cluster of three nodes that a test may hurt.
public final class GaleraServers implements QuarkusTestResourceLifecycleManager {
    private @Nullable GaleraRig rig;

    @Override
    public Map<String, String> start() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            TopicProvisioner.ensure(admin, SinkKafka.PARTITIONS, (short) 1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        rig = GaleraRig.start();
        var database = rig.database();
        return Map.of(
                "kafka.bootstrap.servers", TestServers.kafka(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(rig, new TestInjector.MatchesType(GaleraRig.class));
    }

    @Override
    public void stop() {
        if (rig != null) {
            rig.close();
        }
    }
}
