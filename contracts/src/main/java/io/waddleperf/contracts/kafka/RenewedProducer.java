package io.waddleperf.contracts.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
///
/// For a second after a failure the next is not made, and what is sent meanwhile fails as the last
/// did: where the credentials are wrong, each record would else cost threads, a key store and a log line.
public final class RenewedProducer {
    private static final Logger LOG = Logger.getLogger(RenewedProducer.class.getName());

    /// How long a producer may take to fail all that is in it, which waits for no broker.
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<? extends Producer<String, byte[]>> factory;
    private final LongSupplier nanoTime;
    private final Set<Life> ending = new HashSet<>();
    private @Nullable Life life;
    private @Nullable Fault last;
    private boolean closed;

    /// One producer, from its making to its end.
    private static final class Life {
        private final Producer<String, byte[]> producer;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean wrote;

        private Life(Producer<String, byte[]> producer) {
            this.producer = producer;
        }
    }

    /// Why there was no producer, or none any more, and since when.
    private record Fault(Exception error, long nanos) {}

    /// @param name    for the log
    /// @param factory makes one; may throw what says that it cannot be made now
    public RenewedProducer(String name, Supplier<? extends Producer<String, byte[]>> factory) {
        this(name, factory, System::nanoTime);
    }

    RenewedProducer(String name, Supplier<? extends Producer<String, byte[]>> factory, LongSupplier nanoTime) {
        this.name = name;
        this.factory = factory;
        this.nanoTime = nanoTime;
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

    /// Returns when all that was sent so far has its end, also what was in a producer that failed.
    ///
    /// @throws InterruptException where the thread is interrupted
    /// @throws TimeoutException   where a producer that failed has not ended within 5 s
    public void flush() {
        Life current;
        List<Life> failed;
        synchronized (this) {
            current = life;
            failed = new ArrayList<>(ending);
        }
        if (current != null) {
            current.producer.flush();
        }
        failed.forEach(this::await);
    }

    private void await(Life failed) {
        try {
            if (!failed.ended.await(END_WITHIN.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("the " + name + " producer failed and has not ended within "
                        + END_WITHIN.toSeconds() + " s: what became of its records is not known");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
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
            life = renewed();
        }
        return life;
    }

    private Life renewed() {
        Fault before = last;
        if (before != null && nanoTime.getAsLong() - before.nanos() < PAUSE.toNanos()) {
            throw before.error() instanceof KafkaException e ? e : new KafkaException(before.error());
        }
        try {
            return new Life(factory.get());
        } catch (KafkaException | IllegalStateException e) {
            last = new Fault(e, nanoTime.getAsLong());
            throw e;
        }
    }

    private void discard(Life broken, Exception error) {
        synchronized (this) {
            if (closed || life != broken) {
                return;
            }
            life = null;
            ending.add(broken);
            last = new Fault(error, nanoTime.getAsLong());
        }
        LOG.log(Level.WARNING, "the {0} producer failed and is made anew after {1} s: {2}", new Object[] {
            name, PAUSE.toSeconds(), error
        });
        // not on the producer's own thread, which cannot wait for itself
        Thread.ofPlatform().daemon().start(() -> end(broken));
    }

    private void end(Life broken) {
        try {
            broken.producer.close(Duration.ZERO);
        } finally {
            synchronized (this) {
                ending.remove(broken);
            }
            broken.ended.countDown();
        }
    }

    /// Sends what lingers, so far as it goes in the time, and ends.
    public void close(Duration limit) {
        Life current;
        synchronized (this) {
            closed = true;
            current = life;
        }
        if (current != null) {
            current.producer.close(limit);
        }
    }
}
