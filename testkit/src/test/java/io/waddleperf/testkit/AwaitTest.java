package io.waddleperf.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(30);

    @Test
    void asksAgainUntilThereIsAValue() {
        var attempts = new AtomicInteger();
        int value = Await.value(
                "the third attempt",
                LONG,
                () -> Optional.of(attempts.incrementAndGet()).filter(attempt -> attempt == 3));
        assertEquals(3, value);
    }

    @Test
    void saysWhatItWaitedForAndWhatItSawLast() {
        var failure = assertThrows(AssertionError.class, () -> Await.equal("done", SHORT, () -> "running"));
        assertEquals("Not within 30 ms: the value done; last it was running", failure.getMessage());
    }

    @Test
    void takesAnExceptionForNotYetAndNamesItInTheEnd() {
        var failure = assertThrows(
                AssertionError.class,
                () -> Await.until("an answer", SHORT, () -> {
                    throw new IOException("refused");
                }));
        assertInstanceOf(IOException.class, failure.getCause());
    }
}
