package io.waddleperf.api.accounts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
    @Test
    void aBucketGivesItsBurstThenItsRate() {
        var buckets = new Buckets(2, 3);
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, buckets.take("a", 0));
        }
        assertEquals(Duration.ofMillis(500), buckets.take("a", 0));
        assertEquals(Duration.ZERO, buckets.take("b", 0), "of another caller");
        assertEquals(Duration.ofMillis(250), buckets.take("a", 250_000_000));
        assertEquals(Duration.ZERO, buckets.take("a", 500_000_000));
        assertNotEquals(Duration.ZERO, buckets.take("a", 500_000_000));
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, buckets.take("a", 1_000_000_000_000L), "never more than the burst");
        }
        assertNotEquals(Duration.ZERO, buckets.take("a", 1_000_000_000_000L));
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToComeBack() {
        var now = new AtomicLong();
        var limits = new RateLimits(1, now::get);
        var caller = Caller.localOperator("127.0.0.1");
        for (int i = 0; i < 10; i++) {
            limits.requireOf(caller);
        }
        var refused = assertThrows(ProblemException.class, () -> limits.requireOf(caller));
        assertEquals(ProblemKind.TOO_MANY, refused.kind());
        now.set(1_000_000_000L);
        assertDoesNotThrow(() -> limits.requireOf(caller));
    }

    @Test
    void codesForAProviderAreFewer() {
        var now = new AtomicLong();
        var limits = new RateLimits(10, now::get);
        for (int i = 0; i < 10; i++) {
            assertTrue(limits.mayExchange("192.0.2.1"));
        }
        assertFalse(limits.mayExchange("192.0.2.1"));
        assertTrue(limits.mayExchange("192.0.2.2"));
        now.set(1_000_000_000L);
        assertTrue(limits.mayExchange("192.0.2.1"));
        assertFalse(limits.mayExchange("192.0.2.1"));
    }

    @Test
    void allAddressesOfANetworkOfIpv6CountAsOne() {
        assertEquals(RateLimits.network("2001:db8::1"), RateLimits.network("2001:db8::ffff:1"));
        assertNotEquals(RateLimits.network("2001:db8::1"), RateLimits.network("2001:db8:0:1::1"));
        assertEquals("192.0.2.1", RateLimits.network("192.0.2.1"));
        assertEquals("no address", RateLimits.network("no address"));
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RateLimits(0, () -> 0));
    }
}
