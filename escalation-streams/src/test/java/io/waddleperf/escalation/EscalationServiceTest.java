package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationServiceTest {
    /// A process that waits for its broker is stopped like any other.
    @Test
    void startsAndStopsWithoutABroker(@TempDir Path dir) {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValue("kafka.bootstrap.servers", "127.0.0.1:1")
                .build();
        var metrics = new SimpleMeterRegistry();
        var service = new EscalationService(config, dir, 1, 0, 4, "off", Duration.ofMinutes(2), false, metrics);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            service.start(new StartupEvent());
            assertEquals(HealthCheckResponse.Status.DOWN, service.call().getStatus());
            assertEquals(0, metrics.get("waddleperf.streams.running").gauge().value());
            service.stopping(new ShutdownEvent());
            service.stop(new ShutdownEvent());
        });
    }
}
