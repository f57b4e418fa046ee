package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.database.Leases;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.Retention;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What comes ahead of time, and what has had its time.
class UpkeepIT {
    @Test
    void addsPartitionsAndDropsWhatIsOldUnlessAnotherProcessIsAtIt() throws Exception {
        var sink = new SinkDatabase();
        sink.execute("INSERT INTO run_event (run_id, event_id, probe, kind, at, detail, stored_at)"
                + " SELECT UNHEX(REPLACE(UUID(), '-', '')), UNHEX(REPLACE(UUID(), '-', '')), 'p1', 'queued',"
                + " UTC_TIMESTAMP(), '', UTC_TIMESTAMP() - INTERVAL IF(seq > 10, 8, 6) DAY FROM seq_1_to_2510");
        sink.execute("INSERT INTO test_run (run_id, request, requested_at, expires_at) VALUES"
                + " (0x01, '{}', UTC_TIMESTAMP() - INTERVAL 8 DAY, UTC_TIMESTAMP() - INTERVAL 8 DAY)");
        var leases = new Leases(sink.database, Clock.systemUTC());
        var settings = new SinkSettings("", 4, true, Retention.DEFAULT, 7, 90, Duration.ofSeconds(2));
        try (var upkeep = new Upkeep(sink.database, leases, settings, Clock.systemUTC())) {
            var other = leases.tryAcquire(ResultPartitions.LEASE, "another", Duration.ofMinutes(1))
                    .orElseThrow();
            upkeep.once();
            assertEquals("2510", sink.text("SELECT COUNT(*) FROM run_event"));
            leases.release(other);
            upkeep.once();
        }
        assertEquals("10", sink.text("SELECT COUNT(*) FROM run_event"));
        assertEquals("0", sink.text("SELECT COUNT(*) FROM test_run"));
        try (var connection = sink.database.getConnection()) {
            assertEquals(15, ResultPartitions.existing(connection).size());
        }
    }
}
