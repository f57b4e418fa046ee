package io.waddleperf.probe.outbox;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.contracts.signing.Signer;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.spool.Spool;
import io.waddleperf.probe.spool.SpoolRecord;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Sends what the spool holds, marks what Kafka acknowledges, and tries again for ever.
///
/// One thread reads the spool in order and hands each record to the routine or the urgent producer;
/// so many may be unacknowledged, then it waits. Events that are not results are sent once, without
/// the spool.
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Outbox.class.getName());
    private static final long LOOK_MS = 200;
    private static final int MOST_OUT_OF_ORDER = 64;
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(1_200);

    private final Spool spool;
    private final String probe;
    private final int partitions;
    private final BrokerContact contact;
    private final Supplier<Signer> signer;
    private final Lane routine;
    private final Lane urgent;
    private final InFlight inFlight;
    private final Thread thread;
    private volatile boolean closing;

    /// Kafka was away, and what waited goes in the order in which it was made: whoever counts its slots
    /// must not take for missed what only comes behind something urgent.
    private boolean draining;

    private Outbox(
            Spool spool,
            String probe,
            int partitions,
            Ticker ticker,
            Supplier<Signer> signer,
            Supplier<Producer<String, byte[]>> routine,
            Supplier<Producer<String, byte[]>> urgent) {
        this.signer = signer;
        this.spool = spool;
        this.probe = probe;
        this.partitions = partitions;
        this.contact = new BrokerContact(ticker);
        this.routine = new Lane("routine", routine, contact::acknowledged);
        this.urgent = new Lane("urgent", urgent, contact::acknowledged);
        this.inFlight = new InFlight(ticker);
        this.thread = Thread.ofPlatform().name("outbox").daemon().unstarted(this::run);
    }

    /// @param partitions of the topics that are spread by probe
    public static Outbox start(Spool spool, ProducerSettings settings, int partitions, Ticker ticker) {
        return start(new Outbox(
                spool,
                settings.probe(),
                partitions,
                ticker,
                settings.access()::signer,
                settings.routine(),
                settings.urgent()));
    }

    static Outbox start(
            Spool spool,
            String probe,
            int partitions,
            Ticker ticker,
            Supplier<Producer<String, byte[]>> routine,
            Supplier<Producer<String, byte[]>> urgent) {
        return start(new Outbox(spool, probe, partitions, ticker, () -> Signer.NONE, routine, urgent));
    }

    private static Outbox start(Outbox outbox) {
        outbox.thread.start();
        return outbox;
    }

    /// Whether results wait and Kafka has acknowledged none for 10 s.
    public boolean isolated() {
        return inFlight.stuck();
    }

    /// When Kafka last took something.
    public BrokerContact contact() {
        return contact;
    }

    /// Sends a run event at once, and forgets it.
    public void tell(RunEvent event) {
        urgent.send(signed(Topics.RUN_EVENTS.record(probe, event, partitions)), this::forget);
    }

    /// Sends any other event with the routine results, and forgets it.
    public <T> void tell(Topic<T> topic, String key, T event) {
        routine.send(signed(topic.record(key, event, partitions)), this::forget);
    }

    /// The same.
    ///
    /// @param stampedAtMs told of the event's timestamp on its topic, where it gets there
    public <T> void tell(Topic<T> topic, String key, T event, LongConsumer stampedAtMs) {
        routine.send(
                signed(topic.record(key, event, partitions)),
                stored -> stampedAtMs.accept(stored.timestamp()),
                this::forget);
    }

    /// What is not acknowledged by then stays in the spool.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT);
            var other = Thread.ofPlatform().start(() -> urgent.close(CLOSE_LIMIT));
            routine.close(CLOSE_LIMIT);
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long position = spool.sentPosition();
        try {
            while (!closing) {
                inFlight.takeDue().ifPresent(this::send);
                if (!inFlight.awaitRoom(LOOK_MS)) {
                    continue;
                }
                position = sendNext(position);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return where the next one begins
    private long sendNext(long position) throws InterruptedException {
        try {
            var next = spool.next(position, LOOK_MS);
            if (next.isEmpty()) {
                return position;
            }
            inFlight.add();
            send(next.get());
            return next.get().end();
        } catch (UncheckedIOException e) {
            LOG.log(Level.SEVERE, "the spool cannot be read; the outbox waits", e);
            Thread.sleep(1_000);
            return position;
        }
    }

    private void send(SpoolRecord record) {
        draining = inFlight.stuck() || (draining && spool.state().pending() > MOST_OUT_OF_ORDER);
        var lane = switch (record.urgency()) {
            case NORMAL -> routine;
            case URGENT -> draining ? routine : urgent;
        };
        lane.send(signed(messageOf(record)), stored -> taken(record, stored.offset()), error -> failed(record, error));
    }

    /// The spool's bytes as they are; the result is read for its headers only.
    private ProducerRecord<String, byte[]> messageOf(SpoolRecord record) {
        byte[] json = record.json().bytes();
        try {
            var result = WireCodec.read(Result.class, json);
            var made = Topics.RESULTS.record(probe, result, partitions);
            return new ProducerRecord<>(made.topic(), made.partition(), null, probe, json, made.headers());
        } catch (WireFormatException e) { // written by a version with other rules: send it all the same
            LOG.log(Level.WARNING, "result " + record.resultId() + " goes without a trace", e);
            return Topics.RESULTS.record(probe, json, record.resultId().toString(), partitions);
        }
    }

    private ProducerRecord<String, byte[]> signed(ProducerRecord<String, byte[]> message) {
        return signer.get().sign(probe, message);
    }

    private void taken(SpoolRecord record, long offset) {
        spool.markSent(record, offset);
        inFlight.acknowledged();
    }

    private void failed(SpoolRecord record, @Nullable Exception error) {
        if (error != null) {
            inFlight.failed(record);
            LOG.log(Level.FINE, "result " + record.resultId() + " is sent again later", error);
        }
    }

    private void forget(@Nullable Exception error) {
        if (error != null) {
            LOG.log(Level.FINE, "an event was not sent", error);
        }
    }
}
