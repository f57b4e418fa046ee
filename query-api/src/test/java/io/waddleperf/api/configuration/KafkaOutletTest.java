package io.waddleperf.api.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.configuration.Outbox.Entry;
import io.waddleperf.contracts.kafka.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class KafkaOutletTest {
    private final List<String> refused = new ArrayList<>();

    /// Fails on the records of some keys.
    private static final class Picky extends MockProducer<String, byte[]> {
        private final Map<String, KafkaException> failures;

        Picky(Map<String, KafkaException> failures) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            this.failures = failures;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            KafkaException failure = failures.get(record.key());
            if (failure instanceof SerializationException) {
                throw failure;
            }
            return failure == null ? super.send(record) : CompletableFuture.failedFuture(failure);
        }
    }

    private int write(Picky producer, String... keys) throws InterruptedException {
        var entries = Arrays.stream(keys)
                .map(key -> new Entry(new UUID(0, key.hashCode()), Topics.TARGETS.name(), key, "{}"))
                .toList();
        return KafkaOutlet.open(producer, 4).write(entries, (entry, _) -> refused.add(entry.key()));
    }

    private static List<String> written(Picky producer) {
        return producer.history().stream().map(ProducerRecord::key).toList();
    }

    @Test
    void refusesWhatNoBrokerWillTakeAndWritesTheOthers() throws Exception {
        var producer = new Picky(Map.of(
                "large", new RecordTooLargeException("1 of 2 MiB"),
                "nowhere", new InvalidTopicException("no such name"),
                "odd", new SerializationException("no bytes")));
        assertEquals(3, write(producer, "a", "large", "b", "nowhere", "odd", "c"));
        assertEquals(List.of("a", "b", "c"), written(producer));
        assertEquals(List.of("large", "nowhere", "odd"), refused);
    }

    @Test
    void keepsAllWhereAnotherAttemptMayHelp() {
        for (var failure : List.of(new TimeoutException("away"), new TopicAuthorizationException("not yet"))) {
            var producer = new Picky(Map.of("b", failure));
            assertThrows(KafkaException.class, () -> write(producer, "a", "b"));
            assertEquals(List.of(), written(producer));
            assertTrue(refused.isEmpty(), refused::toString);
        }
    }

    @Test
    void doesNotLetEachRecordWaitForBrokersThatAreAway() {
        var producer = new Picky(Map.of("b", new TimeoutException("away")));
        assertThrows(KafkaException.class, () -> write(producer, "a", "b", "c"));
        assertEquals(
                List.of("a"),
                producer.uncommittedRecords().stream().map(ProducerRecord::key).toList());
        assertEquals(List.of(), written(producer), "all or none");
    }

    @Test
    void refusesWhatIsAtFaultThoughTheOthersHaveToWait() {
        var producer = new Picky(Map.of(
                "large", new RecordTooLargeException("1 of 2 MiB"),
                "b", new TimeoutException("away")));
        assertThrows(KafkaException.class, () -> write(producer, "large", "b"));
        assertEquals(List.of("large"), refused);
    }
}
