package io.waddleperf.cli.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.cli.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterIdTest {
    @Test
    void isReadAsItIsWritten() {
        var id = new LetterId(0, 1_234);
        assertEquals("0-1234", id.toString());
        assertEquals(id, LetterId.parse("0-1234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "0-", "-1", "0-12x", "0--1", "0-9999999999999999999", "results-2@77"})
    void isNothingElse(String text) {
        assertThrows(CommandFailure.class, () -> LetterId.parse(text));
    }
}
