package io.waddleperf.escalation;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which slots are told as missed: those that have had no ending once their probe has told all.
class SlotAccountingTest extends TopologyFixture {
    @Test
    void tellsTheSlotsThatHadNoEnding() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(9))); // the slot at 60 s is not answered
        for (int i = 0; i < 13; i++) {
            tick(Duration.ofSeconds(10));
            beat(0);
        }
        assertEquals(List.of(START.plusSeconds(60)), missed());
    }

    @Test
    void tellsTheSlotsOfACronThatHadNoEnding() {
        var cron = new Cron("*/4 * * * *", "Europe/Berlin");
        assign(timed(cron.shortestUs(), new Timing(cron, List.of(), null, null)));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(9)));
        passHeard(Duration.ofMinutes(11));
        assertEquals(List.of("02:44:07", "02:48:07", "02:52:07"), missedTimes());
    }

    @Test
    void tellsNoSlotOutsideOfAWindow() {
        var window = new Window(List.of(), "02:00", "02:45", "UTC");
        assign(timed(60_000_000, new Timing(null, List.of(window), null, null)));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(9)));
        passHeard(Duration.ofMinutes(11));
        assertEquals(List.of("02:42:07", "02:43:07", "02:44:07"), missedTimes());
    }

    private void passHeard(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 10) {
            tick(Duration.ofSeconds(10));
            beat(0);
        }
    }

    private List<String> missedTimes() {
        return missed().stream().map(slot -> slot.toString().substring(11, 19)).toList();
    }

    private static Assignment.Item timed(long intervalUs, Timing timing) {
        return new Assignment.Item(
                "default",
                WEB,
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                intervalUs,
                7_000_000,
                LONG_BEFORE,
                List.of(),
                EscalationPlan.DEFAULT,
                timing);
    }

    @Test
    void waitsForWhatAProbeThatWasCutOffHasToTell() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(8)));
        beat(0);
        pass(Duration.ofMinutes(10));
        assertEquals(List.of(), missed(), "nothing is known of its slots yet");
        beat(9);
        // the slots at 1 to 9 minutes, of which it did not run the first and the fourth; told late
        for (int minute : List.of(2, 3, 5, 6, 7, 8, 9)) {
            late(START.plus(Duration.ofMinutes(minute)));
            tick(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), missed(), "more may be on its way");
        for (int i = 0; i < 12; i++) {
            beat(0);
            tick(Duration.ofSeconds(10));
        }
        assertEquals(
                List.of(
                        START.plus(Duration.ofMinutes(1)),
                        START.plus(Duration.ofMinutes(4)),
                        START.plus(Duration.ofMinutes(10)),
                        START.plus(Duration.ofMinutes(11))),
                missed());
    }

    @Test
    void doesNotWaitForEver() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(8)));
        beat(0);
        pass(Duration.ofMinutes(65));
        List<Instant> missed = missed();
        assertEquals(START.plus(Duration.ofMinutes(1)), missed.getFirst());
        assertTrue(missed.size() < 7, missed::toString);
    }

    @Test
    void tellsMoreSlotsAtOnceThanTheLedgerKeepsApart() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(8)));
        beat(0);
        pass(Duration.ofMinutes(100));
        int before = missed().size();
        late(START.plus(Duration.ofMinutes(99)));
        for (int i = 0; i < 12; i++) {
            beat(0);
            tick(Duration.ofSeconds(10));
        }
        List<Instant> after = missed();
        assertTrue(before > 30 && before < 45, "those of more than an hour ago: " + before);
        assertEquals(100, before + after.size());
        assertFalse(after.contains(START.plus(Duration.ofMinutes(99))));
    }

    /// It was off for a moment: what it refuses when it comes back is said slot by slot, and the beats between that
    /// know
    /// nothing of it must not make the rest look missed.
    @Test
    void waitsForAProbeThatHasCommandsToRead() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(8)));
        for (int i = 0; i < 20; i++) {
            beat(0, false);
            tick(Duration.ofSeconds(10));
        }
        assertEquals(List.of(), missed(), "it has not read them");
        for (int minute = 1; minute <= 2; minute++) {
            refuse(START.plus(Duration.ofMinutes(minute)));
            tick(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), missed(), "it is still at those of minutes ago");
        refuse(START.plus(Duration.ofMinutes(3)));
        for (int i = 0; i < 4; i++) {
            beat(0, true);
            tick(Duration.ofSeconds(10));
        }
        assertEquals(List.of(), missed(), "each was told, however late");
    }

    @Test
    void takesHeartbeatsThatAreReadLateForWhatTheyWere() {
        passHeardLate(Duration.ofSeconds(50), Duration.ofSeconds(50)); // as where other topics are read before theirs
        assertEquals(List.of(), missed());
        passHeard(Duration.ofSeconds(40));
        assertEquals(List.of(START.plusSeconds(60)), missed());
    }

    @Test
    void takesHeartbeatsThatWereHeldUpForWhatTheyWere() {
        passHeardLate(Duration.ofSeconds(50), Duration.ZERO); // as where the broker was slow to take them
        assertEquals(List.of(), missed());
        passHeard(Duration.ofSeconds(40));
        assertEquals(List.of(START.plusSeconds(60)), missed());
    }

    /// Until it is late for the slot at a minute, of which the heartbeats know nothing yet.
    private void passHeardLate(Duration late, Duration read) {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(8)));
        beat(0);
        while (now.isBefore(START.plusSeconds(118))) {
            tick(Duration.ofSeconds(5));
            beat(Heartbeat.Spool.brief(0, 0, 1), now.minus(late), now.minus(read));
        }
        tick(Duration.ofSeconds(1));
    }

    @Test
    void waitsForTheResultsThatAHeartbeatSpeaksOf() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(8)));
        for (int i = 0; i < 13; i++) {
            tick(Duration.ofSeconds(10));
            beatSentTo(2);
        }
        assertEquals(List.of(), missed(), "one more result is on the topic, and not read yet");
        late(START.plusSeconds(60));
        for (int i = 0; i < 7; i++) {
            beatSentTo(2);
            tick(Duration.ofSeconds(10));
        }
        assertEquals(List.of(START.plusSeconds(120)), missed());
    }

    /// A shorter schedule of the same test takes the series over: the scheduler orders no immediate slot of it.
    @Test
    void tellsNoImmediateSlotOfASeriesThatWasThereBefore() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        send(ping(20_000, Duration.ofSeconds(8)));
        beat(0);
        passHeard(Duration.ofSeconds(30));
        Instant made = now;
        assign(new Assignment.Item(
                "shorter",
                WEB,
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                30_000_000,
                7_000_000,
                made,
                List.of(),
                EscalationPlan.DEFAULT,
                null));
        passHeard(Duration.ofMinutes(3));
        List<Instant> missed = missed();
        assertFalse(missed.contains(made), missed::toString);
        assertTrue(missed.size() > 3, missed::toString);
    }

    private void beatSentTo(long offset) {
        beat(new Heartbeat.Spool(0, 0, 1, null, now, offset), now, now);
    }

    /// As a probe does with what it reads too late.
    private void refuse(Instant slot) {
        var outcome = new Outcome.Refused("expired");
        Result due = Samples.result("local", "web", io.waddleperf.contracts.Test.PING, slot, outcome, Metrics.NONE);
        var refused = new Result(
                due.id(),
                due.commandId(),
                due.runId(),
                due.probe(),
                due.target(),
                due.check(),
                due.test(),
                due.family(),
                due.tier(),
                due.cause(),
                due.dueAt(),
                now,
                0,
                outcome,
                Metrics.NONE,
                null,
                null,
                due.quality());
        input(Topics.RESULTS).pipeInput("local", WireCodec.bytes(refused), now);
    }

    /// Due times of the slots that were told as missed since this was last asked.
    private List<Instant> missed() {
        return output(Topics.RUN_EVENTS).stream()
                .filter(event -> event.kind() == RunEvent.Kind.MISSED)
                .map(event -> requireNonNull(event.subject()).dueAt())
                .sorted()
                .toList();
    }

    private void beat(long pending) {
        beat(pending, null);
    }

    private void beat(long pending, @Nullable Boolean readAll) {
        beat(Heartbeat.Spool.brief(pending, 0, 1), readAll, now, now);
    }

    private void beat(Heartbeat.Spool spool, Instant made, Instant appended) {
        beat(spool, true, made, appended);
    }

    private void beat(Heartbeat.Spool spool, @Nullable Boolean readAll, Instant made, Instant appended) {
        var icmp = new Heartbeat.Icmp("icmp-raw", "");
        var load = new Heartbeat.Load(0, 0, 0, 0, 0, readAll, null);
        var beat = Heartbeat.brief("local", "1", START, made, icmp, spool, load);
        input(Topics.HEARTBEATS).pipeInput("local", WireCodec.bytes(beat), appended);
    }

    /// What the probe ran by itself then, and tells now.
    private void late(Instant slot) {
        Result made = Samples.result(
                "local",
                "web",
                io.waddleperf.contracts.Test.PING,
                slot,
                new Outcome.Measured(),
                Metrics.builder().put(Metric.RTT_MEAN_US, 20_000).build());
        input(Topics.RESULTS).pipeInput("local", WireCodec.bytes(made), now);
    }

    @Test
    void missesNoSlotsOfATimeInWhichTheSeriesWasNotTested() {
        assign(item(EscalationPlan.DEFAULT));
        send(ping(20_000, Duration.ofSeconds(1)));
        assign();
        pass(Duration.ofMinutes(20));
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(10));
        assertEquals(List.of(), output(Topics.RUN_EVENTS));
    }

    @Test
    void tellsTheImmediateSlotThatHadNoEnding() {
        assign(everyTenMinutes("ping"));
        tick(Duration.ofSeconds(1));
        passHeard(Duration.ofSeconds(30));
        assertEquals(List.of(), missed(), "it may still be on its way");
        assign(everyTenMinutes("ping"), everyTenMinutes("ping-1400"));
        passHeard(Duration.ofMinutes(5));
        assertEquals(List.of(START), missed());
        passHeard(Duration.ofMinutes(5));
        assertEquals(Set.of(START.plus(Duration.ofMinutes(8))), Set.copyOf(missed()), "each once");
    }

    @Test
    void takesTheImmediateResultThatIsThereBeforeTimeIs() {
        assign(everyTenMinutes("ping"));
        late(START);
        passHeard(Duration.ofMinutes(5));
        assertEquals(List.of(), missed());
    }

    @Test
    void tellsNoSlotThatWasAnsweredBeforeItsSeriesCameBack() {
        assign(everyTenMinutes("ping"));
        late(START);
        tick(Duration.ofSeconds(5));
        assign();
        tick(Duration.ofSeconds(5));
        assign(everyTenMinutes("ping"));
        passHeard(Duration.ofMinutes(5));
        assertEquals(List.of(), missed());
    }

    @Test
    void tellsTheSlotsThatWereDueBeforeTheFirstLook() {
        assign(item(EscalationPlan.DEFAULT));
        now = now.plusSeconds(130);
        passHeard(Duration.ofMinutes(2));
        assertEquals(List.of(START.plusSeconds(60), START.plusSeconds(120)), missed().subList(0, 2));
    }

    @Test
    void tellsTheSlotsThatWereDueBeforeTheIntervalChanged() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        tick(Duration.ofSeconds(123)); // those at 60 and 120 s are on their way
        beat(0);
        assign(everyTenMinutes("ping"));
        late(START.plusSeconds(120));
        passHeard(Duration.ofMinutes(5));
        assertEquals(List.of(START.plusSeconds(60)), missed());
        passHeard(Duration.ofMinutes(5));
        assertEquals(List.of(START.plus(Duration.ofMinutes(8))), missed(), "and then by the new one");
    }

    /// Of a schedule that is made now: its slots are at once and in eight minutes.
    private static Assignment.Item everyTenMinutes(String check) {
        return new Assignment.Item(
                "default",
                WEB,
                check,
                Family.IPV4,
                PingSpec.DEFAULT,
                600_000_000,
                0,
                START,
                List.of(),
                EscalationPlan.DEFAULT);
    }
}
