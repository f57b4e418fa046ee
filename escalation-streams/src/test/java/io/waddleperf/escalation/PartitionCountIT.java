package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionCountIT {
    @Test
    void doesNotStartWhereTopicsHaveAnotherCountThanItWasTold(@TempDir Path dir) throws Exception {
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, 64 << 20))) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                TopicProvisioner.ensure(admin, 2, (short) 1);
            }
            var config = new SmallRyeConfigBuilder()
                    .withDefaultValue("kafka.bootstrap.servers", broker.bootstrap())
                    .build();
            var exit = new AtomicInteger();
            var service = new EscalationService(
                    config,
                    dir.resolve("state"),
                    1,
                    0,
                    3,
                    "off",
                    Duration.ofMinutes(2),
                    false,
                    new SimpleMeterRegistry(),
                    exit::set);
            service.start(new StartupEvent());
            Await.until("it ends", Duration.ofSeconds(60), () -> exit.get() == 1);
            var health = service.call();
            assertEquals(HealthCheckResponse.Status.DOWN, health.getStatus());
            String said = String.valueOf(health.getData().orElseThrow().get("failure"));
            assertTrue(
                    said.contains(" has 2 partitions, but waddleperf.partitions says 3; set waddleperf.partitions"),
                    said);
            service.stopping(new ShutdownEvent());
            service.stop(new ShutdownEvent());
        }
    }
}
