package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.kafka.WireCodec;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Revisions of incidents on a real server.
class IncidentTableIT {
    private static final UUID ID = Ids.uuid("incident", "one");
    private static final PathName FIRST = new PathName("p1", "t1");
    private static final PathName SECOND = new PathName("p2", "t1");

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);

    private SinkDatabase sink;

    @BeforeEach
    void connect() throws SQLException {
        sink = new SinkDatabase();
    }

    @Test
    void keepsTheHighestRevisionInWhateverOrderTheyCome() throws Exception {
        write(Decided.incident(ID, 2, now, FIRST));
        assertEquals("2/open/revision 2/-/-/-/1", incident());
        write(Decided.incident(ID, 6, now, now.plusSeconds(6), FIRST, SECOND));
        write(Decided.incident(ID, 6, now, now.plusSeconds(6), FIRST, SECOND));
        assertEquals("6/closed/revision 6/closed/operator/ada/2", incident());
        write(Decided.incident(ID, 4, now, FIRST, new PathName("p3", "t1")));
        assertEquals("6/closed/revision 6/closed/operator/ada/2", incident());
        assertEquals("p1-t1,p2-t1", members());
    }

    @Test
    void takesTheHighestOfABatch() throws Exception {
        write(
                Decided.incident(ID, 3, now, FIRST, SECOND),
                Decided.incident(Ids.uuid("incident", "two"), 1, now, FIRST),
                Decided.incident(ID, 1, now, FIRST),
                Decided.incident(ID, 2, now, FIRST));
        assertEquals("3/open/revision 3/-/-/-/2", incident());
        assertEquals("2", sink.text("SELECT COUNT(*) FROM incident"));
        assertEquals("2", sink.text("SELECT COUNT(*) FROM incident_member WHERE probe = 'p1' AND target = 't1'"));
    }

    @Test
    void storesTheDocumentAndTheScope() throws Exception {
        var incident = Decided.incident(ID, 1, now, FIRST);
        write(incident);
        assertEquals(WireCodec.text(incident), sink.text("SELECT document FROM incident"));
        assertEquals(
                "path/p1 → t1/warning",
                sink.text("SELECT CONCAT_WS('/', scope_kind, scope_subject, severity) FROM incident"));
    }

    @Test
    void endsAtTheHighestWhenTwoSinksWriteAtOnce() throws Exception {
        var revisions = new ArrayList<Incident>();
        for (int incident = 0; incident < 10; incident++) {
            for (int revision = 1; revision <= 20; revision++) {
                revisions.add(Decided.incident(
                        Ids.uuid("incident", "of " + incident),
                        revision,
                        now,
                        revision == 20 ? new PathName[] {FIRST, SECOND} : new PathName[] {FIRST}));
            }
        }
        var sinks = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int seed = 0; seed < 2; seed++) {
                var shuffled = new ArrayList<>(revisions);
                Collections.shuffle(shuffled, new Random(seed));
                sinks.add(threads.submit(() -> writeBySevens(shuffled)));
            }
        }
        for (var each : sinks) {
            each.get();
        }
        assertEquals(
                "10/20/20", sink.text("SELECT CONCAT_WS('/', COUNT(*), MIN(revision), MAX(revision)) FROM incident"));
        assertEquals("20", sink.text("SELECT COUNT(*) FROM incident_member"));
    }

    @Test
    void writesMoreThanAPacketCarries() throws Exception {
        var many = new PathName[1_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = new PathName("p".repeat(120) + i, "t".repeat(120));
        }
        var batch = new ArrayList<Incident>();
        for (int i = 0; i < 60; i++) {
            batch.add(Decided.incident(Ids.uuid("incident", "large " + i), 1, now, many));
        }
        write(batch.toArray(Incident[]::new));
        assertEquals("60", sink.text("SELECT COUNT(*) FROM incident"));
        assertEquals("60000", sink.text("SELECT COUNT(*) FROM incident_member"));
    }

    private void writeBySevens(List<Incident> revisions) {
        for (int from = 0; from < revisions.size(); from += 7) {
            var batch = revisions.subList(from, Math.min(from + 7, revisions.size()));
            write(batch.toArray(Incident[]::new));
        }
    }

    private void write(Incident... incidents) {
        var rows = new ArrayList<IncidentRow>();
        for (var each : incidents) {
            rows.add(new IncidentRow(
                    each, WireCodec.text(each), Records.of(each.id().toString(), each, now)));
        }
        var written = sink.writer(new IncidentTable()).write(rows).orElseThrow();
        assertEquals(List.of(), written.bad());
        assertEquals(rows.size(), written.stored().size());
    }

    private String incident() throws SQLException {
        return sink.text("SELECT CONCAT_WS('/', revision, state, sentence, IF(closed_at IS NULL, '-', 'closed'),"
                + " COALESCE(acknowledged_by, '-'), COALESCE(assignee, '-'), members) FROM incident WHERE incident_id = UNHEX('"
                + ID.toString().replace("-", "") + "')");
    }

    private String members() throws SQLException {
        return sink.text("SELECT GROUP_CONCAT(CONCAT_WS('-', probe, target) ORDER BY probe) FROM incident_member");
    }
}
