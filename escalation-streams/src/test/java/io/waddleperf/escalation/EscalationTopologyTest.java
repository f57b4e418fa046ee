package io.waddleperf.escalation;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The whole graph without a broker: what goes in on the topics, and what comes out of it.
class EscalationTopologyTest extends TopologyFixture {
    /// A renamed node or store would orphan the state of every running system.
    @Test
    void keepsItsShape() throws IOException {
        Path file = Path.of("src/test/resources/topology.txt");
        String shape =
                EscalationTopology.of(SETTINGS, tally).describe().toString().strip();
        if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
            Files.writeString(file, shape + "\n");
        }
        assertEquals(Files.readString(file).strip(), shape);
    }

    @Test
    void countsEachResultOnceHoweverOftenTheProbeSendsIt() {
        Result ping = Samples.ping("local", "web", START);
        Result next = Samples.ping("local", "web", START.plusSeconds(30));
        send(ping);
        send(ping);
        send(next);
        send(ping);
        assertEquals(2, tally.counted.sum());
        assertEquals(2, tally.duplicates.sum());
        assertEquals(tally.read.sum(), tally.counted.sum() + tally.duplicates.sum());
    }

    @Test
    void knowsHowLateItDecides() {
        driver.advanceWallClockTime(Duration.ofSeconds(7));
        send(ping(20_000, Duration.ofSeconds(1))); // Kafka takes it half a second later
        send(ping(20_000, Duration.ofSeconds(2)));
        assertEquals(5_500, tally.mostLateMs());
    }

    /// Broken JSON, another version's, a result that speaks for another probe, one that is too large,
    /// and one of long ago: each has its letter or its place, and the next is counted.
    @Test
    void sendsWhatIsNoResultToTheDeadLettersAndGoesOn() {
        assign(item(EscalationPlan.DEFAULT));
        var results = input(Topics.RESULTS);
        results.pipeInput("local", "{\"id\":7}".getBytes(StandardCharsets.UTF_8), now);
        results.pipeInput("local", new byte[0], now);
        results.pipeInput("other", WireCodec.bytes(Samples.ping("local", "web", now)), now);
        results.pipeInput("local", new byte[900_000], now);
        String ofTomorrow = WireCodec.text(Samples.ping("local", "web", now))
                .replace("\"type\":\"measured\"", "\"type\":\"of-tomorrow\"");
        results.pipeInput("local", ofTomorrow.getBytes(StandardCharsets.UTF_8), now);
        send(Samples.ping("local", "web", START.minusSeconds(86_400)));
        List<DeadLetter> letters = output(Topics.DEAD_LETTERS);
        assertEquals(4, letters.size());
        letters.forEach(letter -> assertEquals("escalation-streams", letter.reader()));
        assertTrue(
                letters.getFirst().reason().startsWith("not a Result: "),
                letters.getFirst().reason());
        assertEquals(4, tally.malformed.sum());
        assertEquals(2, tally.counted.sum());
    }

    @Test
    void confirmsABreachAndGoesDeeperAtOnce() {
        assign(item(EscalationPlan.DEFAULT));
        send(ping(20_000, Duration.ZERO));
        send(ping(150_000, Duration.ofSeconds(60)));
        Command confirmation = output(Topics.COMMANDS).getLast();
        assertEquals(new Cause.Confirmation(newest.id()), confirmation.cause());
        assertEquals(5_000_000, confirmation.delayUs());
        answer(confirmation, 160_000);
        List<Command> deeper = output(Topics.COMMANDS);
        assertEquals(
                List.of("ping", "ping-50", "traceroute", "mtu", "dns", "ports"),
                deeper.stream().map(Command::check).toList());
        deeper.forEach(command -> assertEquals(2, command.tier()));
        var steps = output(Topics.ESCALATIONS);
        assertEquals(
                List.of(Escalation.Step.SUSPECTED, Escalation.Step.CONFIRMED, Escalation.Step.DEEPENED),
                steps.stream().map(Escalation::step).toList());
        assertEquals("default-rtt", requireNonNull(steps.getLast().breach()).rule());
    }

    /// The scheduler holds the slots of both ends, and comes to the same command.
    @Test
    void asksTheSchedulerForWhatIsExclusive() {
        var nas = new Target("web", "web", true, Map.of("responder", "throughput"), 1, null);
        var item = item(EscalationPlan.DEFAULT);
        assign(new Assignment.Item(
                "default",
                nas,
                "ping",
                Family.IPV4,
                item.spec(),
                60_000_000,
                0,
                LONG_BEFORE,
                List.of(),
                item.escalation()));
        breakAssigned();
        var deeper = output(Topics.COMMANDS).stream().map(Command::check).toList();
        assertEquals(List.of("ping", "ping-50", "traceroute", "mtu", "dns", "ports"), deeper);
        List<Request> requests = output(Topics.REQUESTS);
        assertEquals(1, requests.size());
        Command ordered = requests.getFirst().commands().getFirst();
        var cause = new Cause.Escalated(newest.id(), "default-rtt@1");
        assertEquals(cause, ordered.cause());
        assertEquals(Ids.command(cause, 1, "local", "web", "throughput", Family.IPV4), ordered.id());
        assertEquals(Ids.run(cause), ordered.runId());
        assertEquals(requests.getFirst().runId(), ordered.runId());
        assertTrue(
                output(Topics.ESCALATIONS).getLast().commands().contains(ordered.id()), "the story knows it by its id");
    }

    @Test
    void tellsOneStoryFromTheBreachToTheRecovery() {
        breakWeb();
        List<Command> tier2 = output(Topics.COMMANDS);
        tier2.forEach(command -> answer(command, 150_000));
        List<Command> tier3 = output(Topics.COMMANDS);
        assertEquals(3, tier3.getFirst().tier());
        for (int i = 0; i < 4; i++) {
            send(ping(20_000, Duration.ofSeconds(60)));
        }
        tick(Duration.ofMinutes(3));
        List<Incident> incidents = output(Topics.INCIDENTS);
        Incident last = incidents.getLast();
        assertEquals(Incident.State.CLOSED, last.state());
        assertEquals("web is slow from local; only this path (ping: mean RTT 160 ms, bound 100 ms)", last.sentence());
        var kinds = last.chain().stream().map(Incident.Entry::kind).distinct().toList();
        assertEquals(
                List.of("suspected", "confirmed", "deepened", "found", "recovering", "recovered", "closed"), kinds);
        for (int i = 0; i < incidents.size(); i++) {
            assertEquals(i + 1, incidents.get(i).revision());
        }
    }

    @Test
    void goesOnWhereItWasAfterARestart() throws IOException {
        breakWeb();
        tick(Duration.ofSeconds(2)); // not yet grouped: it waits for comparisons
        Map<String, byte[]> stored = stored(EscalationTopology.SINCE_TICK);
        assertTrue(stored.isEmpty(), "what came since the last tick is in the book's own stores");
        assertEquals(1, stored(EscalationTopology.STORIES).size());
        var memory = PathMemoryForm.of(requireNonNull(driver.<String, byte[]>getKeyValueStore(EscalationTopology.PATHS)
                .get(PathView.key("local", "web"))));
        assertEquals(memory, PathMemoryForm.of(PathMemoryForm.bytes(memory)));
        byte[] probe = requireNonNull(driver.<String, byte[]>getKeyValueStore(EscalationTopology.PROBES)
                .get("local"));
        assertEquals(1 + 3 * Long.BYTES, probe.length, "whether it is silent, and how its clock stands");
    }

    @Test
    void doesWhatAnOperatorSays() {
        var plan = new EscalationPlan(3, true, 5_000_000, 600_000_000, 3_600_000_000L, List.of(), List.of());
        assign(item(plan));
        breakAssigned();
        output(Topics.COMMANDS).forEach(command -> answer(command, 150_000));
        tick(Duration.ofSeconds(5));
        Incident waiting = output(Topics.INCIDENTS).getLast();
        assertEquals(1, waiting.awaitsApproval().size());
        act(waiting.id(), IncidentAction.Kind.ACKNOWLEDGE);
        act(waiting.id(), IncidentAction.Kind.APPROVE);
        tick(Duration.ofSeconds(2));
        act(waiting.id(), IncidentAction.Kind.ASSIGN);
        tick(Duration.ofSeconds(1));
        Incident attended = output(Topics.INCIDENTS).getLast();
        assertEquals("operator", attended.acknowledgedBy());
        assertEquals("ada", attended.assignee());
        assertEquals(3, output(Topics.COMMANDS).getFirst().tier());
        act(waiting.id(), IncidentAction.Kind.CLOSE);
        tick(Duration.ofSeconds(2));
        assertEquals(Incident.State.CLOSED, output(Topics.INCIDENTS).getLast().state());
    }

    @Test
    void judgesByTheOperatorsRule() {
        var rule = new Threshold(
                "near",
                true,
                Map.of("target", "web"),
                "rttMeanUs",
                1,
                10_000,
                null,
                1,
                1,
                1,
                Severity.CRITICAL,
                List.of(),
                7);
        input(Topics.THRESHOLDS).pipeInput("near", WireCodec.bytes(rule), now);
        assign(item(EscalationPlan.DEFAULT));
        send(ping(20_000, Duration.ofSeconds(2)));
        Escalation confirmed = output(Topics.ESCALATIONS).getFirst();
        assertEquals(Escalation.Step.CONFIRMED, confirmed.step());
        assertEquals(7, requireNonNull(confirmed.breach()).ruleVersion());
    }

    @Test
    void staysQuietDuringMaintenance() {
        var maintenance = new Silence(
                "move", Silence.Kind.MAINTENANCE, Map.of("target", "web"), START, START.plusSeconds(3_600), "", "x", 1);
        input(Topics.SILENCES).pipeInput("move", WireCodec.bytes(maintenance), now);
        assign(item(EscalationPlan.DEFAULT));
        send(ping(20_000, Duration.ofSeconds(2)));
        send(ping(150_000, Duration.ofSeconds(60)));
        assertEquals(List.of(), output(Topics.ESCALATIONS));
    }

    @Test
    void doesWhatTheLicenceAllowsAndSaysWhatItDoesNot() {
        entitled(Map.of("autoperf", "it expired at 2026-11-22T00:00:00Z", "analysis", "so did this"));
        tick(Duration.ofSeconds(2));
        breakWeb();
        assertEquals(List.of(), output(Topics.COMMANDS));
        Escalation withheld = output(Topics.ESCALATIONS).getLast();
        assertEquals(Escalation.Step.SUPPRESSED, withheld.step());
        assertEquals("licence: it expired at 2026-11-22T00:00:00Z", withheld.reason());
        pass(Duration.ofSeconds(20));
        Incident incident = output(Topics.INCIDENTS).getLast();
        assertTrue(
                incident.chain().stream().anyMatch(entry -> entry.text().endsWith("licence: so did this")),
                incident.chain()::toString);
        assertTrue(
                output(Topics.RUN_EVENTS).stream()
                        .anyMatch(event -> event.detail().equals("tier 2 withheld, " + withheld.reason())),
                "a run-event tells it, too");
        entitled(Map.of());
        pass(Duration.ofSeconds(60));
        send(ping(150_000, Duration.ofSeconds(2)));
        assertTrue(output(Topics.COMMANDS).stream().allMatch(command -> command.tier() == 2));
        assertEquals(
                Escalation.Step.DEEPENED, output(Topics.ESCALATIONS).getLast().step());
    }

    private void entitled(Map<String, String> withheld) {
        var entitlements = new Entitlements(Entitlements.ID, withheld, now, 1);
        input(Topics.ENTITLEMENTS).pipeInput(Entitlements.ID, WireCodec.bytes(entitlements), now);
    }

    @Test
    void findsAProbeOfWhichNothingComes() {
        assign(item(EscalationPlan.DEFAULT));
        send(ping(20_000, Duration.ofSeconds(1)));
        for (int i = 0; i < 20; i++) {
            tick(Duration.ofSeconds(10));
        }
        Incident silent = output(Topics.INCIDENTS).getLast();
        assertEquals("Nothing comes from probe local", silent.sentence());
        send(ping(20_000, Duration.ofSeconds(1)));
        tick(Duration.ofSeconds(2));
        assertEquals(
                Incident.State.RECOVERING, output(Topics.INCIDENTS).getLast().state());
    }

    /// A broker that was away, or a machine that slept: the first record comes before the heartbeats.
    @Test
    void takesNobodyForSilentBecauseTheLogStoodStill() {
        assign(item(EscalationPlan.DEFAULT));
        send(ping(20_000, Duration.ofSeconds(1)));
        tick(Duration.ofMinutes(30));
        pass(Duration.ofSeconds(30));
        assertEquals(List.of(), output(Topics.INCIDENTS));
        assertEquals(List.of(), output(Topics.RUN_EVENTS));
    }

    @Test
    void comparesOnlyWithPathsThatHaveEverAnswered() {
        assign(item(EscalationPlan.DEFAULT));
        tick(Duration.ofSeconds(2));
        assertEquals(0, watched());
        send(ping(20_000, Duration.ofSeconds(1)));
        tick(Duration.ofSeconds(2));
        assertEquals(1, watched());
    }

    private int watched() {
        var stored = stored(EscalationTopology.WATCHINGS).get("local");
        return stored == null
                ? 0
                : ((PathReport.Watching) WireCodec.read(PathReport.class, stored))
                        .paths()
                        .size();
    }

    @Test
    void closesWhatIsTestedNoMore() {
        breakWeb();
        tick(Duration.ofSeconds(5));
        assign();
        tick(Duration.ofSeconds(2));
        Incident last = output(Topics.INCIDENTS).getLast();
        assertEquals(Incident.State.RECOVERING, last.state());
    }

    @Test
    void rollsUpMinutesAndHours() {
        assign(item(EscalationPlan.DEFAULT));
        for (int i = 0; i < 62; i++) {
            send(ping(20_000 + i, Duration.ofSeconds(60)));
        }
        List<Rollup> rollups = output(Topics.ROLLUPS);
        assertEquals(61, rollups.size() - hours(rollups).size());
        Rollup minute = rollups.getFirst();
        assertEquals(1, minute.results());
        assertEquals(40, minute.min());
        assertEquals(60, minute.max());
        assertTrue(hours(rollups).size() < 10, hours(rollups).size() + " tellings of an hour");

        assign(); // nothing more will come: what was not told yet is told now
        rollups.addAll(output(Topics.ROLLUPS));
        Map<UUID, Integer> newest =
                hours(rollups).stream().collect(Collectors.toMap(Rollup::part, Rollup::results, Math::max));
        assertEquals(62, newest.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static List<Rollup> hours(List<Rollup> rollups) {
        return rollups.stream().filter(one -> one.lengthUs() == Rollup.HOUR_US).toList();
    }

    // --- the fleet of the tests ----------------------------------------------------------------------

    private void breakWeb() {
        assign(item(EscalationPlan.DEFAULT));
        breakAssigned();
    }

    private void breakAssigned() {
        send(ping(20_000, Duration.ZERO));
        send(ping(150_000, Duration.ofSeconds(60)));
        answer(output(Topics.COMMANDS).getLast(), 160_000);
    }

    private void answer(Command command, double rttUs) {
        now = now.plusSeconds(command.delayUs() == null ? 1 : command.delayUs() / 1_000_000);
        var test = command.spec().test();
        Metrics metrics = test == io.waddleperf.contracts.Test.PING
                ? Metrics.builder().put(Metric.RTT_MEAN_US, rttUs).build()
                : Metrics.NONE;
        Outcome outcome = test == io.waddleperf.contracts.Test.DNS
                ? new Outcome.Failed(Failure.NAME_NOT_FOUND, "web")
                : new Outcome.Measured();
        send(new Result(
                Ids.result(command.id()),
                command.id(),
                command.runId(),
                command.probe(),
                command.target().id(),
                command.check(),
                test,
                command.family(),
                command.tier(),
                command.cause(),
                command.dueAt(),
                now,
                0,
                outcome,
                metrics,
                null,
                null,
                Samples.ping("local", "web", START).quality()));
    }

    private void act(UUID incident, IncidentAction.Kind kind) {
        UUID id = Ids.uuid("action", kind.wireName());
        String assignee = kind == IncidentAction.Kind.ASSIGN ? "ada" : null;
        var action = new IncidentAction(id, incident, kind, "operator", now, "", null, assignee);
        input(Topics.INCIDENT_ACTIONS).pipeInput(incident.toString(), WireCodec.bytes(action), now);
    }
}
