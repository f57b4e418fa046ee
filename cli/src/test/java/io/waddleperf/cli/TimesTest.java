package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void readsDurationsAsPeopleWriteThem() {
        assertEquals(Duration.ofMillis(500), Times.duration("--timeout", "500ms"));
        assertEquals(Duration.ofHours(2), Times.duration("--timeout", "2h"));
        assertEquals(Duration.ofSeconds(90), Times.duration("--timeout", "PT1M30S"));
    }

    @Test
    void readsMomentsAndTimesAgo() {
        assertEquals(NOW.minus(Duration.ofDays(7)), Times.moment("--since", "7d", NOW));
        assertEquals(Instant.parse("2026-01-31T12:00:00Z"), Times.moment("--since", "2026-01-31T12:00:00Z", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "h", "-2h", "PT-2H", "999999d", "2026-01-31", "yesterday", "2h\u001b"})
    void saysWhatATimeMustBe(String text) {
        var wrong = assertThrows(CommandFailure.class, () -> Times.moment("--since", text, NOW));
        assertEquals(Exit.WRONG_USE, wrong.exitCode());
        assertTrue(String.valueOf(wrong.getMessage()).startsWith("--since must be a time ago such as "));
    }
}
