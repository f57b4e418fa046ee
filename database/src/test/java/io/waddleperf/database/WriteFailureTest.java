package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a failed transaction means, and how long to wait after it.
class WriteFailureTest {
    @Test
    void tellsConflictsOutagesAndBadRowsApart() {
        assertEquals(WriteFailure.CERTIFICATION_CONFLICT, of("40001", 1213));
        assertEquals(WriteFailure.CERTIFICATION_CONFLICT, of("40001", 0));
        assertEquals(WriteFailure.CERTIFICATION_CONFLICT, of("HY000", 1020));
        assertEquals(WriteFailure.LOCK_TIMEOUT, of("HY000", 1205));
        assertEquals(WriteFailure.LOCK_TIMEOUT, of("HYT00", 0));
        assertEquals(WriteFailure.NODE_NOT_READY, of("08S01", 1047));
        assertEquals(WriteFailure.CONNECTION_LOST, of("08000", -1));
        assertEquals(WriteFailure.CONNECTION_LOST, of("25S03", 0));
        assertEquals(WriteFailure.CONNECTION_LOST, of("70100", 1927));
        assertEquals(WriteFailure.CONNECTION_LOST, of("HY000", 1180));
        assertEquals(WriteFailure.CONNECTION_LOST, WriteFailure.of(new SQLTimeoutException("late", "HY000")));
        assertEquals(WriteFailure.CONNECTION_LOST, WriteFailure.of(new SQLException("pool exhausted")));
        assertEquals(WriteFailure.PARTITION_MISSING, of("HY000", 1526));
        assertEquals(WriteFailure.BAD_ROW, of("22003", 1264));
        assertEquals(WriteFailure.BAD_ROW, of("23000", 1048));
        assertEquals(WriteFailure.BAD_ROW, of("01000", 1265));
        assertEquals(WriteFailure.OTHER, of("42S02", 1146));
        assertEquals(WriteFailure.TABLE_CHANGED, WriteFailure.of(new SQLException("(conn=17) ", "HY000", 0)));
        assertEquals(WriteFailure.OTHER, of("HY000", 0));
    }

    @Test
    void repeatsOnlyWhatMayPassByItself() {
        assertTrue(WriteFailure.CERTIFICATION_CONFLICT.passing());
        assertTrue(WriteFailure.CONNECTION_LOST.passing());
        assertFalse(WriteFailure.BAD_ROW.passing());
        assertFalse(WriteFailure.OTHER.passing());
    }

    @Test
    void pausesDoubleUpToTheLongestAndAreShortenedByHalfAtMost() {
        var policy = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(2), 20);
        var chance = new Random(7);
        assertBetween(50, 100, policy.pause(1, chance));
        assertBetween(100, 200, policy.pause(2, chance));
        assertBetween(1_000, 2_000, policy.pause(6, chance));
        assertBetween(1_000, 2_000, policy.pause(Integer.MAX_VALUE, chance));
        assertTrue(policy.allows(19));
        assertFalse(policy.allows(20));
    }

    private static WriteFailure of(String state, int code) {
        return WriteFailure.of(new SQLException("test", state, code));
    }

    private static void assertBetween(long leastMs, long mostMs, Duration pause) {
        assertTrue(pause.toMillis() >= leastMs && pause.toMillis() <= mostMs, pause::toString);
    }
}
