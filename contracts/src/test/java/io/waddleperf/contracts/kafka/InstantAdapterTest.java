package io.waddleperf.contracts.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantAdapterTest {
    @Test
    void agreesWithTheJdkOnRandomTimes() {
        var random = new SplittableRandom(42);
        for (int i = 0; i < 200_000; i++) {
            Instant at = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 253_000_000_000L), random.nextInt(1_000_000_000));
            Instant micros = at.truncatedTo(ChronoUnit.MICROS);
            assertEquals(micros, InstantAdapter.parse(InstantAdapter.format(at)));
            assertEquals(micros, Instant.parse(InstantAdapter.format(at)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T00:00:00.000000Z",
                "2026-11-23T02:42:33Z",
                "2026-11-23T02:42:33.5Z",
                "0000-01-01T00:00:00Z"
            })
    void readsOtherLayoutsToo(String text) {
        assertEquals(Instant.parse(text), InstantAdapter.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00.000000Z",
                "2026-13-01T00:00:00.000000Z",
                "2026-01-01T24:00:01.000000Z",
                "",
                "yesterday",
                "2026-01-01T00:00:00.00000xZ"
            })
    void refusesWhatIsNoTime(String text) {
        assertThrows(DateTimeException.class, () -> InstantAdapter.parse(text));
    }
}
