package io.waddleperf.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Result;
import io.waddleperf.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final Agenda agenda = new Agenda();

    @Test
    void givesOutWhatIsDueInItsOrder() {
        agenda.add(30 * MILLI, result(2));
        agenda.add(20 * MILLI, result(1));
        agenda.add(900 * MILLI, result(3));
        assertEquals(List.of(), agenda.due(19 * MILLI));
        assertEquals(List.of(result(1), result(2)), agenda.due(40 * MILLI));
        assertEquals(1, agenda.running("sim-a"));
        assertEquals(0, agenda.running("sim-b"));
        assertEquals(List.of(result(3)), agenda.due(SECOND));
    }

    @Test
    void keepsItsPaceUnderAFlood() {
        for (int i = 0; i < 1_000; i++) {
            agenda.add(0, result(i));
        }
        int given = 0;
        for (long now = 0; now < 10 * SECOND; now += 50 * MILLI) {
            given += agenda.due(now).size();
        }
        assertTrue(given > 480 && given <= 10 * Agenda.MOST_A_SECOND, "gave " + given + " in 10 s");
    }

    @Test
    void savesUpForOneSecondAtMost() {
        for (int i = 0; i < 1_000; i++) {
            agenda.add(60 * SECOND, result(i));
        }
        assertEquals(List.of(), agenda.due(59 * SECOND));
        assertEquals(Agenda.MOST_A_SECOND, agenda.due(60 * SECOND).size());
        assertEquals(0, agenda.due(60 * SECOND).size());
    }

    @Test
    void isFullAtItsBound() {
        for (int i = 0; i < Agenda.MOST_WAITING; i++) {
            assertFalse(agenda.full());
            agenda.add(0, result(i));
        }
        assertTrue(agenda.full());
        var _ = agenda.due(SECOND);
        assertFalse(agenda.full());
    }

    private static Result result(int second) {
        return Samples.ping("sim-a", "sim-web", Samples.AT.plusSeconds(second));
    }
}
