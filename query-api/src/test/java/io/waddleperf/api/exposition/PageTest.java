package io.waddleperf.api.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {
    private static Reading reading(String path) {
        return new Reading(Gauge.SUCCESS, "target=\"" + Page.escaped(path) + '"', 1);
    }

    @Test
    void takesNoMorePathsOnceOneDoesNotFit() {
        var page = new Page(3);
        assertTrue(page.add(List.of(reading("a"), reading("b"))));
        assertFalse(page.add(List.of(reading("c"), reading("d"))));
        assertFalse(page.add(List.of(reading("e"))), "it would come and go with the one before it");
        page.put(new Reading(Gauge.PATHS_LEFT_OUT, "", 2));
        var read = OpenMetrics.read(page.text());
        assertEquals(3, read.size());
        assertEquals(2, read.get("waddleperf_paths_left_out"));
    }

    @Test
    void namesMayHaveAnyCharacter() {
        var page = new Page(1);
        assertTrue(page.add(List.of(reading("a\"b\\c\nd,e=\"}"))));
        assertEquals(1, OpenMetrics.read(page.text()).size());
    }

    @Test
    void anEmptyPageIsOne() {
        assertEquals("# EOF\n", new Page(1).text());
    }
}
