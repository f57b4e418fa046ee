package io.waddleperf.probe.outbox;

import io.waddleperf.probe.measure.Ticker;
import java.time.Duration;

/// When Kafka last acknowledged something: heartbeats alone make a contact every 10 s.
public final class BrokerContact {
    private final Ticker ticker;
    private volatile long atNanos;

    public BrokerContact(Ticker ticker) {
        this.ticker = ticker;
        acknowledged();
    }

    public void acknowledged() {
        atNanos = ticker.nanos();
    }

    /// How long ago; since the start where there was none.
    public Duration ago() {
        return Duration.ofNanos(ticker.nanos() - atNanos);
    }
}
