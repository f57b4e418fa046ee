package io.waddleperf.probe.nativenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelClockTest {
    /// As `offsetof` in C says for 64-bit Linux.
    @Test
    void liesInMemoryAsTheKernelHasIt() {
        assertEquals(208, KernelClock.TIMEX.byteSize());
        assertEquals(24, Layouts.offset(KernelClock.TIMEX, "maxerror"));
        assertEquals(40, Layouts.offset(KernelClock.TIMEX, "status"));
    }

    @Test
    void tellsABoundWhereTheKernelTellsOne() {
        KernelClock.read().ifPresent(clock -> assertTrue(clock.maxErrorUs() >= 0, clock::toString));
    }
}
