package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.TimestampSource;
import org.junit.jupiter.api.Test;

/// The packet of each test is sent at 1,000,000 (realtime) and 500 (monotonic) and answered 90,000
/// later by the process's reckoning.
class EchoClockTest {
    private final EchoClock clock = new EchoClock(1_000_000, 500);

    @Test
    void prefersBothOfTheKernelsStamps() {
        clock.left(1_010_000);
        clock.answered(1_030_000, 90_500, 64);
        assertEquals(TimestampSource.KERNEL_TX_RX, clock.source());
        assertEquals(20_000, clock.rttNs());
        assertEquals(64, clock.hopLimit());
    }

    @Test
    void countsFromTheProcessWhereTheDriverStampsNothing() {
        clock.answered(1_030_000, 90_500, 64);
        assertEquals(TimestampSource.KERNEL_RX, clock.source());
        assertEquals(30_000, clock.rttNs());
    }

    @Test
    void fallsBackToTheProcessWithoutStamps() {
        clock.answered(0, 90_500, -1);
        assertEquals(TimestampSource.USER, clock.source());
        assertEquals(90_000, clock.rttNs());
    }

    @Test
    void doesNotBelieveAClockThatWasSetMeanwhile() {
        clock.left(1_010_000);
        clock.answered(900_000, 90_500, 64); // set back
        assertEquals(TimestampSource.USER, clock.source());
        clock.answered(5_000_000, 90_500, 64); // set forward
        assertEquals(TimestampSource.USER, clock.source());
        assertEquals(90_000, clock.rttNs());
    }

    @Test
    void doesNotTakeAnEarlierPacketsStampForItsOwn() {
        clock.left(999_999);
        clock.answered(1_030_000, 90_500, 64);
        assertEquals(TimestampSource.KERNEL_RX, clock.source());
    }
}
