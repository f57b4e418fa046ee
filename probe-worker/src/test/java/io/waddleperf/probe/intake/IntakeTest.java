package io.waddleperf.probe.intake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Test;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

class IntakeTest {
    private static final Instant SLOT = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @org.junit.jupiter.api.Test
    void takesACommandThatHasJustExpiredSoThatItIsRefused() {
        assertFalse(Intake.longOver(scheduled(SECOND), SLOT.plusSeconds(59)));
        assertFalse(Intake.longOver(scheduled(HALF_A_MINUTE), SLOT.plusSeconds(600)));
    }

    /// Else it had two endings: whoever counts them sees what the probe did by itself in later slots first.
    @org.junit.jupiter.api.Test
    void saysNothingOfASlotThatIsFurtherBackThanSlotsAreKeptApart() {
        var lastThatCounts = SLOT.plus(SECOND.multipliedBy(Assignment.Item.SLOTS_APART));
        assertTrue(Intake.longOver(scheduled(SECOND), lastThatCounts));
        assertTrue(Intake.longOver(scheduled(SECOND.multipliedBy(5)), SLOT.plusSeconds(306)));
    }

    @org.junit.jupiter.api.Test
    void saysNothingOfASlotThatItMayHaveForgottenToHaveRun() {
        assertTrue(Intake.longOver(scheduled(HALF_A_MINUTE), SLOT.plusSeconds(631)));
    }

    @org.junit.jupiter.api.Test
    void takesWhatSomebodyOrderedHoweverLate() {
        var ordered = Samples.command("fra-1", Samples.target("192.0.2.7"), Test.PING, SLOT);
        var onDemand = Command.of(
                new Cause.OnDemand(new UUID(1, 2), "somebody"),
                ordered.probe(),
                ordered.target(),
                ordered.check(),
                ordered.family(),
                ordered.spec(),
                1,
                SLOT,
                SLOT.plus(SECOND));
        assertFalse(Intake.longOver(onDemand, SLOT.plusSeconds(3_600)));
    }

    private static Command scheduled(Duration goodFor) {
        return Samples.command("fra-1", Samples.target("192.0.2.7"), Test.PING, SLOT)
                .goodUntil(SLOT.plus(goodFor));
    }
}
