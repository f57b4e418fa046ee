package io.waddleperf.api.joining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:00Z");
    private static final String FIRST = "A".repeat(43);
    private static final String SECOND = "B".repeat(42) + 'A';

    private final Identity joined = Identity.joined("fra-1", "pi", FIRST, null, NOW);

    @Test
    void believesTheOldKeyAWhileAfterARotation() {
        Instant later = NOW.plus(Duration.ofDays(30));
        var rotated = joined.rotated(SECOND, later);
        assertTrue(rotated.holds(SECOND));
        assertFalse(rotated.holds(FIRST));
        assertEquals(2, rotated.keys().keys().size());
        assertEquals(
                later.plus(Identity.GRACE), rotated.keys().keys().getFirst().until());
        assertNull(rotated.newest().until());
        assertEquals(joined.keys().version() + 1, rotated.keys().version());
        assertEquals(NOW, rotated.joinedAt());
    }

    @Test
    void believesNoKeyOfAProbeThatWasShutOut() {
        Instant later = NOW.plusSeconds(10);
        var revoked = joined.rotated(SECOND, NOW.plusSeconds(5)).revoked(later);
        assertFalse(revoked.holds(SECOND));
        assertEquals(later, revoked.revokedAt());
        for (var key : revoked.keys().keys()) {
            assertNotNull(key.until());
            assertFalse(key.until().isAfter(later), key.toString());
        }
    }

    /// What it sent before it was shut out stays good, and results are on their topic for 7 days.
    @Test
    void remembersKeysAsLongAsThereAreResultsOfThem() {
        var again = Identity.joined("fra-1", "pi", SECOND, joined.revoked(NOW.plusSeconds(1)), NOW.plusSeconds(2));
        assertTrue(again.holds(SECOND));
        assertEquals(2, again.keys().keys().size());
        var late = again.rotated(FIRST, NOW.plus(Duration.ofDays(30)));
        assertEquals(2, late.keys().keys().size(), "the first one is forgotten");
    }

    @Test
    void keepsNoMoreKeysThanAnEventHolds() {
        var identity = joined;
        for (int i = 0; i < 100; i++) {
            identity = identity.rotated(i % 2 == 0 ? SECOND : FIRST, NOW.plusSeconds(i));
        }
        assertEquals(32, identity.keys().keys().size());
    }
}
