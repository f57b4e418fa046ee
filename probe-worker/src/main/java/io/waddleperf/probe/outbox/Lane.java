package io.waddleperf.probe.outbox;

import io.waddleperf.contracts.kafka.RenewedProducer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// One of the outbox' two ways to Kafka.
final class Lane {
    private final RenewedProducer producer;
    private final Runnable acknowledged;

    /// @param name         for the log
    /// @param acknowledged run whenever Kafka has taken something
    Lane(String name, Supplier<Producer<String, byte[]>> factory, Runnable acknowledged) {
        this.producer = new RenewedProducer(name, factory);
        this.acknowledged = acknowledged;
    }

    /// @param done told of the end exactly once, on any thread: null, or what went wrong
    void send(ProducerRecord<String, byte[]> record, Consumer<@Nullable Exception> done) {
        send(record, _ -> {}, done);
    }

    /// @param taken told before, where it went well, of the record's place and timestamp on its topic
    void send(
            ProducerRecord<String, byte[]> record, Consumer<RecordMetadata> taken, Consumer<@Nullable Exception> done) {
        var _ = producer.send(record, (stored, error) -> {
            if (error == null) {
                acknowledged.run();
                taken.accept(stored);
            }
            done.accept(error);
        });
    }

    /// Sends what lingers, so far as it goes in the time, and ends.
    void close(Duration limit) {
        producer.close(limit);
    }
}
