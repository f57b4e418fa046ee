package io.waddleperf.escalation;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Tick;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole graph without a broker: what goes in on the topics, and what comes out of it.
class EscalationTopologyTest {
    private static final EscalationSettings SETTINGS =
            new EscalationSettings(1, BudgetLimits.DEFAULT, IncidentSettings.DEFAULT);
    private static final Instant START = Samples.AT;
    private static final Target WEB = Samples.target("web");

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path dir;

    private final Tally tally = new Tally();
    private Instant now = START;

    @SuppressWarnings("NullAway") // set before each test
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        var settings = new StreamsSettings("127.0.0.1:1", dir, 1, 0).properties();
        driver = new TopologyTestDriver(EscalationTopology.of(SETTINGS, tally), settings, START);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

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
                "default", nas, "ping", Family.IPV4, item.spec(), 60_000_000, 0, START, List.of(), item.escalation()));
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
        assertEquals("operator", output(Topics.INCIDENTS).getLast().acknowledgedBy());
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
                START,
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

    /// Due times of the slots that were told as missed since this was last asked.
    private List<Instant> missed() {
        return output(Topics.RUN_EVENTS).stream()
                .filter(event -> event.kind() == RunEvent.Kind.MISSED)
                .map(event -> requireNonNull(event.subject()).dueAt())
                .sorted()
                .toList();
    }

    private void beat(long pending) {
        var beat = Heartbeat.brief(
                "local",
                "1",
                START,
                now,
                new Heartbeat.Icmp("icmp-raw", ""),
                new Heartbeat.Spool(pending, 0, 1),
                new Heartbeat.Load(0, 0, 0, 0, 0));
        input(Topics.HEARTBEATS).pipeInput("local", WireCodec.bytes(beat), now);
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

    @SuppressWarnings("NullAway") // set by the first send
    private Result newest;

    private void breakWeb() {
        assign(item(EscalationPlan.DEFAULT));
        breakAssigned();
    }

    private void breakAssigned() {
        send(ping(20_000, Duration.ZERO));
        send(ping(150_000, Duration.ofSeconds(60)));
        answer(output(Topics.COMMANDS).getLast(), 160_000);
    }

    private static Assignment.Item item(EscalationPlan plan) {
        return new Assignment.Item(
                "default", WEB, "ping", Family.IPV4, PingSpec.DEFAULT, 60_000_000, 0, START, List.of(), plan);
    }

    private long version;

    private void assign(Assignment.Item... items) {
        var assignment = new Assignment("local", List.of(items), now, ++version, "home", Map.of());
        input(Topics.ASSIGNMENTS).pipeInput("local", WireCodec.bytes(assignment), now);
    }

    private Result ping(double rttUs, Duration later) {
        now = now.plus(later);
        Metrics metrics = Metrics.builder().put(Metric.RTT_MEAN_US, rttUs).build();
        return Samples.result("local", "web", io.waddleperf.contracts.Test.PING, now, new Outcome.Measured(), metrics);
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

    private void send(Result result) {
        newest = result;
        input(Topics.RESULTS).pipeInput(result.probe(), WireCodec.bytes(result), now.plusMillis(500));
    }

    private void tick(Duration later) {
        now = now.plus(later);
        input(Topics.TICKS).pipeInput("0", WireCodec.bytes(new Tick(now)), now);
    }

    private void pass(Duration time) {
        for (long left = time.toSeconds(); left > 0; left -= 10) {
            tick(Duration.ofSeconds(10));
        }
    }

    private void act(UUID incident, IncidentAction.Kind kind) {
        UUID id = Ids.uuid("action", kind.wireName());
        var action = new IncidentAction(id, incident, kind, "operator", now, "");
        input(Topics.INCIDENT_ACTIONS).pipeInput(incident.toString(), WireCodec.bytes(action), now);
    }

    private TestInputTopic<String, byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private <T> List<T> output(Topic<T> topic) {
        var out = driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
        var values = new ArrayList<T>();
        out.readValuesToList().forEach(json -> values.add(WireCodec.read(topic.type(), json)));
        return values;
    }

    private Map<String, byte[]> stored(String store) {
        var all = new java.util.HashMap<String, byte[]>();
        try (var entries = driver.<String, byte[]>getKeyValueStore(store).all()) {
            entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }
}
