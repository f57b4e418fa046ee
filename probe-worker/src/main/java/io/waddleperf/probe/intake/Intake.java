package io.waddleperf.probe.intake;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.contracts.kafka.WrongPartitionsException;
import io.waddleperf.probe.measure.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Reads the probe's partition of commands and assignments, and takes out what is its own.
///
/// A broker that is away, or topics that do not exist yet, are waited for. What cannot be read is
/// counted, sent to the dead letters and passed over. While there is no room, commands wait in Kafka.
public final class Intake implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Intake.class.getName());
    private static final Duration POLL = Duration.ofMillis(500);
    private static final CloseOptions CLOSE = CloseOptions.timeout(Duration.ofMillis(500));
    private static final long LONGEST_PAUSE_MS = 5_000;

    /// Some turns: between two of them something new may always have come.
    private static final Duration READ_ALL_WITHIN = POLL.multipliedBy(4);

    private static final String READER = "probe-worker";

    private final String probe;
    private final int partitions;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Sink sink;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final TopicPartition commands;
    private final TopicPartition assignments;
    private boolean complained;
    private volatile boolean closing;
    private volatile @Nullable Consumer<String, byte[]> current;

    /// When there was last no command to be read, by the ticker; null where that was never so.
    private volatile @Nullable Long readAllNs;

    /// Where what was read goes.
    public interface Sink {
        /// Called before anything is read: returns when it is known what time it is, or after a while.
        void awaitTime() throws InterruptedException;

        /// Whether new commands may be taken now.
        boolean hasRoom();

        /// May block for a while when much is in hand.
        void accept(Command command) throws InterruptedException;

        void accept(Assignment assignment);

        /// This probe is to test nothing any more.
        void dismissed();

        void accept(DeadLetter letter);
    }

    private Intake(
            String probe,
            int partitions,
            Supplier<Consumer<String, byte[]>> consumers,
            Sink sink,
            InstantSource clock,
            Ticker ticker) {
        this.probe = probe;
        this.partitions = partitions;
        this.consumers = consumers;
        this.sink = sink;
        this.clock = clock;
        this.ticker = ticker;
        this.commands = PartitionReader.commands(probe, partitions);
        this.assignments = PartitionReader.assignments(probe, partitions);
        this.thread = Thread.ofPlatform().name("intake").daemon().unstarted(this::run);
    }

    public static Intake start(
            ConsumerSettings settings, int partitions, Sink sink, InstantSource clock, Ticker ticker) {
        return start(settings.probe(), partitions, settings::open, sink, clock, ticker);
    }

    static Intake start(
            String probe,
            int partitions,
            Supplier<Consumer<String, byte[]>> consumers,
            Sink sink,
            InstantSource clock,
            Ticker ticker) {
        var intake = new Intake(probe, partitions, consumers, sink, clock, ticker);
        intake.thread.start();
        return intake;
    }

    /// Completes when intake has been closed; exceptionally with a [WrongPartitionsException] where
    /// this probe can never read its commands.
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /// Whether all commands that were there some seconds ago have been read. Not so after the start, nor while there
    /// is no room.
    public boolean readAll() {
        Long lastNs = readAllNs;
        return lastNs != null && ticker.nanos() - lastNs <= READ_ALL_WITHIN.toNanos();
    }

    @Override
    public void close() {
        closing = true;
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.interrupt(); // where it waits for room
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long pauseMs = 250;
            while (!closing) {
                if (readUntilError()) {
                    pauseMs = 250;
                }
                TimeUnit.MILLISECONDS.sleep(closing ? 0 : pauseMs);
                pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            }
        } catch (WrongPartitionsException e) {
            ended.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    /// @return whether it got to reading
    private boolean readUntilError() throws InterruptedException {
        boolean reading = false;
        var consumer = consumers.get();
        current = consumer;
        try {
            if (PartitionReader.topicsReady(consumer, partitions)) {
                sink.awaitTime();
                PartitionReader.seek(consumer, commands, assignments, clock.instant());
                readAllNs = null; // it begins further back
                reading = true;
                complained = false;
                while (!closing) {
                    turn(consumer);
                }
            } else {
                complain("the topics of commands and assignments do not exist yet");
            }
        } catch (WakeupException e) {
            LOG.log(Level.FINE, "woken to end", e);
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            complain("commands cannot be read now: " + e.getMessage());
        } finally {
            current = null;
            consumer.close(CLOSE);
        }
        return reading;
    }

    /// Once, until it reads again.
    private void complain(String what) {
        LOG.log(complained ? Level.FINE : Level.INFO, what);
        complained = true;
    }

    private void turn(Consumer<String, byte[]> consumer) throws InterruptedException {
        boolean reads = sink.hasRoom();
        if (reads) {
            consumer.resume(List.of(commands));
        } else {
            consumer.pause(List.of(commands));
        }
        for (var record : consumer.poll(POLL)) {
            if (!probe.equals(record.key())) {
                continue;
            }
            if (record.value() != null) {
                take(record);
            } else if (record.topic().equals(assignments.topic())) {
                sink.dismissed();
            }
        }
        if (reads && consumer.currentLag(commands).orElse(1) == 0) { // unknown until the first answer
            readAllNs = ticker.nanos();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        try {
            if (record.topic().equals(commands.topic())) {
                sink.accept(WireCodec.read(Command.class, record.value()));
            } else {
                sink.accept(WireCodec.read(Assignment.class, record.value()));
            }
        } catch (WireFormatException e) {
            sink.accept(DeadLetter.of(record, READER, String.valueOf(e.getMessage()), clock.instant()));
        }
    }
}
