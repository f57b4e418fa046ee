package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Decisions on a real server.
class EscalationTableIT {
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);

    private SinkDatabase sink;
    private BatchWriter<EscalationRow> writer;

    @BeforeEach
    void connect() throws Exception {
        sink = new SinkDatabase();
        writer = sink.writer(new EscalationTable());
    }

    @Test
    void storesADecisionOnceHoweverOftenItComes() throws Exception {
        var rows = rows(IntStream.range(0, 500)
                .mapToObj(i -> i % 2 == 0
                        ? Decided.confirmed("p1", "t1", now.plusMillis(i))
                        : Decided.silent("p1", "t1", now.plusMillis(i)))
                .toList());
        assertEquals(500, writer.write(rows).orElseThrow().stored().size());
        assertEquals(500, writer.write(rows).orElseThrow().stored().size());
        assertEquals("500/250", sink.text("SELECT CONCAT_WS('/', COUNT(*), COUNT(rule)) FROM escalation"));
    }

    @Test
    void storesWhatItStandsOnInItsColumns() throws Exception {
        var decision = Decided.confirmed("p1", "t1", now);
        writer.write(rows(List.of(decision)));
        assertEquals(
                "p1/home/t1/confirmed/suspect/diagnosing/2/default-rtt/3/rttMeanUs/140000.5/100000/",
                sink.text("SELECT CONCAT_WS('/', probe, site, target, step, from_state, to_state, tier, rule,"
                        + " rule_version, metric, value, bound, reason) FROM escalation"));
        assertEquals(WireCodec.text(decision), sink.text("SELECT document FROM escalation"));
        var id = String.valueOf(decision.resultId()).replace("-", "");
        assertEquals("1", sink.text("SELECT COUNT(*) FROM escalation WHERE result_id = UNHEX('" + id + "')"));
        assertEquals(now.toString().substring(0, 10), sink.text("SELECT DATE_FORMAT(at, '%Y-%m-%d') FROM escalation"));
    }

    @Test
    void isolatesADecisionThatDoesNotFit() throws Exception {
        var decisions = new ArrayList<Escalation>();
        for (int i = 0; i < 20; i++) {
            decisions.add(Decided.confirmed("p1", "t" + i, now));
        }
        var result = decisions.getFirst().id();
        decisions.set(7, Decided.decision("p1", "t7", now, Decided.breach(result, "r".repeat(200)), result, ""));
        var written = writer.write(rows(decisions)).orElseThrow();
        assertEquals(19, written.stored().size());
        assertEquals(1, written.bad().size());
        assertTrue(written.bad().getFirst().reason().contains("rule"), written.bad()::toString);
        assertEquals("19", sink.text("SELECT COUNT(*) FROM escalation"));
    }

    private List<EscalationRow> rows(List<Escalation> decisions) {
        return decisions.stream()
                .map(each -> new EscalationRow(each, WireCodec.text(each), Records.of(each.probe(), each, now)))
                .toList();
    }
}
