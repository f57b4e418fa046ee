package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What one statement carries.
class ChunksTest {
    @Test
    void cutsByRowsAndKeepsTheOrder() {
        assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L), List.of(5L)), chunks(2, 1L, 2L, 3L, 4L, 5L));
        assertEquals(List.of(), chunks(2));
    }

    @Test
    void cutsByCharactersAndLetsALargeRowStandAlone() {
        long large = 1_000_000;
        assertEquals(
                List.of(List.of(500_000L, 200_000L), List.of(1L), List.of(large), List.of(2L)),
                chunks(9, 500_000L, 200_000L, 1L, large, 2L));
    }

    private static List<List<Long>> chunks(int mostRows, Long... characters) {
        return Chunks.of(List.of(characters), mostRows, each -> each);
    }
}
