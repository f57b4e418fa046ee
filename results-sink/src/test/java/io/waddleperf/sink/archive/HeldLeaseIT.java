package io.waddleperf.sink.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

class HeldLeaseIT {
    private static final Duration LENGTH = Duration.ofMinutes(30);

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final MariaDbDataSource database = new MariaDbDataSource();
    private final Leases leases = new Leases(database, Clock.systemUTC());

    @BeforeEach
    void migrate() throws Exception {
        var fresh = TestServers.freshDatabase();
        database.setUrl(fresh.jdbcUrl());
        database.setUser(fresh.user());
        database.setPassword(fresh.password());
        database.getConnection().close(); // it reads its settings then, and for one thread only
        Migrations.run(database);
    }

    @Test
    void isRenewedAsLongAsTheWorkTakes() throws Exception {
        var lease = leases.tryAcquire("archive", "one", Duration.ofMillis(1)).orElseThrow();
        var held = new HeldLease(leases, lease, LENGTH, clock);
        held.require();
        clock.advance(LENGTH.dividedBy(2)); // it has ended, and nobody has taken it
        held.require();
        assertEquals(Optional.empty(), leases.tryAcquire("archive", "other", LENGTH));
    }

    @Test
    void stopsTheWorkWhenAnotherHasIt() throws Exception {
        var lease = leases.tryAcquire("archive", "one", Duration.ofMillis(1)).orElseThrow();
        var held = new HeldLease(leases, lease, LENGTH, clock);
        Await.until(
                "another has it",
                Duration.ofSeconds(10),
                () -> leases.tryAcquire("archive", "other", LENGTH).isPresent());
        clock.advance(LENGTH);
        var e = assertThrows(IOException.class, held::require);
        assertTrue(e.toString().contains("another's"), e::toString);
    }

    @Test
    void stopsTheWorkWhenNobodyCanTell() throws Exception {
        var lease = leases.tryAcquire("archive", "one", LENGTH).orElseThrow();
        var held = new HeldLease(leases, lease, LENGTH, clock);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE lease");
        }
        clock.advance(LENGTH.dividedBy(2));
        var e = assertThrows(IOException.class, held::require);
        assertTrue(e.toString().contains("cannot be renewed"), e::toString);
    }
}
