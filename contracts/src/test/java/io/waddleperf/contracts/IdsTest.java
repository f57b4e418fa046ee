package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Cause SLOT = new Cause.Scheduled("default", Instant.parse("2026-11-23T02:42:33Z"));

    /// The ids of old records must never change: duplicates are found by them.
    @Test
    void anIdStaysWhatItWasInEveryVersion() {
        var command = Ids.command(SLOT, 1, "local", "responder", "ping", Family.IPV4);
        assertEquals("c2f13d06-697b-8a1e-982a-05051ac552b7", command.toString());
        assertEquals("99cac567-f7c4-8b55-b824-bca940b0a30e", Ids.result(command).toString());
        assertEquals("1188408683136665553", Long.toString(Ids.series("local", "responder", "ping", Family.IPV4)));
    }

    @Test
    void whatDiffersInOnePartDiffersInItsId() {
        var id = Ids.command(SLOT, 1, "local", "responder", "ping", Family.IPV4);
        assertNotEquals(id, Ids.command(SLOT, 2, "local", "responder", "ping", Family.IPV4));
        assertNotEquals(id, Ids.command(SLOT, 1, "localr", "esponder", "ping", Family.IPV4));
        assertNotEquals(id, Ids.command(SLOT, 1, "local", "responder", "ping", Family.IPV6));
    }

    /// A slot that the cut-off probe ran by itself is the slot that the scheduler would have ordered.
    @Test
    void aSlotIsTheSameSlotWhoeverRunsIt() {
        var alone = new Cause.Autonomous("default", Instant.parse("2026-11-23T02:42:33Z"));
        assertEquals(
                Ids.command(SLOT, 1, "local", "responder", "ping", Family.IPV4),
                Ids.command(alone, 1, "local", "responder", "ping", Family.IPV4));
    }

    @Test
    void tellsTheNumberOfASeriesAlikeHoweverManyWereAskedForBetween() {
        for (int i = 0; i < 500_000; i++) {
            String target = "target-" + i % 400_000;
            assertEquals(
                    Ids.newSeries("local", target, "ping", Family.IPV4),
                    Ids.series("local", target, "ping", Family.IPV4));
        }
        assertEquals(
                Ids.newSeries("local", "target-1", "ping", Family.IPV6),
                Ids.series("local", "target-1", "ping", Family.IPV6));
    }
}
