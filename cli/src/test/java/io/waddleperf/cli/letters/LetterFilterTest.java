package io.waddleperf.cli.letters;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LetterFilterTest {
    private static final LetterLine LINE = LetterLine.of(Letters.buried(10, Letters.result(77)));

    @Test
    void takesEverythingWhereNothingIsAskedFor() {
        var all = new LetterFilter(null, null, null, null, null);
        assertTrue(all.takesAll());
        assertTrue(all.matches(LINE));
    }

    @Test
    void knowsTopicsWithAndWithoutTheirPrefix() {
        assertTrue(new LetterFilter("results", null, null, null, null).matches(LINE));
        assertTrue(new LetterFilter("waddleperf.results", null, null, null, null).matches(LINE));
        assertFalse(new LetterFilter("rollups", null, null, null, null).matches(LINE));
    }

    @Test
    void looksForAPartOfTheReasonInUpperOrLowerCase() {
        assertTrue(new LetterFilter(null, null, "Not a result", null, null).matches(LINE));
        assertFalse(new LetterFilter(null, null, "too large", null, null).matches(LINE));
    }

    @Test
    void takesAReaderByItsWholeName() {
        assertTrue(new LetterFilter(null, "results-sink", null, null, null).matches(LINE));
        assertFalse(new LetterFilter(null, "sink", null, null, null).matches(LINE));
    }

    @Test
    void takesTheFirstMomentButNotTheLast() {
        var at = LINE.writtenAt();
        assertTrue(new LetterFilter(null, null, null, at, at.plusMillis(1)).matches(LINE));
        assertFalse(new LetterFilter(null, null, null, at.plusMillis(1), null).matches(LINE));
        assertFalse(new LetterFilter(null, null, null, null, at).matches(LINE));
    }
}
