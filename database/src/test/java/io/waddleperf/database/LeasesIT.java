package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One holder at a time, whoever asks.
class LeasesIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:00Z");

    private static DataSource database;
    private static Leases leases;

    @BeforeAll
    static void connect() throws SQLException {
        database = Databases.migrated();
        leases = new Leases(database, InstantSource.system());
    }

    @Test
    void hasOneHolderAndAGrowingFence() throws Exception {
        var first = leases.tryAcquire("job", "a", MINUTE).orElseThrow();
        assertTrue(leases.tryAcquire("job", "b", MINUTE).isEmpty());
        leases.release(first);
        var second = leases.tryAcquire("job", "b", MINUTE).orElseThrow();
        assertTrue(second.fence() > first.fence());
        assertFalse(leases.renew(first, MINUTE));
        assertTrue(leases.renew(second, MINUTE));
    }

    /// Of one process too: what one thread does under a lease another one must not do beside it.
    @Test
    void whoGivesNoNameSharesItWithNobody() throws Exception {
        var first = leases.tryAcquire("unnamed", MINUTE).orElseThrow();
        assertTrue(leases.tryAcquire("unnamed", MINUTE).isEmpty());
        leases.release(first);
        var second = leases.acquire("unnamed", MINUTE, MINUTE);
        assertTrue(second.fence() > first.fence());
        assertNotEquals(first.holder(), second.holder());
    }

    /// What is written under it cannot come behind what the next holder has seen.
    @Test
    void isHeldToTheEndOfATransactionThatRenewsIt() throws Exception {
        var first = leases.tryAcquire("inside", "a", MINUTE).orElseThrow();
        end("inside");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            assertTrue(Leases.renew(transaction, first, MINUTE));
            var other = threads.submit(() -> leases.tryAcquire("inside", "b", MINUTE));
            transaction.commit();
            assertTrue(other.get().isEmpty());
        }
        end("inside");
        assertTrue(leases.tryAcquire("inside", "b", MINUTE).isPresent());
        boolean again = Transactions.once(database, transaction -> Leases.renew(transaction, first, MINUTE));
        assertFalse(again);
    }

    @Test
    void endsByTheDatabasesClock() throws Exception {
        var first = leases.tryAcquire("old", "a", MINUTE).orElseThrow();
        end("old");
        assertTrue(leases.tryAcquire("old", "b", MINUTE).isPresent());
        leases.release(first); // too late, and not ours any more
        assertTrue(leases.tryAcquire("old", "c", MINUTE).isEmpty());
    }

    private static void end(String name) throws SQLException {
        Databases.execute(
                database,
                "UPDATE lease SET until_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE name = '" + name + '\'');
    }

    @Test
    void isWonOnceByManyWhoAskAtTheSameTime() throws Exception {
        List<Callable<Boolean>> askers = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i ->
                        () -> leases.tryAcquire("race", "asker" + i, MINUTE).isPresent())
                .toList();
        int winners = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var won : threads.invokeAll(askers)) {
                winners += won.get() ? 1 : 0;
            }
        }
        assertEquals(1, winners);
    }

    @Test
    void givesUpWhenPatienceEnds() throws Exception {
        assertTrue(leases.tryAcquire("busy", "a", MINUTE).isPresent());
        var end = new Leases(database, new TwoInstants(NOW, NOW.plusSeconds(11)));
        var failure = assertThrows(SQLException.class, () -> end.acquire("busy", "b", MINUTE, Duration.ofSeconds(10)));
        assertEquals(WriteFailure.LOCK_TIMEOUT, WriteFailure.of(failure));
    }

    /// A clock that jumps once.
    private static final class TwoInstants implements InstantSource {
        private final Instant later;
        private Instant next;

        private TwoInstants(Instant first, Instant later) {
            this.next = first;
            this.later = later;
        }

        @Override
        public Instant instant() {
            var now = next;
            next = later;
            return now;
        }
    }
}
