package io.waddleperf.api.health;

import io.quarkus.runtime.ShutdownEvent;
import io.waddleperf.contracts.kafka.KafkaAccess;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether Kafka answers.
@Readiness
@Singleton
public final class KafkaCheck implements HealthCheck {
    private static final long WAIT_MS = 2_000;

    private final Admin admin;

    KafkaCheck(Config config) {
        var kafka = KafkaAccess.of(name -> config.getOptionalValue(name, String.class));
        admin = Admin.create(kafka.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "query-api-health",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) WAIT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) WAIT_MS)));
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close(Duration.ofSeconds(1));
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("kafka");
        try {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(WAIT_MS, TimeUnit.MILLISECONDS)
                    .size();
            return response.up().withData("brokers", nodes).build();
        } catch (ExecutionException | TimeoutException e) {
            return response.down().withData("reason", String.valueOf(e)).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return response.down().withData("reason", "stopping").build();
        }
    }
}
