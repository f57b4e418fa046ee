package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Retention;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// What becomes a row, and what does not.
class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:00.123Z");
    private static final Result PING = Samples.ping("p1", "t1", NOW.minusSeconds(1));

    private final Intake intake = new Intake(Retention.DEFAULT, RowRetention.DEFAULT);

    @Test
    void keepsTheDocumentAsItStoodOnTheTopic() {
        var text = WireCodec.text(PING).replace("{\"id\"", "{ \"newField\": [1], \"id\"");
        var row = one(Records.of("p1", text, NOW, 7));
        assertEquals(text, row.document());
        assertEquals(PING.series(), row.series());
        assertFalse(row.timeAdjusted());
    }

    @Test
    void refusesWithAReasonAndGoesOn() {
        var taken = intake.results(List.of(
                Records.of("p1", "{\"id\":", NOW, 0),
                Records.of("p1", null, NOW, 1),
                Records.of("p2", WireCodec.text(PING), NOW, 2),
                Records.of("p1", "[".repeat(1_000_000), NOW, 3),
                Records.of("p1", WireCodec.text(PING).replace("\"tier\":1", "\"tier\":9"), NOW, 4),
                Records.of(PING, NOW, 5)));
        assertEquals(1, taken.rows().size());
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L),
                taken.bad().stream().map(bad -> bad.source().offset()).toList());
        assertEquals("the record has no value", taken.bad().get(1).reason());
        assertEquals(
                "the record's key is \"p2\", but its probe is \"p1\"",
                taken.bad().get(2).reason());
        assertTrue(taken.bad().get(4).reason().contains("tier must be 1 to 3"), taken.bad()::toString);
    }

    @Test
    void leavesTheProgressOfTestsOnItsTopic() {
        var command = Samples.command("p1", Samples.target("127.0.0.1"), io.waddleperf.contracts.Test.PING, NOW);
        var seen = new Details.Interval(0, 1_000_000, 941e6, null, null, null, null);
        var started = RunEvent.of(command.runId(), command.id(), "p1", RunEvent.Kind.STARTED, NOW, "");
        var taken = intake.runEvents(
                List.of(Records.of("p1", started, NOW), Records.of("p1", RunEvent.progress(command, NOW, seen), NOW)));
        assertEquals(
                List.of(started), taken.rows().stream().map(RunEventRow::event).toList());
        assertEquals(List.of(), taken.bad(), "nor is it a dead letter");
    }

    @Test
    void refusesBytesThatAreNoText() {
        var record = Records.of(PING, NOW, 0);
        record.value()[WireCodec.text(PING).indexOf("icmp-raw")] = (byte) 0xFF;
        var taken = intake.results(List.of(record));
        assertEquals(1, taken.bad().size());
    }

    @Test
    void putsATimeOutOfRangeUnderTheAppendTime() {
        assertAdjusted(false, NOW.minus(Duration.ofDays(7)));
        assertAdjusted(true, NOW.minus(Duration.ofDays(8)));
        assertAdjusted(false, NOW.plus(Duration.ofDays(2)));
        assertAdjusted(true, NOW.plus(Duration.ofDays(3)));
        assertAdjusted(true, Instant.EPOCH);
    }

    @Test
    void keepsWhatWasDecidedAsItStoodOnTheTopic() {
        var decision = Decided.confirmed("p1", "t1", NOW);
        var text = WireCodec.text(decision).replace("{\"id\"", "{ \"newField\": [1], \"id\"");
        var row = intake.escalations(List.of(Records.of("p1", text, NOW, 0)))
                .rows()
                .getFirst();
        assertEquals(text, row.document());
        assertEquals(decision, row.decision());
    }

    @Test
    void wantsTheKeyOfEachTopic() {
        var incident = Decided.incident(PING.id(), 1, NOW, new PathName("p1", "t1"));
        var id = incident.id().toString();
        assertEquals(
                1,
                intake.incidents(List.of(Records.of(id, incident, NOW))).rows().size());
        assertRefused(
                "the record's key is \"p1\", but its id is \"" + id + '"',
                intake.incidents(List.of(Records.of("p1", incident, NOW))));
        assertRefused(
                "the record's key is \"p2\", but its probe is \"p1\"",
                intake.escalations(List.of(Records.of("p2", Decided.confirmed("p1", "t1", NOW), NOW))));
        assertRefused(
                "the record's key is \"p2\", but its probe is \"p1\"",
                intake.rollups(List.of(Records.of("p2", Decided.minute("p1", NOW, PING.id(), 1), NOW))));
        assertRefused("the record has no value", intake.incidents(List.of(Records.of(id, null, NOW, 0))));
    }

    @Test
    void refusesRollupsOfDaysThatAreNotKept() {
        var part = PING.id();
        assertEquals(
                1,
                rollups(Decided.minute("p1", NOW.minus(Duration.ofDays(30)), part, 1))
                        .rows()
                        .size());
        assertRefused(
                "the retention of minutes has passed for 2026-10-23",
                rollups(Decided.minute("p1", NOW.minus(Duration.ofDays(31)), part, 1)));
        assertEquals(
                1,
                rollups(Decided.hour("p1", NOW.minus(Duration.ofDays(365)), part, 1))
                        .rows()
                        .size());
        assertRefused(
                "the retention of hours has passed for 2025-11-22",
                rollups(Decided.hour("p1", NOW.minus(Duration.ofDays(366)), part, 1)));
        assertEquals(
                1,
                rollups(Decided.hour("p1", NOW.plus(Duration.ofDays(2)), part, 1))
                        .rows()
                        .size());
        assertRefused(
                "it begins more than 2 days ahead: 2026-11-26T02:00:00Z",
                rollups(Decided.hour("p1", NOW.plus(Duration.ofDays(3)), part, 1)));
    }

    @Test
    void refusesASketchThatIsNone() {
        var broken = Decided.rollup("p1", NOW, Rollup.MINUTE_US, PING.id(), 1, "no base64!");
        var reason = rollups(broken).bad().getFirst().reason();
        assertTrue(reason.startsWith("its sketch is not base64: "), reason);
    }

    private Intake.Taken<RollupRow> rollups(Rollup rollup) {
        return intake.rollups(List.of(Records.of(rollup.probe(), rollup, NOW)));
    }

    private static void assertRefused(String reason, Intake.Taken<?> taken) {
        assertEquals(List.of(), taken.rows());
        assertEquals(reason, taken.bad().getFirst().reason());
    }

    private void assertAdjusted(boolean expected, Instant dueAt) {
        var row = one(Records.of(Samples.ping("p1", "t1", dueAt), NOW, 0));
        assertEquals(expected, row.timeAdjusted(), dueAt::toString);
        assertEquals(expected ? NOW : dueAt, row.dueAt());
    }

    private ResultRow one(ConsumerRecord<byte[], byte[]> source) {
        var taken = intake.results(List.of(source));
        assertEquals(List.of(), taken.bad());
        return taken.rows().getFirst();
    }
}
