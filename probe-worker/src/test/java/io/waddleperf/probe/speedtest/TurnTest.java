package io.waddleperf.probe.speedtest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.throughput.ThroughputLoad;
import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private long nanos;
    private final ThroughputLoad load = new ThroughputLoad(() -> nanos);
    private final Turn turn = new Turn(() -> nanos, load);

    @Test
    void isOneSourcesAtATime() {
        var first = take(ONE);
        assertNotNull(turn.take(ONE), "its next connection");
        assertNull(turn.take(OTHER));
        first.close();
        assertNull(turn.take(OTHER), "one of it goes on");
    }

    @Test
    void isKeptBetweenTwoRequests() {
        take(ONE).close();
        nanos += Turn.KEPT_NANOS;
        assertNull(turn.take(OTHER));
        nanos++;
        assertNotNull(turn.take(OTHER));
        assertNull(turn.take(ONE));
    }

    @Test
    void isOfSoManyConnections() {
        for (int i = 0; i < Turn.MOST_TRANSFERS; i++) {
            take(ONE);
        }
        assertNull(turn.take(ONE));
    }

    @Test
    void endsAlthoughItsHolderGoesOn() {
        var first = take(ONE);
        nanos += Turn.LONGEST_NANOS + 1;
        assertNull(turn.take(ONE), "others wait");
        first.close();
        assertNotNull(turn.take(OTHER), "at once");
        assertNull(turn.take(ONE));
    }

    /// A probe's own test in the gap would be in the way of the upload.
    @Test
    void isKeptTowardsOtherTestsOfTheProbeToo() {
        take(ONE).close();
        assertTrue(load.askSpeed().isEmpty(), "between download and upload");
        nanos += Turn.KEPT_NANOS;
        take(ONE).close();
        nanos += Turn.KEPT_NANOS;
        assertTrue(load.askSpeed().isEmpty());
        nanos++;
        var own = load.askSpeed().orElseThrow();
        assertNull(turn.take(ONE), "it comes back too late");
        own.close();
        take(ONE);
    }

    @Test
    void isTheNextSourcesAsSoonAsItIsFree() {
        take(ONE).close();
        nanos += Turn.KEPT_NANOS + 1;
        var second = take(OTHER);
        assertTrue(load.within(1));
        second.close();
        nanos += Turn.KEPT_NANOS + 1;
        assertTrue(load.askSpeed().isPresent());
    }

    @Test
    void tellsThatTheMachineIsUnderLoad() {
        assertFalse(load.within(1));
        var first = take(ONE);
        assertTrue(load.within(1));
        first.close();
        nanos += 2_000;
        assertFalse(load.within(1));
    }

    private Turn.Transfer take(InetAddress source) {
        return Objects.requireNonNull(turn.take(source));
    }
}
