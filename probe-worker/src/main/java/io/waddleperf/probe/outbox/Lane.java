package io.waddleperf.probe.outbox;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// A producer that is made anew after an error that ends it.
final class Lane implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Lane.class.getName());

    private final String name;
    private final Supplier<Producer<String, byte[]>> factory;
    private final Runnable acknowledged;
    private @Nullable Producer<String, byte[]> producer;
    private boolean closed;

    /// @param name         for the log
    /// @param acknowledged run whenever Kafka has taken something
    Lane(String name, Supplier<Producer<String, byte[]>> factory, Runnable acknowledged) {
        this.acknowledged = acknowledged;
        this.name = name;
        this.factory = factory;
    }

    /// @param done told of the end exactly once, on any thread: null, or what went wrong
    void send(ProducerRecord<String, byte[]> record, Consumer<@Nullable Exception> done) {
        send(record, _ -> {}, done);
    }

    /// @param taken told before, where it went well, of the record's place and timestamp on its topic
    void send(
            ProducerRecord<String, byte[]> record, Consumer<RecordMetadata> taken, Consumer<@Nullable Exception> done) {
        try {
            var current = current();
            var _ = current.send(record, (stored, error) -> {
                if (error != null) {
                    failed(current, error);
                } else {
                    acknowledged.run();
                    taken.accept(stored);
                }
                done.accept(error);
            });
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            done.accept(e);
        } catch (KafkaException | IllegalStateException e) { // of a producer that ended, or cannot be made
            discard();
            done.accept(e);
        }
    }

    /// Sends what lingers, so far as it goes in the time, and ends.
    void close(Duration limit) {
        var last = end();
        if (last != null) {
            last.close(limit);
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private synchronized Producer<String, byte[]> current() {
        if (closed) {
            throw new IllegalStateException("the lane is closed");
        }
        if (producer == null) {
            producer = factory.get();
        }
        return producer;
    }

    private synchronized @Nullable Producer<String, byte[]> end() {
        closed = true;
        return producer;
    }

    private void failed(Producer<String, byte[]> of, Exception error) {
        if (!(error instanceof RetriableException)) {
            LOG.log(Level.WARNING, "the " + name + " producer failed and is made anew", error);
            discard(of);
        }
    }

    private void discard() {
        Producer<String, byte[]> broken;
        synchronized (this) {
            broken = producer;
        }
        if (broken != null) {
            discard(broken);
        }
    }

    private void discard(Producer<String, byte[]> broken) {
        synchronized (this) {
            if (closed || !broken.equals(producer)) {
                return;
            }
            producer = null;
        }
        // not on the producer's own thread, which cannot wait for itself
        Thread.ofPlatform().daemon().start(() -> broken.close(Duration.ZERO));
    }
}
