package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which expectations of a response exist.
class HttpExpectationTest {
    @ParameterizedTest
    @ValueSource(strings = {"(", "a**", "(?=ahead)", "\\1", "", "((a{100}){100}){100}", "(x*a*){900}y", "[[:bad:]]"})
    void refusesPatternsThatAreNoneOrTooMuch(String pattern) {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new HttpExpectation(null, null, null, pattern, null, null, null, null));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("bodyMatches must"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"^ok$", "(?i)error|fail", "\\d{1,3}(\\.\\d{1,3}){3}", "[\\p{L} ]+"})
    void takesPatterns(String pattern) {
        assertEquals(pattern, TextPattern.compile("matches", pattern).pattern());
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "6xx", "200-", "2XX", "200-299-300", "abc"})
    void refusesStatusesThatAreNone(String status) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new HttpExpectation(List.of(status), null, null, null, null, null, null, null));
    }

    @org.junit.jupiter.api.Test
    void refusesWhatCannotHold() {
        var tooLong = new HttpExpectation(null, null, null, null, null, 11L, null, null);
        assertRefused("minBodyBytes", null, 10, null, tooLong);
        var unseen = new HttpExpectation(null, null, null, null, null, null, 10L, null);
        assertRefused("the response's maxBodyBytes", null, 10, null, unseen);
        var twice = new HttpExpectation(List.of("200"), null, null, null, null, null, null, null);
        assertRefused("expectStatus", 200, 10, null, twice);
        assertRefused("version", null, 10, "1", null);
        assertThrows(
                IllegalArgumentException.class, () -> new HttpExpectation.HeaderExpectation("two words", null, null));
    }

    private static void assertRefused(
            String field,
            @Nullable Integer status,
            int most,
            @Nullable String version,
            @Nullable HttpExpectation expect) {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new HttpSpec(null, status, most, 1_000_000, version, null, expect));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(field + " must"), refusal.getMessage());
    }
}
