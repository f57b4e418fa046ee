package io.waddleperf.contracts.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/// A producer that is made with the first record, and anew after an error that ends it.
///
/// An idempotent producer that was not let in once writes nothing ever after, though it would be let
/// in by then (Kafka 4.1: the request for its id is not repeated, and each record waits for its
/// delivery timeout). What was in it fails with it: whoever must not lose it sends it again.
public final class RenewedProducer {
    private static final Logger LOG = Logger.getLogger(RenewedProducer.class.getName());

    private final String name;
    private final Supplier<? extends Producer<String, byte[]>> factory;
    private @Nullable Life life;
    private boolean closed;

    /// One producer, from its making to its end.
    private static final class Life {
        private final Producer<String, byte[]> producer;
        private volatile boolean wrote;

        private Life(Producer<String, byte[]> producer) {
            this.producer = producer;
        }
    }

    /// @param name    for the log
    /// @param factory makes one; may throw what says that it cannot be made now
    public RenewedProducer(String name, Supplier<? extends Producer<String, byte[]>> factory) {
        this.name = name;
        this.factory = factory;
    }

    /// Throws nothing: what goes wrong is told by the callback and by what is returned. An interrupt
    /// stays set.
    ///
    /// @param done told of the end exactly once, on any thread, maybe before this returns
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback done) {
        Life current = null;
        try {
            var one = current();
            current = one;
            Thread sender = Thread.currentThread();
            return one.producer.send(record, (stored, error) -> {
                if (error == null) {
                    one.wrote = true;
                } else if (ends(error, one, Thread.currentThread() != sender)) {
                    discard(one, error);
                }
                done.onCompletion(stored, error);
            });
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            return failed(done, e);
        } catch (KafkaException | IllegalStateException e) { // of one that ended, or cannot be made
            if (current != null && !isForGood(e)) {
                discard(current, e);
            }
            return failed(done, e);
        }
    }

    /// As [#send(ProducerRecord, Callback)], for one who looks at what is returned only.
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        return send(record, (_, _) -> {});
    }

    private static Future<RecordMetadata> failed(Callback done, RuntimeException e) {
        done.onCompletion(null, e);
        return CompletableFuture.failedFuture(e);
    }

    /// Returns when all that was sent so far has its end.
    ///
    /// @throws InterruptException where the thread is interrupted
    public void flush() {
        Life current;
        synchronized (this) {
            current = life;
        }
        if (current != null) {
            current.producer.flush();
        }
    }

    /// Whether the record is at fault, so that no attempt will ever write it: not the brokers, the
    /// network or what we may do there.
    public static boolean isForGood(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTimestampException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException;
    }

    /// @param later whether the brokers were known: it was in a batch, and ended there. A producer that
    ///              has never written, and whose batch expires, may be one that waits for an id in vain.
    private static boolean ends(Exception error, Life of, boolean later) {
        return switch (error) {
            case TimeoutException _ -> later && !of.wrote;
            case RetriableException _, TopicAuthorizationException _ -> false;
            default -> !isForGood(error);
        };
    }

    private synchronized Life current() {
        if (closed) {
            throw new IllegalStateException("the " + name + " producer is closed");
        }
        if (life == null) {
            life = new Life(factory.get());
        }
        return life;
    }

    private void discard(Life broken, Exception error) {
        synchronized (this) {
            if (closed || life != broken) {
                return;
            }
            life = null;
        }
        LOG.log(Level.WARNING, "the {0} producer failed and is made anew: {1}", new Object[] {name, error});
        // not on the producer's own thread, which cannot wait for itself
        Thread.ofPlatform().daemon().start(() -> broken.producer.close(Duration.ZERO));
    }

    /// Sends what lingers, so far as it goes in the time, and ends.
    public void close(Duration limit) {
        Life last;
        synchronized (this) {
            closed = true;
            last = life;
        }
        if (last != null) {
            last.producer.close(limit);
        }
    }
}
