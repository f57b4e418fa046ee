package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProbeClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final ProbeClock clock = new ProbeClock();

    @Test
    void takesAWrongClockForWhatItIs() {
        for (int i = 0; i < 100; i++) {
            Instant now = NOON.plusSeconds(10L * i);
            assertFalse(clock.late(now.minus(Duration.ofHours(3)), now));
        }
    }

    @Test
    void tellsWhatWasHeldUpAlsoAfterALongGap() {
        assertFalse(clock.late(NOON, NOON.plusMillis(500)));
        Instant back = NOON.plus(Duration.ofHours(2));
        assertTrue(clock.late(NOON.plusSeconds(60), back));
        assertTrue(clock.late(NOON.plusSeconds(120), back));
        assertFalse(clock.late(back, back.plusMillis(500)));
    }

    @Test
    void getsUsedToAClockThatWasSetBack() {
        assertFalse(clock.late(NOON, NOON));
        Instant now = NOON;
        int late = 0;
        for (int i = 0; i < 120; i++) {
            now = now.plusSeconds(10);
            late += clock.late(now.minusSeconds(3_600), now) ? 1 : 0;
        }
        assertTrue(late <= 61, late + " results were taken for late");
    }

    @Test
    void isTakenOverWithWhatItKnows() {
        assertFalse(clock.late(NOON, NOON.plusMillis(500)));
        assertTrue(clock.moved());
        assertFalse(clock.late(NOON.plusSeconds(10), NOON.plusSeconds(11)));
        assertFalse(clock.moved(), "nothing new to store");
        var takenOver = ProbeClock.of(clock.memory());
        assertFalse(takenOver.moved());
        // a clock that knows nothing would take the first record that was held up for being on time
        assertTrue(takenOver.late(NOON.plusSeconds(20), NOON.plusSeconds(140)));
        assertFalse(new ProbeClock().late(NOON.plusSeconds(20), NOON.plusSeconds(140)));
    }
}
