package io.waddleperf.probe.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// What time it is by Kafka's clock, as far as is known: a broker that stamps a record does so between
/// its sending and its acknowledgement. Orders are good until a time of that clock, and a probe whose
/// own is wrong by more than an order is good for would refuse them all.
///
/// The own clock is corrected by no more than is proved: where it is right within the time that an
/// acknowledgement takes, it is taken as it is. What it is set by counts from the next stamp on.
public final class BrokerTime implements InstantSource {
    private static final Duration RESOLUTION = Duration.ofMillis(1);

    private final InstantSource own;
    private final CountDownLatch known = new CountDownLatch(1);
    private volatile Duration ahead = Duration.ZERO;

    public BrokerTime(InstantSource own) {
        this.own = own;
    }

    @Override
    public Instant instant() {
        return own.instant().minus(ahead);
    }

    /// How far the own clock is ahead; negative: behind.
    public Duration ahead() {
        return ahead;
    }

    /// What is known from before, until Kafka stamps a record.
    public void assume(Duration before) {
        ahead = before;
    }

    /// Returns when Kafka has stamped a record, or when the limit is over.
    ///
    /// @return whether it has
    public boolean await(Duration limit) throws InterruptedException {
        return known.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// A record is sent now.
    ///
    /// @return to be told by what time, in milliseconds since the epoch, the broker has stamped it
    public LongConsumer sending() {
        Instant sentAt = own.instant();
        return stampedAtMs -> stamped(sentAt, Instant.ofEpochMilli(stampedAtMs), own.instant());
    }

    private synchronized void stamped(Instant sentAt, Instant stampedAt, Instant heardAt) {
        var least = Duration.between(stampedAt.plus(RESOLUTION), sentAt);
        var most = Duration.between(stampedAt, heardAt);
        ahead = ahead.compareTo(most) > 0 ? most : ahead.compareTo(least) < 0 ? least : ahead;
        known.countDown();
    }
}
