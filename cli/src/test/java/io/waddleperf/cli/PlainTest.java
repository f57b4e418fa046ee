package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void letsNoEscapeSequenceThrough() {
        assertEquals("a\\u001b[31mred\\u0007\\u009b", Plain.line("a\u001b[31mred\u0007\u009b"));
        assertEquals("left\\u202eright", Plain.line("left\u202eright"));
    }

    @Test
    void keepsLinesOnlyWhereTheyAreWanted() {
        assertEquals("one\\u000atwo\\u0009three", Plain.line("one\ntwo\tthree"));
        assertEquals("one\ntwo\tthree\\u000d", Plain.lines("one\ntwo\tthree\r"));
    }

    @Test
    void keepsLettersOfAnyLanguage() {
        assertEquals("Zürich 東京 🦆", Plain.line("Zürich 東京 🦆"));
    }

    @Test
    void cutsWithAnEllipsis() {
        assertEquals("abcd", Plain.start("abcd", 4));
        assertEquals("abc…", Plain.start("abcde", 4));
    }

    @Test
    void countsOneAndMore() {
        assertEquals("0 checks", Plain.counted(0, "check"));
        assertEquals("1 check", Plain.counted(1, "check"));
        assertEquals("2 checks", Plain.counted(2, "check"));
    }
}
