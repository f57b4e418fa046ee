package io.waddleperf.probe.outbox;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.probe.measure.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// When Kafka last acknowledged something, and what time it is there: heartbeats alone make a contact
/// every 10 s.
public final class BrokerContact {
    /// On these topics a record has the broker's time and not ours.
    private static final Set<String> BY_BROKER_TIME = Set.of(Topics.RESULTS.name(), Topics.HEARTBEATS.name());

    private final Ticker ticker;
    private long atNanos;
    private @Nullable Instant appendedAt;
    private long appendedNanos;

    public BrokerContact(Ticker ticker) {
        this.ticker = ticker;
        this.atNanos = ticker.nanos();
    }

    public synchronized void acknowledged(RecordMetadata metadata) {
        atNanos = ticker.nanos();
        if (metadata.hasTimestamp() && BY_BROKER_TIME.contains(metadata.topic())) {
            appendedAt = Instant.ofEpochMilli(metadata.timestamp());
            appendedNanos = atNanos;
        }
    }

    /// How long ago; since the start where there was none.
    public synchronized Duration ago() {
        return Duration.ofNanos(ticker.nanos() - atNanos);
    }

    /// The broker's time, as of its last acknowledgement and a clock that nobody sets; late by the way
    /// of the acknowledgement. Empty before the first one.
    public synchronized Optional<Instant> brokerTime() {
        return Optional.ofNullable(appendedAt).map(at -> at.plusNanos(ticker.nanos() - appendedNanos));
    }
}
