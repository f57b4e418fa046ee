package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoppingTest {
    private final Stopping stopping = new Stopping(Duration.ofSeconds(20));

    @Test
    void waitsForTheWorkThatIsUnderWay() throws InterruptedException {
        var work = stopping.begin();
        var hook = Thread.ofVirtual().start(stopping::ask);
        Await.until("work is asked to end", Duration.ofSeconds(10), stopping::asked);
        assertTrue(hook.isAlive());
        work.close();
        assertTrue(hook.join(Duration.ofSeconds(10)));
    }

    @Test
    void waitsForNothingElse() {
        stopping.begin().close();
        assertFalse(stopping.asked());
        stopping.ask();
        assertTrue(stopping.asked());
    }
}
