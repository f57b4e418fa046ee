package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.RunEvent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happened to runs, and why some did not run.
class RunEventTableIT {
    private static final UUID RUN = Ids.uuid("run", "one");
    private static final UUID INCIDENT = Ids.uuid("incident", "one");

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);

    private SinkDatabase sink;

    @BeforeEach
    void connect() throws SQLException {
        sink = new SinkDatabase();
    }

    @Test
    void storesAnEventOnceWithOrWithoutWhatItIsAbout() throws Exception {
        write(
                event("p1", RunEvent.Kind.QUEUED, ""),
                event("p1", RunEvent.Kind.MISSED, "no result within 5 s")
                        .about(new RunEvent.Subject("t1", "ping", 1, "default", now, null)),
                event("p1", RunEvent.Kind.SUPPRESSED, "an incident stands for it")
                        .about(new RunEvent.Subject("t1", null, 2, null, null, INCIDENT)),
                event("p1", RunEvent.Kind.QUEUED, ""));
        assertEquals("3", sink.text("SELECT COUNT(*) FROM run_event"));
        assertEquals(
                "t1/ping/1/default/1",
                sink.text("SELECT CONCAT_WS('/', target, check_name, tier, schedule, due_at IS NOT NULL, incident_id)"
                        + " FROM run_event WHERE schedule = 'default' AND at > UTC_TIMESTAMP() - INTERVAL 1 HOUR"));
        assertEquals(
                "t1/2/" + INCIDENT.toString().replace("-", "").toUpperCase(Locale.ROOT),
                sink.text("SELECT CONCAT_WS('/', target, check_name, tier, schedule, due_at, HEX(incident_id))"
                        + " FROM run_event WHERE kind = 'suppressed' AND probe = 'p1' AND target = 't1'"));
        assertEquals("1", sink.text("SELECT COUNT(*) FROM run_event WHERE target IS NULL AND tier IS NULL"));
    }

    @Test
    void answersWhyNotByAnIndex() throws Exception {
        write(Stream.iterate(0, i -> i + 1)
                .limit(2_000)
                .map(i -> RunEvent.of(Ids.uuid("run", "of " + i), null, "p" + i % 50, RunEvent.Kind.MISSED, now, "late")
                        .about(new RunEvent.Subject("t" + i % 40, "ping", 1, "s" + i % 30, now, null)))
                .toArray(RunEvent[]::new));
        sink.execute("ANALYZE TABLE run_event");
        assertEquals("run_event_path", key("probe = 'p1' AND target = 't1'"));
        assertEquals("run_event_target", key("target = 't1'"));
        assertEquals("run_event_schedule", key("schedule = 's1'"));
    }

    private String key(String where) throws SQLException {
        try (var connection = sink.database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("EXPLAIN SELECT detail FROM run_event WHERE " + where
                        + " AND at BETWEEN UTC_TIMESTAMP() - INTERVAL 1 HOUR AND UTC_TIMESTAMP() ORDER BY at DESC"
                        + " LIMIT 50")) {
            rows.next();
            return rows.getString("key");
        }
    }

    private RunEvent event(String probe, RunEvent.Kind kind, String detail) {
        return RunEvent.of(RUN, null, probe, kind, now, detail);
    }

    private void write(RunEvent... events) {
        var rows = Stream.of(events)
                .map(each -> new RunEventRow(each, now, Records.of(each.probe(), each, now)))
                .toList();
        var written = sink.writer(new RunEventTable()).write(rows).orElseThrow();
        assertEquals(List.of(), written.bad());
    }
}
