package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// However many tests run, their bodies together take up no more than is allowed.
class KeptBytesTest {
    private final KeptBytes all = new KeptBytes(400_000);

    @Test
    void givesNoMoreThanThereIs() {
        try (var first = all.share()) {
            var large = Body.kept(10_000_000, first);
            large.take(new byte[1_000_000], 0, 1_000_000);
            assertEquals(Body.MOST_KEPT, all.kept());
            assertFalse(large.full());
            try (var second = all.share()) {
                var crowded = Body.kept(10_000_000, second);
                crowded.take(new byte[100_000], 0, 100_000);
                assertFalse(crowded.crowdedOut());
                crowded.take(new byte[100_000], 0, 100_000);
                assertTrue(crowded.crowdedOut());
                assertTrue(crowded.full(), "so that nobody reads on");
                assertEquals(100_000, crowded.bytes());
            }
        }
        assertEquals(0, all.kept());
    }

    @Test
    void takesNothingForWhatIsOnlyCounted() {
        var counted = Body.counted(1_000_000);
        counted.take(new byte[900_000], 0, 900_000);
        assertEquals(900_000, counted.bytes());
        assertFalse(counted.full());
        assertEquals("", counted.text(StandardCharsets.UTF_8));
    }

    @Test
    void takesNothingAfterTheTest() {
        var share = all.share();
        share.close();
        assertFalse(share.take(1));
        share.close();
        assertEquals(0, all.kept());
    }
}
