package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is tried again, what is not, and what health hears of it.
class PatienceTest {
    private final SQLException conflict = new SQLException("conflict", "40001", 1213);
    private final SQLException lost = new SQLException("gone", "08000");
    private final SQLException bad = new SQLException("too long", "22001", 1406);

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final DatabaseState state = new DatabaseState(clock);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SinkMetrics metrics = new SinkMetrics(registry);
    private final Patience patience = new Patience("results", state, metrics, stopping);

    @Test
    void runsTheWholeTransactionAgainAfterAConflict() {
        var attempts = new AtomicInteger();
        var ended = patience.until(() -> {
            if (attempts.incrementAndGet() < 4) {
                throw conflict;
            }
            return "done";
        });
        assertEquals(new Patience.Done<>("done"), ended);
        assertEquals(4, attempts.get());
        assertEquals(
                3,
                registry.get("waddleperf.sink.retries")
                        .tag("failure", "certification_conflict")
                        .counter()
                        .count());
        assertTrue(state.problems().isEmpty());
    }

    @Test
    void doesNotRepeatWhatCannotFit() {
        assertEquals(new Patience.Poison<>(bad), patience.until(() -> {
            throw bad;
        }));
        assertInstanceOf(Patience.Poison.class, patience.until(() -> {
            throw new IllegalStateException("a fault");
        }));
    }

    @Test
    void givesUpAfterOneAttemptWhenTheSinkStops() {
        metrics.database(state);
        assertEquals(0, registry.get("waddleperf.sink.waiting").gauge().value());
        stopping.countDown();
        assertEquals(new Patience.GaveUp<>(), patience.until(() -> {
            throw lost;
        }));
        assertEquals(1, registry.get("waddleperf.sink.waiting").gauge().value());
        assertEquals(
                "waiting since 2026-11-23T02:42:00Z: gone", state.problems().get("results"));
    }

    @Test
    void isWellAgainWhenTheWaitingWasDone() {
        state.waiting("results", lost);
        state.waiting("latest", lost);
        patience.until(() -> "done");
        assertEquals(1, state.problems().size());
        state.done("latest");
        assertTrue(state.problems().isEmpty());
    }

    @Test
    void takesSilenceForAnOutage() {
        clock.advance(Duration.ofSeconds(7));
        assertTrue(state.problems().isEmpty());
        clock.advance(Duration.ofSeconds(1));
        assertEquals("no answer since 2026-11-23T02:42:00Z", state.problems().get("silence"));
    }
}
