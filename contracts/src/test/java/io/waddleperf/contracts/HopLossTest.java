package io.waddleperf.contracts;

import static io.waddleperf.contracts.HopLoss.FROM_HERE_ON;
import static io.waddleperf.contracts.HopLoss.HERE_ONLY;
import static io.waddleperf.contracts.HopLoss.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The cases of the page's `hops.test.ts`, and more; each hop was asked three times.
class HopLossTest {
    @Test
    void isLossOnlyWhereEachLaterHopLosesToo() {
        assertEquals(List.of(NONE, HERE_ONLY, HERE_ONLY, NONE, FROM_HERE_ON, FROM_HERE_ON), of(3, 1, 0, 3, 2, 1));
        assertEquals(List.of(HERE_ONLY, NONE), of(1, 3));
        assertEquals(List.of(NONE, NONE), of(3, 3));
        assertEquals(List.of(), of());
    }

    @Test
    void isNoneOfAMuteRouterBeforeOthersThatAnswer() {
        assertEquals(List.of(HERE_ONLY, FROM_HERE_ON), of(0, 2));
        assertEquals(List.of(FROM_HERE_ON, HERE_ONLY, FROM_HERE_ON), of(2, 0, 2), "and hides no loss before it");
    }

    @Test
    void isThatOfTheLastHopWhereNobodyAnswersAnyMore() {
        assertEquals(List.of(NONE, FROM_HERE_ON), of(3, 0));
        assertEquals(List.of(FROM_HERE_ON, FROM_HERE_ON), of(0, 0));
    }

    private static List<HopLoss> of(int... received) {
        return HopLoss.of(IntStream.range(0, received.length)
                .mapToObj(i -> new Details.Hop(i + 1, List.of(), 3, received[i], null, null, null, ""))
                .toList());
    }
}
