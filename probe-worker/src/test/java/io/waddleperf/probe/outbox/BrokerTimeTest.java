package io.waddleperf.probe.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrokerTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final FakeClock own = new FakeClock(NOON);
    private final BrokerTime broker = new BrokerTime(own);

    @Test
    void isTheOwnClockWhileNothingProvesItWrong() {
        assertEquals(NOON, broker.instant());
        stamp(NOON.plusMillis(40), Duration.ofMillis(100));
        assertEquals(own.instant(), broker.instant());
    }

    @Test
    void takesAwayWhatTheOwnClockIsAhead() {
        stamp(NOON.minusSeconds(15), Duration.ofMillis(100));
        assertTrue(off(own.instant().minusSeconds(15)) <= 100, broker::toString);
        own.set(NOON.minusSeconds(15)); // somebody sets it right
        stamp(NOON.minusSeconds(15), Duration.ofMillis(100));
        assertTrue(off(own.instant()) <= 100);
    }

    @Test
    void addsWhatTheOwnClockIsBehind() {
        stamp(NOON.plusSeconds(60), Duration.ofMillis(100));
        assertTrue(off(own.instant().plusSeconds(60)) <= 100);
    }

    /// As a record that waited until the broker was back.
    @Test
    void learnsNothingOfAStampThatFitsWhatItKnows() {
        stamp(NOON.minusSeconds(15), Duration.ofMillis(2));
        Instant before = broker.instant();
        var late = broker.sending();
        own.advance(Duration.ofSeconds(90));
        late.accept(NOON.plusSeconds(70).toEpochMilli());
        assertEquals(before.plusSeconds(90), broker.instant());
    }

    @Test
    void isWaitedForUntilTheFirstStamp() throws Exception {
        assertFalse(broker.await(Duration.ZERO));
        stamp(NOON, Duration.ofMillis(100));
        assertTrue(broker.await(Duration.ZERO));
    }

    private void stamp(Instant at, Duration roundTrip) {
        var stamped = broker.sending();
        own.advance(roundTrip);
        stamped.accept(at.toEpochMilli());
    }

    private long off(Instant expected) {
        return Duration.between(expected, broker.instant()).abs().toMillis();
    }
}
