package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    @Test
    void oneWaitsForItsTurnAndIsToldWhereItDoesNotCome() throws Exception {
        var turns = new Turns("reports", 1, Duration.ofMillis(20));
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> turns.take(() -> {
            begun.countDown();
            return await(go);
        }));
        assertTrue(await(begun));
        var refused = assertThrows(ProblemException.class, () -> turns.take(() -> "second"));
        assertTrue(String.valueOf(refused.getMessage()).contains("at most 1 reports"), refused::toString);
        go.countDown();
        assertTrue(first.get(10, TimeUnit.SECONDS));
        assertEquals("third", turns.take(() -> "third"));
    }

    @Test
    void workThatFailsGivesItsTurnBack() {
        var turns = new Turns("reports", 1, Duration.ofMillis(20));
        assertThrows(
                IllegalStateException.class,
                () -> turns.take(() -> {
                    throw new IllegalStateException("no");
                }));
        assertEquals("next", turns.take(() -> "next"));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
