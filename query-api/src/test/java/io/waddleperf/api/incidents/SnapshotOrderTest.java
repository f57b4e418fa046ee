package io.waddleperf.api.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.api.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapshotOrderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static SnapshotOrder read(String json) {
        return SnapshotOrder.read(json.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void lastsAWeekWhereNothingIsSaid() {
        assertEquals(NOW.plus(Duration.ofDays(7)), read("{}").expiresAt());
    }

    @ParameterizedTest
    @CsvSource({
        "{'validHours':1}, 2026-11-23T13:00:00Z",
        "{'validHours':720}, 2026-12-23T12:00:00Z",
        "{'expiresAt':'2026-11-23T12:59:30Z'}, 2026-11-23T12:59:30Z",
        "{'expiresAt':'2026-11-24T08:00:00+02:00'}, 2026-11-24T06:00:00Z",
    })
    void lastsAsLongAsIsSaid(String json, Instant expiresAt) {
        assertEquals(expiresAt, read(json.replace('\'', '"')).expiresAt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"validHours":0}                                          | validHours
                    {"validHours":721}                                        | validHours
                    {"validHours":"1"}                                        | validHours
                    {"expiresAt":"2026-11-23T12:30:00Z"}                      | expiresAt
                    {"expiresAt":"2026-12-24T12:00:00Z"}                      | expiresAt
                    {"expiresAt":"tomorrow"}                                  | expiresAt
                    {"expiresAt":"2026-11-24T12:00:00Z","validHours":24}      | validHours
                    {"for":"7d"}                                              | for
                    """)
    void refusesWhatIsTooShortTooLongOrSaidTwice(String json, String field) {
        var refusal = assertThrows(ProblemException.class, () -> read(json));
        assertEquals(field, refusal.errors().getFirst().field());
    }
}
