package io.waddleperf.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of the hours and minutes is read at once.
class RollupWindowTest {
    private static final Instant FROM = Instant.parse("2025-10-20T13:07:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(400));

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 24, 48, 7 * 24, 44 * 24 + 5})
    void areSoManyAndEndWhereAStepDoes(long stepHours) {
        long stepUs = Duration.ofHours(stepHours).toNanos() / 1_000;
        var most = Duration.ofHours(stepHours);
        if (most.compareTo(RollupLength.HOUR.most()) < 0) {
            most = RollupLength.HOUR.most();
        }
        var windows = RollupQuery.Window.of(RollupLength.HOUR, FROM, TO, stepUs);
        assertEquals(Instant.parse("2025-10-20T13:00:00Z"), windows.getFirst().from());
        assertEquals(TO, windows.getLast().to());
        for (int i = 0; i < windows.size(); i++) {
            var one = windows.get(i);
            assertTrue(Duration.between(one.from(), one.to()).compareTo(most) <= 0, one::toString);
            if (i > 0) {
                assertEquals(windows.get(i - 1).to(), one.from());
                assertEquals(0, one.from().getEpochSecond() % (stepHours * 3_600), one::toString);
            }
        }
    }

    @Test
    void areOneForAMonthOrLess() {
        var to = FROM.plus(Duration.ofDays(2));
        assertEquals(
                List.of(new RollupQuery.Window(Instant.parse("2025-10-20T13:00:00Z"), to)),
                RollupQuery.Window.of(RollupLength.HOUR, FROM, to, 3_600_000_000L));
    }

    @Test
    void areDaysOfMinutes() {
        var to = FROM.plus(Duration.ofDays(3));
        var windows = RollupQuery.Window.of(RollupLength.MINUTE, FROM.plusSeconds(42), to, 1_800_000_000L);
        assertEquals(FROM, windows.getFirst().from());
        assertEquals(Instant.parse("2025-10-21T13:00:00Z"), windows.get(1).from());
        assertEquals(4, windows.size());
    }

    @Test
    void wantStepsOfWholeOnes() {
        assertEquals(60_000_000L, RollupLength.MINUTE.stepUs(15_000_000));
        assertEquals(300_000_000L, RollupLength.MINUTE.stepUs(300_000_000));
        assertEquals(3_600_000_000L, RollupLength.HOUR.stepUs(300_000_000));
    }
}
