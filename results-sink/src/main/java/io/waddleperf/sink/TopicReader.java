package io.waddleperf.sink;

import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// A thread that reads topics as a member of a group until it is closed. After a fault it begins again
/// with a new consumer, at the last committed offsets, each time after a longer pause.
///
/// A wait for records ends at the stop, so that it takes a moment.
public final class TopicReader implements AutoCloseable {
    /// So long a step waits for records at most.
    public static final Duration POLL = Duration.ofMillis(250);

    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);
    private static final Duration END_WITHIN = Duration.ofSeconds(3);
    private static final Duration END_AT_LAST = Duration.ofSeconds(2);

    /// What reads.
    public interface Reading {
        /// Subscribes.
        Steps begin(KafkaConsumer<byte[], byte[]> consumer) throws IOException;

        /// It begins again after a pause.
        void failed(Exception cause);

        /// Nothing is read any more: a fault that no new beginning mends.
        void ended(Throwable cause);
    }

    /// What is done with one consumer.
    public interface Steps {
        /// Waits for records and does with them what is to do. At the stop it may throw whatever comes
        /// of being woken.
        ///
        /// @return whether something got done, after which a fault is a first one again
        boolean step() throws IOException;

        /// Before the consumer is closed.
        default void end() {}
    }

    private final Map<String, Object> settings;
    private final Reading reading;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private int failed;

    /// @param settings of the consumer
    public TopicReader(String name, Map<String, Object> settings, Reading reading) {
        this.settings = Map.copyOf(settings);
        this.reading = reading;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .uncaughtExceptionHandler((_, e) -> reading.ended(e))
                .unstarted(this::run);
    }

    /// Settings of a consumer of a group, which commits what its reader has done, and nothing by itself.
    public static Map<String, Object> settings(KafkaAccess kafka, String group, Duration session) {
        var values = new HashMap<String, Object>();
        values.put("client.id", group);
        values.put("group.id", group);
        values.put("auto.offset.reset", "earliest");
        values.put("enable.auto.commit", "false");
        values.put("allow.auto.create.topics", "false");
        values.put("metadata.max.age.ms", "10000"); // so late may a topic be made
        values.put("session.timeout.ms", Long.toString(session.toMillis()));
        values.put("heartbeat.interval.ms", "2000");
        values.put("key.deserializer", ByteArrayDeserializer.class);
        values.put("value.deserializer", ByteArrayDeserializer.class);
        return kafka.with(values);
    }

    public void start() {
        thread.start();
    }

    public boolean stopping() {
        return stop.getCount() == 0;
    }

    /// @return false at the stop, before the time is over
    public boolean pause(Duration time) {
        try {
            return !stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        while (!stopping()) {
            try {
                read();
            } catch (IOException | RuntimeException e) {
                beginAgain(e);
            }
        }
    }

    private void beginAgain(Exception cause) {
        if (!stopping()) {
            reading.failed(cause);
            pause(RetryPolicy.OUTAGE.pause(++failed, ThreadLocalRandom.current()));
        }
    }

    private void read() throws IOException {
        var opened = new KafkaConsumer<byte[], byte[]>(settings);
        try {
            consumer = opened;
            read(reading.begin(opened));
        } finally {
            consumer = null;
            opened.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private void read(Steps steps) throws IOException {
        try {
            while (!stopping()) {
                if (steps.step()) {
                    failed = 0;
                }
            }
        } finally {
            steps.end();
        }
    }

    /// Waits for nothing: [#close] does.
    public void stop() {
        stop.countDown();
        var current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    @Override
    public void close() {
        stop();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(END_WITHIN)) {
                thread.interrupt(); // a store that hangs; what it has in hand comes again
                thread.join(END_AT_LAST);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
