package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private static final Outcome ANSWERED = new Outcome.Measured();
    private static final Outcome SILENT = new Outcome.TimedOut(1_000_000);

    private long nowNs;
    private boolean wayOutLost;
    private final Isolation isolation = new Isolation(() -> wayOutLost, () -> nowNs);

    @Test
    void allTargetsAtOnceAreTheProbesOwnTrouble() {
        answered("a", "b", "c", "d");
        assertFalse(isolation.after("a", SILENT));
        assertFalse(isolation.after("b", SILENT));
        assertTrue(isolation.after("c", SILENT), "three of four, and nobody answered since");
        assertTrue(isolation.after("a", SILENT));
        assertFalse(isolation.after("d", ANSWERED));
        assertFalse(isolation.after("a", SILENT), "somebody is there: it is the target");
    }

    @Test
    void aTargetAloneIsTheTargets() {
        answered("a", "b", "c");
        for (int i = 0; i < 10; i++) {
            assertFalse(isolation.after("a", SILENT));
        }
        assertFalse(isolation.after("b", SILENT), "two may break at once");
    }

    @Test
    void aPartOfManyIsTheTargets() {
        for (int i = 0; i < 20; i++) {
            answered("target-" + i);
        }
        for (int i = 0; i < 10; i++) {
            assertFalse(isolation.after("target-" + i, SILENT));
        }
        assertTrue(isolation.after("target-10", SILENT), "more than half");
    }

    @Test
    void whatNeverAnsweredIsNoWitness() {
        answered("good");
        for (var never : List.of("a", "b", "c", "d")) {
            assertFalse(isolation.after(never, SILENT));
        }
    }

    @Test
    void whatHasNotAnsweredForAnHourIsNoWitness() {
        answered("a", "b", "c");
        nowNs += Duration.ofMinutes(61).toNanos();
        for (var old : List.of("a", "b", "c")) {
            assertFalse(isolation.after(old, SILENT));
        }
    }

    @Test
    void withoutAWayOutNothingThatFailsSaysAnything() {
        wayOutLost = true;
        assertTrue(isolation.after("a", SILENT));
        assertFalse(isolation.after("near", ANSWERED));
        assertFalse(isolation.after("a", new Outcome.Refused("too many tests")));
    }

    private void answered(String... targets) {
        for (var target : targets) {
            assertFalse(isolation.after(target, ANSWERED));
        }
    }
}
