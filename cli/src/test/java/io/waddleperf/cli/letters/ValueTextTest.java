package io.waddleperf.cli.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {
    @Test
    void laysJsonOutAndKeepsItsNumbersAndStrings() {
        var value = ValueText.of(Letters.bytes(
                "{\"a\":12345678901234567890.10, \"b\":[1,{}, [],{\"c\":\"x, {y: \\\" }\"}],\"d\":null}"));
        assertEquals("JSON", value.kind());
        assertEquals("""
                {
                  "a": 12345678901234567890.10,
                  "b": [
                    1,
                    {},
                    [],
                    {
                      "c": "x, {y: \\" }"
                    }
                  ],
                  "d": null
                }
                """, value.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":", "{\"a\":1} and more", "hello", "[1,2"})
    void showsBrokenJsonAsTheTextThatItIs(String text) {
        var value = ValueText.of(Letters.bytes(text));
        assertTrue(value.kind().startsWith("text, not JSON"), value.kind());
        assertEquals(text + '\n', value.text());
    }

    @Test
    void dumpsWhatIsNoText() {
        var value = ValueText.of(new byte[] {0, -1, '{', 'a', 127, 27, '[', '3', '1', 'm', 0, 0, 0, 0, 0, 0, 'z'});
        assertEquals("no text", value.kind());
        assertEquals("""
                00000000  00 ff 7b 61 7f 1b 5b 33 31 6d 00 00 00 00 00 00  |..{a..[31m......|
                00000010  7a                                               |z|
                """, value.text());
    }

    @Test
    void dumpsOnlyTheStartOfWhatIsLong() {
        var text = ValueText.of(new byte[5_000]).text();
        assertEquals(4_096 / 16 + 1, text.lines().count());
        assertTrue(text.endsWith("… and 904 bytes more; --value writes all of them\n"), text);
    }

    @Test
    void survivesJsonThatIsNestedTooDeep() {
        var value = ValueText.of(Letters.bytes("[".repeat(100_000) + "]".repeat(100_000)));
        assertTrue(value.kind().startsWith("text, not JSON"), value.kind());
    }

    @Test
    void letsNoEscapeSequenceThrough() {
        var value = ValueText.of(Letters.bytes("{\"a\":\"\u001b[31m\"}"));
        assertTrue(value.text().indexOf('\u001b') < 0, value.text());
    }
}
