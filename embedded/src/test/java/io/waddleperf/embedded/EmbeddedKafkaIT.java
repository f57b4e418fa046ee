package io.waddleperf.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker of one machine: what it keeps, and what it refuses.
class EmbeddedKafkaIT {
    private static final long MAX_LOG_BYTES = 8 << 20;

    @TempDir
    Path dir;

    @Test
    void keepsItsTopicsOverARestartOnAnotherPort() throws Exception {
        int firstPort = FreePorts.next();
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir, firstPort, MAX_LOG_BYTES))) {
            assertEquals("127.0.0.1:" + firstPort, broker.bootstrap());
            Topics.create(broker.bootstrap(), "kept");
        }
        assertTrue(FreePorts.isFree(firstPort), "a closed broker leaves its port");

        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir, 0, MAX_LOG_BYTES))) {
            assertEquals(Set.of("kept"), Topics.names(broker.bootstrap()));
            assertInUse();
        }
    }

    @Test
    void keepsAcknowledgedRecordsOverAKill() throws Exception {
        try (var parent =
                ParentProcess.start(dir, "kafka", dir.resolve("broker").toString(), "kept")) {
            parent.kill();
        }
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("broker"), 0, MAX_LOG_BYTES))) {
            assertEquals(List.of("value 0", "value 1", "value 2"), Topics.values(broker.bootstrap(), "kept", 3));
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, FreePorts.LOOPBACK)) {
            var settings = new KafkaSettings(dir, taken.getLocalPort(), MAX_LOG_BYTES);
            var refusal = assertThrows(EmbeddedStartException.class, () -> EmbeddedKafka.start(settings));
            assertEquals(
                    "Port " + taken.getLocalPort() + " on 127.0.0.1 is taken, so Kafka cannot listen there:"
                            + " stop what listens there, or choose another port.",
                    refusal.getMessage());
        }
    }

    private void assertInUse() {
        var settings = new KafkaSettings(dir, 0, MAX_LOG_BYTES);
        var refusal = assertThrows(EmbeddedStartException.class, () -> EmbeddedKafka.start(settings));
        assertTrue(refusal.toString().contains(dir + " is in use"), refusal::toString);
    }
}
