package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotLedgerTest {
    @Test
    void expectsNothingOfTheTimeBeforeIt() {
        assertEquals(List.of(11L, 12L), new SlotLedger(10, 0).missing(12));
    }

    @Test
    void missesWhatHadNoEndingWhateverTheOrder() {
        SlotLedger ledger = new SlotLedger(10, 0).ended(13).ended(11);
        assertEquals(List.of(12L), ledger.missing(13));
        assertEquals(List.of(), ledger.settled(12).missing(13));
        assertEquals(List.of(14L), ledger.settled(13).missing(14));
    }

    @Test
    void isMovedNeitherByWhatIsSettledNorByAClockFarAhead() {
        var ledger = new SlotLedger(10, 0);
        assertSame(ledger, ledger.ended(10));
        assertSame(ledger, ledger.ended(10_000));
        assertSame(ledger, ledger.settled(9));
    }

    @Test
    void countsMoreThanItRemembersAsMissing() {
        assertEquals(100, new SlotLedger(0, -1).missing(164).size());
        assertEquals(new SlotLedger(164, 0), new SlotLedger(0, -1).settled(164));
    }
}
