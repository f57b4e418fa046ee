package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreconditionTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    -,            -,   -, true
                    -,            -,   3, true
                    '"3"',        -,   3, true
                    '"2", "3"',   -,   3, true
                    *,            -,   3, true
                    '"2"',        -,   3, false
                    W/"3",        -,   3, false
                    3,            -,   3, false
                    '"3"',        -,   -, false
                    *,            -,   -, false
                    -,            *,   -, true
                    -,            *,   3, false
                    -,        '"3"',   3, false
                    -,        '"3"',   4, true
                    """)
    void holdsAsTheHeadersSay(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Long version, boolean holds) {
        var precondition = new Precondition(ifMatch, ifNoneMatch);
        if (holds) {
            assertDoesNotThrow(() -> precondition.require(version));
        } else {
            var refusal = assertThrows(ProblemException.class, () -> precondition.require(version));
            assertEquals(ProblemKind.PRECONDITION_FAILED, refusal.kind());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"'\"3\"', true", "'W/\"3\"', true", "'\"2\"', false", "-, false"})
    void knowsWhatTheCallerHas(@Nullable String ifNoneMatch, boolean has) {
        assertEquals(has, new Precondition(null, ifNoneMatch).has(3));
    }
}
