package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What becomes of paths that break together, or one by one.
class IncidentBookTest {
    private static final long MINUTE_US = 60_000_000;

    private final IncidentBook book = new IncidentBook(IncidentSettings.DEFAULT);
    private final Map<UUID, Incident> newest = new java.util.LinkedHashMap<>();
    private final List<PathOrder> orders = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void putsOneTargetThatManyProbesMissIntoOneIncident() {
        watch(10, 5);
        for (int probe = 0; probe < 9; probe++) {
            confirmed("p" + probe, "t0");
        }
        seenWell("p9", "t0");
        pass(4);
        assertEquals(1, newest.size());
        Incident one = newest.values().iterator().next();
        assertEquals(new Incident.Scope(Incident.Scope.Kind.TARGET, "t0", 9, 10), one.scope());
        assertEquals("t0 does not answer from 3 sites, 9 of 10 probes (ping: no answer)", one.sentence());
    }

    @Test
    void asksOthersBeforeItCallsTwoFaultsOneCause() {
        watch(10, 50);
        confirmed("p0", "t0");
        confirmed("p0", "t1");
        pass(1);
        assertEquals(0, newest.size(), "comparisons are still out");
        assertTrue(orders.stream().anyMatch(order -> order.kind() == PathOrder.Kind.COMPARE));
        for (int target = 2; target < 6; target++) {
            seenWell("p0", "t" + target);
        }
        pass(3);
        assertEquals(2, newest.size());
        newest.values()
                .forEach(one ->
                        assertEquals(Incident.Scope.Kind.PATH, one.scope().kind()));
    }

    @Test
    void holdsMorePathsThanOneIncidentCan() {
        watch(1_500, 1);
        for (int probe = 0; probe < 1_500; probe++) {
            confirmed("p" + probe, "t0");
        }
        pass(5);
        assertEquals(2, newest.size());
        assertEquals(
                1_500,
                newest.values().stream().mapToInt(one -> one.members().size()).sum());
        for (int probe = 0; probe < 1_500; probe++) {
            step("p" + probe, "t0", Step.RECOVERED, PathState.DIAGNOSING, PathState.HEALTHY);
        }
        pass(130);
        newest.values().forEach(one -> assertEquals(Incident.State.CLOSED, one.state()));
    }

    @Test
    void tellsNumbersThatChangeSoonAfterARevisionToo() {
        watch(12, 3);
        for (int probe = 0; probe < 6; probe++) {
            confirmed("p" + probe, "t0");
        }
        pass(4);
        pass(80); // the others would have shown a breach by now
        Incident one = newest.values().iterator().next();
        assertEquals("t0 does not answer from 2 sites, 6 of 12 probes (ping: no answer)", one.sentence());
    }

    @Test
    void findsNoCommonCauseWithoutALicenceForItAndSaysSo() {
        book.on(new Entitlements(Entitlements.ID, Map.of("analysis", "it has not got that"), now, 1));
        watch(10, 5);
        for (int probe = 0; probe < 9; probe++) {
            confirmed("p" + probe, "t0");
        }
        seenWell("p9", "t0");
        pass(4);
        assertEquals(9, newest.size());
        assertEquals(List.of(), orders);
        for (Incident one : newest.values()) {
            assertEquals(Incident.Scope.Kind.PATH, one.scope().kind());
            assertTrue(
                    one.chain().stream()
                            .anyMatch(entry -> entry.kind().equals("suppressed")
                                    && entry.text().endsWith("licence: it has not got that")),
                    one.chain()::toString);
        }
        book.on(Entitlements.ALL);
        pass(2);
        var open = newest.values().stream()
                .filter(one -> one.state() != Incident.State.CLOSED)
                .toList();
        assertEquals(1, open.size(), "they are put together once that is allowed");
        assertEquals(Incident.Scope.Kind.TARGET, open.getFirst().scope().kind());
    }

    @Test
    void endsWithWhoClosesItWhateverIsStillOnItsWay() {
        watch(1, 1);
        confirmed("p0", "t0");
        pass(4);
        UUID id = newest.keySet().iterator().next();
        book.on(new IncidentAction(Ids.uuid("a"), id, IncidentAction.Kind.CLOSE, "operator", now, "", null, null));
        pass(1);
        step("p0", "t0", Step.FOUND, PathState.DIAGNOSING, PathState.DIAGNOSING);
        step("p0", "t0", Step.RECOVERED, PathState.DIAGNOSING, PathState.HEALTHY);
        pass(200);
        assertEquals(1, newest.size());
        assertEquals(Incident.State.CLOSED, newest.values().iterator().next().state());
    }

    @Test
    void tellsWhoIsToLookAfterIt() {
        watch(1, 1);
        confirmed("p0", "t0");
        pass(4);
        assertNull(only().assignee());
        assign("ada", "");
        assertEquals("ada", only().assignee());
        assertEquals("operator assign: to ada", lastSaid());
        assign("bob", "yours, I think");
        assertEquals("bob", only().assignee());
        assertEquals("operator assign: to bob: yours, I think", lastSaid());

        var restored = new IncidentBook(IncidentSettings.DEFAULT);
        restored.restore(only());
        var told = restored.tick(now.plusSeconds(10), List.of()).incidents();
        assertEquals("bob", told.getFirst().assignee());

        assign("", "");
        assertNull(only().assignee());
        assertEquals("operator assign: to nobody", lastSaid());
    }

    private void assign(String whom, String text) {
        UUID id = only().id();
        book.on(new IncidentAction(
                Ids.uuid("assign", whom), id, IncidentAction.Kind.ASSIGN, "operator", now, text, null, whom));
        pass(1);
    }

    private Incident only() {
        assertEquals(1, newest.size());
        return newest.values().iterator().next();
    }

    private String lastSaid() {
        var entry = only().chain().getLast();
        return entry.by() + " " + entry.kind() + ": " + entry.text();
    }

    /// As one of before it was known what an assignment is.
    @Test
    void notesAKindOfActionThatItDoesNotKnow() {
        watch(1, 1);
        confirmed("p0", "t0");
        pass(4);
        var action = new IncidentAction(
                Ids.uuid("a"), only().id(), IncidentAction.Kind.COMMENT, "operator", now, "", null, null);
        String future = WireCodec.text(action).replace("\"comment\"", "\"of-tomorrow\"");
        book.on(WireCodec.read(IncidentAction.class, future));
        pass(1);
        assertEquals("operator unknown: ", lastSaid());
        assertEquals(Incident.State.OPEN, only().state());
    }

    @Test
    void keepsAFlappingPathInOneIncident() {
        watch(1, 1);
        for (int i = 0; i < 5; i++) {
            confirmed("p0", "t0");
            pass(20);
            step("p0", "t0", Step.RECOVERED, PathState.RECOVERING, PathState.HEALTHY);
            pass(60);
        }
        assertEquals(1, newest.size());
        pass(2_000);
        assertEquals(Incident.State.CLOSED, newest.values().iterator().next().state());
    }

    @Test
    void hasASentenceAlsoForWhatIsOverBeforeItWasGrouped() {
        watch(1, 1);
        confirmed("p0", "t0");
        step("p0", "t0", Step.RECOVERED, PathState.DIAGNOSING, PathState.HEALTHY);
        pass(1);
        assertEquals(
                "t0 does not answer from p0; only this path (ping: no answer)",
                newest.values().iterator().next().sentence());
    }

    // --- the fleet ----------------------------------------------------------------------------------

    private void watch(int probes, int targets) {
        for (int probe = 0; probe < probes; probe++) {
            var paths = IntStream.range(0, targets)
                    .mapToObj(target -> new PathReport.Watched("t" + target, List.of(), MINUTE_US, Map.of()))
                    .toList();
            book.on(new PathReport.Watching("p" + probe, site("p" + probe), paths));
        }
    }

    private static String site(String probe) {
        return "s" + Integer.parseInt(probe.substring(1)) / 3;
    }

    private void confirmed(String probe, String target) {
        step(probe, target, Step.SUSPECTED, PathState.HEALTHY, PathState.SUSPECT);
        step(probe, target, Step.CONFIRMED, PathState.SUSPECT, PathState.DIAGNOSING);
    }

    private void step(String probe, String target, Step step, PathState from, PathState to) {
        UUID result = Ids.uuid("result", probe, target, now.toString());
        var breach = new Breach(
                result, "ping", Family.IPV4, 1, "unanswered", 1, 0.5, "default-unanswered", 1, Severity.CRITICAL);
        book.on(new PathReport.Decided(new Escalation(
                Ids.uuid("step", probe, target, step.wireName(), now.toString()),
                now,
                probe,
                site(probe),
                target,
                step,
                from,
                to,
                1,
                breach,
                result,
                List.of(),
                "",
                step.wireName(),
                false)));
        orders.addAll(book.orders().orders());
    }

    private void seenWell(String probe, String target) {
        book.on(new PathReport.Seen(probe, target, true, now));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            book.tick(now, List.of()).incidents().forEach(one -> newest.put(one.id(), one));
        }
    }
}
