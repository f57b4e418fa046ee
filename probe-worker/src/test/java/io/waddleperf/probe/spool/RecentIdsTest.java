package io.waddleperf.probe.spool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    @Test
    void keepsEachAtLeastItsSpanAndNoneForEver() {
        var ids = new RecentIds(Duration.ofMinutes(15));
        for (int minute = 0; minute < 60; minute++) {
            ids.add(id(minute), Samples.AT.plus(Duration.ofMinutes(minute)));
            for (int back = 0; back <= Math.min(15, minute); back++) {
                assertTrue(ids.contains(id(minute - back)));
            }
        }
        assertFalse(ids.contains(id(0)));
    }

    @Test
    void holdsMany() {
        var ids = new RecentIds(Duration.ofMinutes(15));
        for (int i = 0; i < 20_000; i++) {
            ids.add(id(i), Samples.AT);
        }
        for (int i = 0; i < 20_000; i++) {
            assertTrue(ids.contains(id(i)));
            assertFalse(ids.contains(id(-i - 1)));
        }
    }

    private static UUID id(int number) {
        return io.waddleperf.contracts.Ids.uuid("test", Integer.toString(number));
    }
}
