package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.WrongPartitionsException;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionCountIT {
    @Test
    void failsWhereTopicsHaveAnotherCountThanItWasTold(@TempDir Path dir) throws Exception {
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, 64 << 20))) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                TopicProvisioner.ensure(admin, 2, (short) 1);
            }
            var failed = new CountDownLatch(1);
            var settings = new SchedulerSettings(broker.bootstrap(), 3);
            try (var scheduler = new Scheduler(settings, Clock.systemUTC(), failed::countDown)) {
                scheduler.start();
                assertTrue(
                        failed.await(60, TimeUnit.SECONDS),
                        () -> scheduler.state().name());
                var failure = assertInstanceOf(WrongPartitionsException.class, scheduler.failure());
                String said = String.valueOf(failure.getMessage());
                assertTrue(
                        said.matches("topic waddleperf\\.[a-z-]+ has 2 partitions, but waddleperf\\.partitions says 3;"
                                + " set waddleperf\\.partitions to the topic's count, .*"),
                        said);
            }
        }
    }
}
