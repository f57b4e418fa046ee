package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
    private static final Cursor<Long> NUMBERS = numbers("numbers");

    private static Cursor<Long> numbers(String kind) {
        return new Cursor<>(kind, number -> List.of(Long.toString(number)), parts -> Long.valueOf(parts.get(0)));
    }

    @Test
    void readsWhatItWrote() {
        assertEquals(42L, NUMBERS.read(NUMBERS.text(42L)));
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        assertThrows(
                IllegalArgumentException.class,
                () -> NUMBERS.read(numbers("others").text(42L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "%%%", "bnVtYmVycw", "bnVtYmVycwp4", "gICA"})
    void refusesWhatIsNoCursor(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> NUMBERS.read(text));
        assertEquals("cursor must be the \"next\" of an earlier page of the same list", refusal.getMessage());
    }

    @Test
    void refusesWhatIsTooLong() {
        var huge = ("numbers\n" + "0".repeat(2_000) + "1").getBytes(StandardCharsets.UTF_8);
        String text = Base64.getUrlEncoder().encodeToString(huge);
        assertThrows(IllegalArgumentException.class, () -> NUMBERS.read(text));
    }
}
