package io.waddleperf.api.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PartReaderTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static PartReader<String> reader(Duration patience, java.util.concurrent.Callable<Part<String>> question) {
        return new PartReader<>("x", question, patience, System::nanoTime);
    }

    @Test
    void tellsWhatItFound() throws Exception {
        var part = reader(LONG, () -> Part.degraded("half", "the other half is away"))
                .read();
        assertEquals(Part.State.DEGRADED, part.state());
        assertEquals("half", part.findings());
        assertTrue(part.tookMs() >= 0);
    }

    @Test
    void saysWhyNothingWasFound() throws Exception {
        var part = reader(LONG, () -> {
                    throw new SQLException("no connection");
                })
                .read();
        assertEquals(Part.State.AWAY, part.state());
        assertEquals("no connection", part.reason());
        assertNull(part.findings());
    }

    /// Who asks after that waits for the same question, until it is answered.
    @Test
    void asksAPartThatHangsOnce() throws Exception {
        var go = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var reader = reader(Duration.ofMillis(20), () -> {
            asked.incrementAndGet();
            assertTrue(go.await(20, TimeUnit.SECONDS));
            return Part.ok("there");
        });
        for (int i = 0; i < 3; i++) {
            var part = reader.read();
            assertEquals(Part.State.AWAY, part.state());
            assertEquals("no answer within 0.02 s", part.reason());
        }
        assertEquals(1, asked.get());
        go.countDown();
        Part<String> part = reader.read();
        for (long deadlineNs = System.nanoTime() + LONG.toNanos();
                part.findings() == null && System.nanoTime() < deadlineNs; ) {
            part = reader.read();
        }
        assertEquals("there", part.findings());
    }
}
