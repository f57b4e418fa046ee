package io.waddleperf.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeriesRequestTest {
    @ParameterizedTest
    @CsvSource({"PT1H, 300, PT15S", "PT24H, 300, PT5M", "PT720H, 300, PT3H", "PT10S, 300, PT1S", "PT9600H, 10, P48D"})
    void choosesStepsThatClocksShow(Duration range, int points, Duration step) {
        Instant to = Instant.parse("2026-11-23T02:42:00Z");
        var request = new SeriesRequest("p", "t", "c", null, to.minus(range), to, points);
        long stepUs = request.stepUs();
        assertTrue(range.toNanos() / 1_000 / stepUs + 1 <= points);
        if (step.compareTo(Duration.ofDays(7)) <= 0) {
            assertEquals(step.toNanos() / 1_000, stepUs);
        }
    }
}
