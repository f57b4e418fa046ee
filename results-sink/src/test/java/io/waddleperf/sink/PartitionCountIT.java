package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionCountIT {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
    private static final int OTHER = SinkKafka.PARTITIONS - 1;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void endsWhereTopicsHaveAnotherCountThanItWasTold() throws Exception {
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, 64 << 20));
                var sink = new SinkProcess(
                        "partitions", dir, broker.bootstrap(), TestServers.freshDatabase(), Duration.ofMinutes(5))) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                TopicProvisioner.ensure(admin, OTHER, (short) 1);
            }
            sink.start();
            assertEquals(1, sink.exitCode(ENDS_WITHIN));
            String said = Files.readString(sink.log());
            assertTrue(
                    said.contains(" has " + OTHER + " partitions, but waddleperf.partitions says "
                            + SinkKafka.PARTITIONS + "; set waddleperf.partitions to the topic's count"),
                    said);
        }
    }
}
