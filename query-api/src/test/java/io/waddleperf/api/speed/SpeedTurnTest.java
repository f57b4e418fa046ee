package io.waddleperf.api.speed;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SpeedTurnTest {
    private final AtomicLong now = new AtomicLong(-7_000_000_000L); // as a clock of the JVM may begin
    private final SpeedTurn turn = new SpeedTurn(now::get);

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void isRefused(String test, String why) {
        var refused = assertThrows(ProblemException.class, () -> turn.begin(test));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(why), refused.getMessage());
    }

    @Test
    void oneTestHasItUntilItRestsForLonger() {
        turn.begin("a");
        isRefused("b", "another speed test runs");
        turn.end();
        passes(SpeedTurn.KEPT);
        isRefused("b", "another speed test runs");
        turn.begin("a");
        turn.end();
        passes(SpeedTurn.KEPT.plusMillis(1));
        turn.begin("b");
        isRefused("a", "another speed test runs");
    }

    @Test
    void nobodyKeepsItForLongerThanAMinute() {
        turn.begin("a");
        passes(SpeedTurn.LONGEST.plusMillis(1));
        isRefused("a", "a speed test may take 60 s");
        isRefused("b", "another speed test runs"); // its last transfer still goes
        turn.end();
        turn.begin("b");
    }

    @Test
    void aTestHasSoManyTransfersAtOnce() {
        for (int transfer = 0; transfer < SpeedTurn.MOST_TRANSFERS; transfer++) {
            turn.begin("a");
        }
        isRefused("a", "a speed test may have 8 transfers");
        turn.end();
        turn.begin("a");
    }
}
