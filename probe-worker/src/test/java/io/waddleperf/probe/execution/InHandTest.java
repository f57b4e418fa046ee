package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Command;
import io.waddleperf.testkit.Samples;
import org.junit.jupiter.api.Test;

class InHandTest {
    private static final Command PING =
            Samples.command("local", Samples.target("192.0.2.1"), io.waddleperf.contracts.Test.PING, Samples.AT);

    /// The spool's file would be closed.
    @Test
    void doesNotDisturbTheWritingOfAResultThatIsThere() throws Exception {
        var hand = new InHand(PING);
        hand.begin();
        assertFalse(hand.settle());
        hand.cut();
        assertFalse(Thread.interrupted());
        assertFalse(hand.isCut(), "it came too late");
    }

    @Test
    void keepsAnInterruptThatEndsTheProbe() throws Exception {
        var hand = new InHand(PING);
        hand.begin();
        Thread.currentThread().interrupt();
        assertFalse(hand.settle());
        assertTrue(Thread.interrupted());
        var cut = new InHand(PING);
        cut.begin();
        cut.cut();
        assertTrue(cut.settle());
        assertFalse(Thread.interrupted(), "it was meant for the command");
    }
}
