package io.waddleperf.api.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.accounts.Backoff.Failures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:33Z");
    private final Backoff backoff = new Backoff(3, Duration.ofMinutes(1));

    private Duration after(int failures) {
        return backoff.wait(new Failures(failures, NOW), NOW);
    }

    @Test
    void theFirstAttemptsAreFreeThenTheWaitDoubles() {
        assertEquals(Duration.ZERO, after(0));
        assertEquals(Duration.ZERO, after(2));
        assertEquals(Duration.ofSeconds(1), after(3));
        assertEquals(Duration.ofSeconds(2), after(4));
        assertEquals(Duration.ofSeconds(32), after(8));
        assertEquals(Duration.ofMinutes(1), after(9));
        assertEquals(Duration.ofMinutes(1), after(Integer.MAX_VALUE));
    }

    @Test
    void theWaitPassesAndAllIsForgottenInTheEnd() {
        var failures = new Failures(5, NOW);
        assertEquals(Duration.ofSeconds(1), backoff.wait(failures, NOW.plusSeconds(3)));
        assertEquals(Duration.ZERO, backoff.wait(failures, NOW.plusSeconds(4)));
        assertEquals(5, failures.asOf(NOW.plus(Backoff.FORGOTTEN)).count());
        assertEquals(
                0, failures.asOf(NOW.plus(Backoff.FORGOTTEN).plusSeconds(1)).count());
    }

    /// A year of guesses at one account from one address.
    @Test
    void guessingFromOnePlaceComesToFewAttempts() {
        Instant at = NOW;
        var failures = Failures.NONE;
        int attempts = 0;
        while (at.isBefore(NOW.plus(Duration.ofDays(1)))) {
            failures = new Failures(failures.asOf(at).count() + 1, at);
            attempts++;
            at = at.plusMillis(100).plus(Backoff.PAIR.wait(failures, at.plusMillis(100)));
        }
        assertTrue(attempts < 120, "a day gives " + attempts);
    }
}
