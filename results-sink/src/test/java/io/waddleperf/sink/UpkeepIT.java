package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
        sink.execute("INSERT INTO escalation (escalation_id, at, probe, site, target, step, from_state, to_state, tier,"
                + " reason, document) SELECT UNHEX(REPLACE(UUID(), '-', '')), UTC_TIMESTAMP() - INTERVAL IF(seq > 3, 91,"
                + " 89) DAY, 'p1', 's1', 't1', 'suspected', 'healthy', 'suspect', 1, '', '{}' FROM seq_1_to_1200");
        sink.execute(
                "INSERT INTO rollup_1h (series_id, start_at, part, tier, results, answered, failed, sent, received,"
                        + " metric) SELECT seq, UTC_TIMESTAMP() - INTERVAL IF(seq > 4, 366, 364) DAY, 0x01, 1, 1, 1, 0, 0, 0,"
                        + " 'rttMeanUs' FROM seq_1_to_1200");
        sink.execute("INSERT INTO incident (incident_id, revision, state, opened_at, updated_at, closed_at, scope_kind,"
                + " scope_subject, severity, members, sentence, document) SELECT CHAR(seq), 1, 'closed',"
                + " UTC_TIMESTAMP() - INTERVAL 400 DAY, UTC_TIMESTAMP(), IF(seq = 1, NULL, UTC_TIMESTAMP() -"
                + " INTERVAL IF(seq > 3, 366, 364) DAY), 'path', 'p1 → t1', 'warning', 1, '', '{}' FROM seq_1_to_9");
        sink.execute("INSERT INTO incident_member (incident_id, probe, target)"
                + " SELECT CHAR(i.seq), 'p1', CONCAT('t', m.seq) FROM seq_1_to_9 i, seq_1_to_5 m");
        sink.execute("INSERT INTO incident_snapshot (snapshot_id, incident_id, token_hash, revision, made_by, made_at,"
                + " expires_at, document, results) SELECT CHAR(seq), CHAR(seq), UNHEX(SHA2(seq, 256)), 1, 'ada',"
                + " UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL IF(seq = 1, -1, 1) HOUR, '{}', '[]' FROM seq_1_to_4");
        sink.execute("INSERT INTO notification (dedup_key, incident_id, revision, transition, occurrence, channel,"
                + " group_id, group_key, state, next_attempt_at, last_error, created_at, document)"
                + " SELECT seq, 0x01, 1, 'opened', 1, 'c', 0x01, 'g', 'sent', UTC_TIMESTAMP(), '',"
                + " UTC_TIMESTAMP() - INTERVAL IF(seq > 3, 91, 89) DAY, '{}' FROM seq_1_to_1503");
        sink.execute("INSERT INTO notified_incident (incident_id, revision, state, updated_at, document) VALUES"
                + " (0x01, 1, 'closed', UTC_TIMESTAMP() - INTERVAL 91 DAY, '{}'),"
                + " (0x02, 1, 'open', UTC_TIMESTAMP() - INTERVAL 91 DAY, '{}')");
        var leases = sink.leases;
        var settings = new SinkSettings(
                KafkaAccess.open(""), 4, true, Retention.DEFAULT, RowRetention.DEFAULT, Duration.ofSeconds(2), 1);
        try (var upkeep = new Upkeep(sink.database, leases, settings, Clock.systemUTC())) {
            var other = leases.tryAcquire(ResultPartitions.LEASE, "another", Duration.ofMinutes(1))
                    .orElseThrow();
            assertEquals(Double.NaN, upkeep.partitionsEnd());
            upkeep.once();
            assertTrue(upkeep.partitionsEnd() < Instant.now().getEpochSecond(), "nobody has added any yet");
            assertEquals("2510", sink.text("SELECT COUNT(*) FROM run_event"));
            leases.release(other);
            upkeep.once();
            try (var connection = sink.database.getConnection()) {
                var end = ResultPartitions.today(connection).plusDays(4).atStartOfDay(ZoneOffset.UTC);
                assertEquals((double) end.toEpochSecond(), upkeep.partitionsEnd());
            }
        }
        assertEquals("10", sink.text("SELECT COUNT(*) FROM run_event"));
        assertEquals("0", sink.text("SELECT COUNT(*) FROM test_run"));
        assertEquals("3", sink.text("SELECT COUNT(*) FROM escalation"));
        assertEquals("4", sink.text("SELECT COUNT(*) FROM rollup_1h"));
        assertEquals("3", sink.text("SELECT COUNT(*) FROM incident"));
        assertEquals("15", sink.text("SELECT COUNT(*) FROM incident_member"));
        assertEquals(
                "2,3",
                sink.text("SELECT GROUP_CONCAT(ORD(incident_id) ORDER BY incident_id) FROM incident_snapshot"),
                "neither what has expired, nor what is of an incident that is gone");
        assertEquals("3", sink.text("SELECT COUNT(*) FROM notification"));
        assertEquals("open", sink.text("SELECT GROUP_CONCAT(state) FROM notified_incident"));
        try (var connection = sink.database.getConnection()) {
            assertEquals(ResultPartitions.today(connection).plusDays(4), DayPartitions.end(connection));
            assertEquals(15, ResultPartitions.existing(connection).size());
        }
    }
}
