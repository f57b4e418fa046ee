package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Measurement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private static final Measurement ANSWERED = Measurement.notRun(new Outcome.Measured());
    private static final Measurement SILENT = Measurement.notRun(new Outcome.TimedOut(1_000_000));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long nowNs;
    private boolean wayOutLost;
    private final Isolation isolation = new Isolation(() -> wayOutLost, () -> nowNs);

    @Test
    void allTargetsAtOnceAreTheProbesOwnTrouble() {
        answered("a", "b", "c", "d");
        assertFalse(after("a", SILENT));
        assertFalse(after("b", SILENT));
        assertTrue(after("c", SILENT), "three of four, and nobody answered since");
        assertTrue(after("a", SILENT));
        assertFalse(after("d", ANSWERED));
        assertFalse(after("a", SILENT), "somebody is there: it is the target");
    }

    @Test
    void aTargetAloneIsTheTargets() {
        answered("a", "b", "c");
        for (int i = 0; i < 10; i++) {
            assertFalse(after("a", SILENT));
        }
        assertFalse(after("b", SILENT), "two may break at once");
    }

    @Test
    void aPartOfManyIsTheTargets() {
        for (int i = 0; i < 20; i++) {
            answered("target-" + i);
        }
        for (int i = 0; i < 10; i++) {
            assertFalse(after("target-" + i, SILENT));
        }
        assertTrue(after("target-10", SILENT), "more than half");
    }

    @Test
    void whatNeverAnsweredIsNoWitness() {
        answered("good");
        for (var never : List.of("a", "b", "c", "d")) {
            assertFalse(after(never, SILENT));
        }
    }

    @Test
    void whatHasNotAnsweredForAnHourIsNoWitness() {
        answered("a", "b", "c");
        nowNs += Duration.ofMinutes(61).toNanos();
        for (var old : List.of("a", "b", "c")) {
            assertFalse(after(old, SILENT));
        }
    }

    @Test
    void withoutAWayOutNothingThatFailsSaysAnything() {
        wayOutLost = true;
        assertTrue(after("a", SILENT));
        assertFalse(after("near", ANSWERED));
        assertFalse(after("a", Measurement.notRun(new Outcome.Refused("too many tests"))));
    }

    /// Else who is asked last in each round would be taken for the probe's own trouble.
    @Test
    void oneThatAnswersInEachRoundShowsThatTheNetworkIsThere() {
        for (int round = 0; round < 3; round++) {
            answered("a", "b", "c", "d");
            nowNs += MINUTE.toNanos();
        }
        for (int round = 0; round < 5; round++) {
            answered("d");
            for (var broken : List.of("a", "b", "c")) {
                nowNs += MINUTE.toNanos() / 4;
                assertFalse(after(broken, SILENT));
            }
            nowNs += MINUTE.toNanos() / 4;
        }
        assertTrue(after("d", SILENT), "now it has been silent for a round");
    }

    @Test
    void whoSaysNoIsThere() {
        answered("a", "b", "c", "d");
        var how = new Measurement.How(TimestampSource.USER, "connect", "http/1.1");
        for (var site : List.of("a", "b", "c", "d")) {
            assertFalse(after(site, Measurement.failed(Failure.STATUS, "503", how)));
        }
        for (var site : List.of("a", "b")) {
            assertFalse(after(site, SILENT));
        }
        assertTrue(after("c", SILENT));
    }

    @Test
    void aTestOfTheMachineItselfTellsNothing() {
        answered("a", "b", "c");
        assertFalse(after("a", SILENT));
        assertFalse(after("b", SILENT));
        assertFalse(isolation.after("a", io.waddleperf.contracts.Test.SYSTEM, ANSWERED));
        assertTrue(after("c", SILENT));
    }

    private boolean after(String target, Measurement measurement) {
        return isolation.after(target, io.waddleperf.contracts.Test.PING, measurement);
    }

    private void answered(String... targets) {
        for (var target : targets) {
            assertFalse(after(target, ANSWERED));
        }
    }
}
