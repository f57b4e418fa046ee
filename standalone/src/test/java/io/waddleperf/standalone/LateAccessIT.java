package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.api.joining.FleetAccess;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A client that comes before it is let in, and writes as soon as it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateAccessIT {
    private static final String PASSWORD = "its-password";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(dir);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void writesOnceItIsLetIn() throws Exception {
        var producer = new RenewedProducer("fra-1", () -> connect("fra-1"));
        try {
            var problem = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(record("fra-1")).get(10, TimeUnit.SECONDS));
            assertInstanceOf(SaslAuthenticationException.class, problem.getCause());
            grant("fra-1");
            Await.until("a record is written", SOON, () -> wrote(producer, "fra-1"));
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /// The first producer asked for its id when it was not let in, and does not ask again.
    @Test
    void writesThoughItsProducerWasRefusedBeforeItHadAnythingToWrite() throws Exception {
        var early = connect("ber-2");
        Await.until("it is refused", SOON, () -> refused(early) > 0);
        grant("ber-2");
        var first = new AtomicBoolean(true);
        var producer = new RenewedProducer("ber-2", () -> first.getAndSet(false) ? early : connect("ber-2"));
        try {
            Await.until("a record is written", SOON, () -> wrote(producer, "ber-2"));
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void grant(String probe) throws Exception {
        new FleetAccess(broker.services()).grant(probe, PASSWORD);
    }

    private KafkaProducer<String, byte[]> connect(String probe) {
        try {
            var settings = broker.client(FleetAccess.username(probe), PASSWORD);
            settings.remove("default.api.timeout.ms");
            settings.put("max.block.ms", 5_000);
            settings.put("request.timeout.ms", 1_000);
            settings.put("linger.ms", 0);
            settings.put("delivery.timeout.ms", 2_000);
            return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(String probe) {
        return new ProducerRecord<>(Topics.RESULTS.name(), 0, probe, new byte[10]);
    }

    private static boolean wrote(RenewedProducer producer, String probe) throws Exception {
        try {
            return producer.send(record(probe)).get(10, TimeUnit.SECONDS).hasOffset();
        } catch (ExecutionException _) {
            return false; // a change reaches the broker within milliseconds, not at once
        }
    }

    private static double refused(KafkaProducer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("failed-authentication-total"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .sum();
    }
}
