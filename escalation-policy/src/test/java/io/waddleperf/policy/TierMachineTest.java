package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Feature;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TimestampSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// One path, step by step: the rules of escalation as they are read aloud.
class TierMachineTest {
    private static final double FINE = 20_000;
    private static final double SLOW = 150_000;
    private static final double BETWEEN = 90_000;
    private static final Target WEB = new Target("web", "https://192.0.2.7/", true, Map.of(), 1, null);

    private static final Target NAS = new Target("web", "192.0.2.7", true, Map.of("responder", "throughput"), 1, null);

    private final List<Step> told = new ArrayList<>();
    private final List<Command> ordered = new ArrayList<>();
    private EscalationPlan plan = EscalationPlan.DEFAULT;
    private Optional<String> exhausted = Optional.empty();
    private Optional<String> brokenParent = Optional.empty();
    private Entitlements entitlements = Entitlements.ALL;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private PathMemory memory = PathMemory.unproven(now);
    private int serial;
    private Target target = WEB;
    private String check = "ping";
    private TestSpec spec = PingSpec.DEFAULT;

    @Test
    void takesNoNoticeOfWhatNeverAnswered() {
        dead();
        dead();
        dead();
        assertEquals(PathState.UNPROVEN, memory.state());
        assertEquals(List.of(), told);
    }

    @Test
    void testsAgainAfterAFirstBreachAndOpensAtTheSecondOfThree() {
        came(FINE);
        came(SLOW);
        assertEquals(PathState.SUSPECT, memory.state());
        assertEquals(5_000_000L, ordered.getFirst().delayUs());
        came(FINE);
        assertEquals(PathState.SUSPECT, memory.state());
        came(SLOW);
        assertEquals(PathState.DIAGNOSING, memory.state());
        assertEquals(List.of(Step.SUSPECTED, Step.CONFIRMED, Step.DEEPENED), told);
    }

    @Test
    void dismissesABreachThatIsNotConfirmed() {
        came(FINE);
        came(SLOW);
        came(FINE);
        came(FINE);
        assertEquals(PathState.HEALTHY, memory.state());
        assertEquals(List.of(Step.SUSPECTED, Step.DISMISSED), told);
        assertTrue(memory.calm());
    }

    @Test
    void givesUpASuspicionWhoseTestsDoNotEnd() {
        came(FINE);
        came(SLOW);
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(40);
            decide(new PathEvent.TimePassed());
        }
        assertEquals(PathState.HEALTHY, memory.state());
        assertEquals(List.of(Step.SUSPECTED, Step.DISMISSED), told);
        assertEquals(3, ordered.size());
    }

    @Test
    void staysWhereItIsInTheBand() {
        opened();
        for (int i = 0; i < 20; i++) {
            came(BETWEEN);
            assertEquals(PathState.DIAGNOSING, memory.state());
        }
        came(FINE);
        came(BETWEEN);
        assertEquals(PathState.RECOVERING, memory.state());
        came(FINE);
        came(FINE);
        assertEquals(PathState.RECOVERING, memory.state(), "three in a row are asked for");
        came(FINE);
        assertEquals(PathState.HEALTHY, memory.state());
    }

    @Test
    void doesNotRunTier2AgainBeforeItsCoolDownHasEnded() {
        opened();
        came(FINE);
        came(SLOW);
        assertEquals(
                List.of(Step.RECOVERING, Step.RELAPSED, Step.SUPPRESSED), told.subList(told.size() - 3, told.size()));
        came(FINE);
        now = now.plusSeconds(601);
        came(SLOW);
        assertEquals(Step.DEEPENED, told.getLast());
    }

    @Test
    void goesToTier3WhereTier2StillBreaches() {
        opened();
        ordered.clear();
        deep(2, "ping", SLOW);
        assertEquals(PathState.ANALYSING, memory.state());
        assertEquals(List.of(Step.FOUND, Step.DEEPENED), told.subList(told.size() - 2, told.size()));
        assertEquals(
                List.of("ping", "system", "mtr-100"),
                ordered.stream().filter(c -> c.tier() == 3).map(Command::check).toList());
        deep(2, "http", 3_000_000);
        assertEquals(Step.FOUND, told.getLast(), "tier 3 runs once");
    }

    /// What is measured beside an exclusive test does not count.
    @Test
    void fillsTheNetworkLast() {
        target = NAS;
        opened();
        var tier2 = ordered.stream().filter(command -> command.tier() == 2).toList();
        Command last = tier2.getLast();
        assertEquals("throughput", last.check());
        assertEquals(now.plusSeconds(40), last.dueAt(), "when the search for the MTU must have ended");
        assertEquals(now.plusSeconds(120), last.expiresAt());
        assertEquals(
                List.of(now),
                tier2.stream()
                        .filter(command -> !command.equals(last))
                        .map(Command::dueAt)
                        .distinct()
                        .toList());
    }

    /// Both ends may be held for a while; and who would compare would fill everybody's network.
    @Test
    void givesAnExclusiveTestTimeToConfirmAndComparesItWithNone() {
        target = NAS;
        check = "throughput";
        spec = ThroughputSpec.DEFAULT;
        came(FINE);
        came(SLOW);
        Command confirmation = ordered.getFirst();
        assertEquals(now.plusSeconds(5), confirmation.dueAt());
        assertEquals(confirmation.dueAt().plusSeconds(120), confirmation.expiresAt());
        now = now.plusSeconds(140);
        decide(new PathEvent.TimePassed());
        assertEquals(1, ordered.size(), "it may still come");
        came(SLOW);
        assertEquals(PathState.DIAGNOSING, memory.state());
        assertTrue(ordered.stream().noneMatch(command -> command.cause() instanceof Cause.Comparison));
        check = "ping";
        spec = PingSpec.DEFAULT;
        ordered.clear();
        memory = PathMemory.unproven(now);
        opened();
        assertTrue(ordered.stream().anyMatch(command -> command.cause() instanceof Cause.Comparison));
    }

    @Test
    void staysInTier2WhereThatIsFine() {
        opened();
        deep(2, "ping", FINE);
        assertEquals(PathState.DIAGNOSING, memory.state());
        assertEquals(Step.FOUND, told.getLast());
    }

    @Test
    void waitsForApprovalWhereThePlanAsksForIt() {
        plan = new EscalationPlan(3, true, 5_000_000, 600_000_000, 3_600_000_000L, List.of(), List.of());
        opened();
        deep(2, "ping", SLOW);
        assertEquals(Step.AWAITING_APPROVAL, told.getLast());
        assertEquals(PathState.DIAGNOSING, memory.state());
        decide(new PathEvent.Approved(UUID.randomUUID(), "operator"));
        assertEquals(PathState.ANALYSING, memory.state());
        decide(new PathEvent.Approved(UUID.randomUUID(), "operator"));
        assertEquals(Step.DEEPENED, told.getLast());
    }

    @Test
    void goesNoDeeperThanThePlan() {
        plan = new EscalationPlan(1, false, 5_000_000, 600_000_000, 3_600_000_000L, List.of(), List.of());
        opened();
        assertEquals(List.of(Step.SUSPECTED, Step.CONFIRMED), told);
    }

    @Test
    void saysOnceWhyADeeperTierIsWithheldAndTriesAgain() {
        came(FINE);
        came(SLOW);
        exhausted = Optional.of("site");
        came(SLOW);
        came(SLOW);
        came(SLOW);
        assertEquals(List.of(Step.SUSPECTED, Step.CONFIRMED, Step.SUPPRESSED), told);
        exhausted = Optional.empty();
        now = now.plusSeconds(61);
        came(SLOW);
        assertEquals(Step.DEEPENED, told.getLast());
    }

    @Test
    void ordersNoDeeperTierWithoutALicenceForItAndDoesOnceThereIsOne() {
        entitlements = without(Feature.AUTOPERF);
        came(FINE);
        came(SLOW);
        Decision confirmed = decide(event(result(1, check, SLOW)));
        assertEquals(List.of(Step.SUSPECTED, Step.CONFIRMED, Step.SUPPRESSED), told);
        assertEquals("licence: it has not got that", confirmed.told().getLast().reason());
        assertTrue(ordered.stream().allMatch(command -> command.tier() == 1));
        entitlements = Entitlements.ALL;
        now = now.plusSeconds(61);
        came(SLOW);
        assertEquals(Step.DEEPENED, told.getLast());
    }

    @Test
    void approvesNothingThatTheLicenceHasNot() {
        plan = new EscalationPlan(3, true, 5_000_000, 600_000_000, 3_600_000_000L, List.of(), List.of());
        opened();
        deep(2, "ping", SLOW);
        assertEquals(Step.AWAITING_APPROVAL, told.getLast());
        entitlements = without(Feature.AUTOPERF);
        decide(new PathEvent.Approved(Ids.uuid("order"), "operator"));
        assertEquals(Step.SUPPRESSED, told.getLast());
        assertTrue(ordered.stream().allMatch(command -> command.tier() < 3));
    }

    @Test
    void comparesWithNoOtherPathWithoutALicenceForIt() {
        entitlements = without(Feature.ANALYSIS);
        opened();
        assertEquals(Step.DEEPENED, told.getLast());
        assertTrue(ordered.stream().noneMatch(command -> command.cause() instanceof Cause.Comparison));
        entitlements = Entitlements.ALL;
        deep(2, "ping", SLOW);
        assertTrue(ordered.stream().anyMatch(command -> command.cause() instanceof Cause.Comparison));
    }

    private static Entitlements without(Feature feature) {
        return new Entitlements(Entitlements.ID, Map.of(feature.wireName(), "it has not got that"), Instant.EPOCH, 1);
    }

    @Test
    void doesNotLookBehindABrokenTarget() {
        brokenParent = Optional.of("gateway");
        opened();
        assertEquals(Step.SUPPRESSED, told.getLast());
        assertTrue(ordered.stream().allMatch(command -> command.tier() == 1));
    }

    @Test
    void isSilentWithItsProbeAndBeginsAnewWhenThatIsHeard() {
        opened();
        decide(new PathEvent.ProbeFellSilent("then"));
        assertEquals(PathState.SILENT, memory.state());
        came(SLOW);
        assertEquals(PathState.SUSPECT, memory.state());
        assertEquals(
                List.of(Step.FELL_SILENT, Step.HEARD_AGAIN, Step.SUSPECTED),
                told.subList(told.size() - 3, told.size()));
    }

    @Test
    void recoversWhatIsTestedNoMore() {
        opened();
        decide(new PathEvent.Reassigned(Set.of()));
        assertEquals(PathState.HEALTHY, memory.state());
        assertEquals(Step.RECOVERED, told.getLast());
    }

    @Test
    void endsWhenSomebodyClosesIt() {
        opened();
        decide(new PathEvent.ClosedByHand(UUID.randomUUID(), "operator"));
        assertTrue(memory.calm());
        came(SLOW);
        assertEquals(PathState.SUSPECT, memory.state());
    }

    /// What it recovers from ends while another rule breaks: both are told.
    @Test
    void suspectsAnewWhatIsSlowAfterItWasDead() {
        came(FINE);
        dead();
        dead();
        assertEquals(PathState.DIAGNOSING, memory.state());
        came(FINE);
        came(FINE);
        came(SLOW);
        assertEquals(List.of(Step.RECOVERED, Step.SUSPECTED), told.subList(told.size() - 2, told.size()));
    }

    /// Each decision has an id of its own, and the same one whenever it is made again.
    @Test
    void decidesTheSameAgainAfterARestart() {
        came(FINE);
        PathMemory before = memory;
        Instant then = now;
        Result result = result(1, "ping", SLOW);
        List<Escalation> first = decide(event(result)).told();
        memory = before;
        now = then;
        assertEquals(first, decide(event(result)).told());
    }

    // --- the path ---------------------------------------------------------------------------------

    private void opened() {
        came(FINE);
        came(SLOW);
        came(SLOW);
        assertEquals(PathState.DIAGNOSING, memory.state());
    }

    private void came(double rttUs) {
        decide(event(result(1, check, rttUs)));
    }

    private void dead() {
        decide(event(result(1, "ping", Double.NaN)));
    }

    private void deep(int tier, String check, double rttUs) {
        decide(event(result(tier, check, rttUs)));
    }

    private PathEvent event(Result result) {
        List<Threshold> rules = Thresholds.DEFAULTS;
        return new PathEvent.ResultCame(result, item(), Judge.judge(result, rules, OptionalDouble.empty()));
    }

    private Assignment.Item item() {
        return new Assignment.Item("default", target, check, Family.IPV4, spec, 60_000_000, 0, now, List.of(), plan);
    }

    private Decision decide(PathEvent event) {
        now = now.plusSeconds(5);
        long series = Ids.series("p1", "web", check, Family.IPV4);
        Purse purse = (expense, _) ->
                expense == Purse.Expense.TIER_2 || expense == Purse.Expense.TIER_3 ? exhausted : Optional.empty();
        var context = new PathContext(
                "p1",
                "s1",
                "web",
                List.of(item()),
                Map.of(series, Thresholds.DEFAULTS),
                List.of(item()),
                brokenParent,
                purse,
                entitlements,
                null);
        Decision decision = TierMachine.decide(memory, event, context, now);
        memory = decision.memory();
        decision.told().forEach(step -> told.add(step.step()));
        ordered.addAll(decision.commands());
        return decision;
    }

    private Result result(int tier, String check, double rttUs) {
        PathMemory.Retest out = memory.retest();
        Cause cause = out == null ? new Cause.Scheduled("default", now) : new Cause.Confirmation(out.after());
        UUID id = Ids.uuid("test", Integer.toString(serial++));
        boolean dead = Double.isNaN(rttUs);
        return new Result(
                id,
                id,
                id,
                "p1",
                "web",
                check,
                io.waddleperf.contracts.Test.PING,
                Family.IPV4,
                tier,
                cause,
                now,
                now,
                0,
                dead ? new Outcome.Failed(Failure.NO_ROUTE, "") : new Outcome.Measured(),
                dead
                        ? Metrics.NONE
                        : Metrics.builder().put(Metric.RTT_MEAN_US, rttUs).build(),
                null,
                null,
                new Quality(TimestampSource.USER, "test", "icmp", 0, false, null, false, false));
    }
}
