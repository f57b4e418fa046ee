package io.waddleperf.policy.simulation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Target;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.Purse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A fleet and what goes wrong in it, both from the seed.
final class World {
    private static final List<Fault.Kind> KINDS = List.of(Fault.Kind.values());
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final Random random;
    final List<Fault> faults = new ArrayList<>();
    final List<String> probes = new ArrayList<>();
    final List<Target> targets = new ArrayList<>();
    final Duration length;
    final long intervalUs;

    /// Whether somebody acknowledges, approves and closes.
    boolean operated = true;
    final BudgetLimits budgets;
    final EscalationPlan plan;
    private final int probesAtSite;

    World(long seed, int probeCount, int targetCount, int probesAtSite, Duration length) {
        this.random = new Random(seed);
        this.length = length;
        // where tests are frequent, silence is noticed while a path is still suspect
        this.intervalUs = seed % 10 == 3 ? 20_000_000 : 60_000_000;
        // in some worlds the fleet's budget is what is short, in some a person must approve
        this.budgets = seed % 3 == 0 ? tight() : BudgetLimits.DEFAULT;
        var usual = EscalationPlan.DEFAULT;
        this.plan = new EscalationPlan(
                3,
                seed % 4 == 0,
                usual.confirmEveryUs(),
                usual.tier2CoolDownUs(),
                usual.tier3CoolDownUs(),
                List.of(),
                List.of());
        this.probesAtSite = probesAtSite;
        for (int i = 0; i < probeCount; i++) {
            probes.add("p" + i);
        }
        for (int i = 0; i < targetCount; i++) {
            // every fourth lies behind the first
            List<String> behind = i > 0 && i % 4 == 0 ? List.of("t0") : null;
            targets.add(new Target("t" + i, "192.0.2." + (i % 250 + 1), true, Map.of(), 1, behind));
        }
    }

    private static BudgetLimits tight() {
        var limits = new java.util.HashMap<>(BudgetLimits.DEFAULT.limits());
        limits.put(Purse.Expense.TIER_2, new BudgetLimits.Limits(Duration.ofMinutes(10), 6, 12, 20, 8));
        limits.put(Purse.Expense.TIER_3, new BudgetLimits.Limits(Duration.ofHours(1), 2, 3, 4, 4));
        return new BudgetLimits(limits);
    }

    static World of(long seed, int probes, int targets, Duration length) {
        var world = new World(seed, probes, targets, 3, length);
        int count = 4 + world.random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Fault fault = world.fault();
            world.faults.add(fault);
            if (fault.kind() == Fault.Kind.UPLINK && world.random.nextBoolean()) {
                world.losesTheProbe(fault, 400);
            }
        }
        if (world.intervalUs < 60_000_000) {
            for (int i = 0; i < 6; i++) {
                Instant from = START.plusSeconds(world.random.nextLong(length.toSeconds()));
                String probe = world.subject(Fault.Kind.UPLINK);
                var fault = new Fault(Fault.Kind.UPLINK, probe, from, from.plusSeconds(600), Fault.Effect.DEAD, 0);
                world.faults.add(fault);
                world.losesTheProbe(fault, 20);
            }
        }
        return world;
    }

    /// An uplink that fails often takes the probe with it, at once or later.
    private void losesTheProbe(Fault fault, int within) {
        Instant lost = fault.from().plusSeconds(random.nextInt(within));
        faults.add(new Fault(Fault.Kind.LOST_PROBE, fault.subject(), lost, lost.plusSeconds(900), fault.effect(), 0));
    }

    private Fault fault() {
        Fault.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        Instant from = START.plusSeconds(600 + random.nextLong(Math.max(1, length.toSeconds() - 4_200)));
        Instant until = from.plusSeconds(30 + random.nextInt(3_000));
        long flaps = random.nextInt(3) == 0 ? (30 + random.nextInt(300)) * 1_000_000L : 0;
        return new Fault(kind, subject(kind), from, until, effect(), flaps);
    }

    private Fault.Effect effect() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Fault.Effect.DEAD;
            case 2, 3 -> Fault.Effect.SLOW;
            default -> Fault.Effect.IN_BAND;
        };
    }

    String subject(Fault.Kind kind) {
        String probe = probes.get(random.nextInt(probes.size()));
        String target = targets.get(random.nextInt(targets.size())).id();
        return switch (kind) {
            case TARGET -> target;
            case SITE -> site(probe);
            case PATH -> probe + '|' + target;
            case UPLINK, LOST_PROBE, CUT_OFF, WRONG_CLOCK -> probe;
        };
    }

    String site(String probe) {
        return "s" + Integer.parseInt(probe.substring(1)) / probesAtSite;
    }

    Assignment.Item item(String probe, Target target) {
        long phase = Math.floorMod((probe + target.id()).hashCode() * 7_919L, intervalUs / 1_000) * 1_000;
        return new Assignment.Item(
                "default", target, "ping", Family.IPV4, PingSpec.DEFAULT, intervalUs, phase, START, List.of(), plan);
    }

    /// What a test on the path shows at that time, null where nothing disturbs it.
    Fault.@Nullable Effect effect(String probe, String target, Instant now) {
        Fault.@Nullable Effect worst = null;
        for (Fault fault : faults) {
            if (fault.disturbs() && fault.active(now) && fault.touches(probe, site(probe), target)) {
                worst = worst == null || fault.effect().compareTo(worst) < 0 ? fault.effect() : worst;
            }
        }
        return worst;
    }

    boolean is(Fault.Kind kind, String probe, Instant now) {
        for (Fault fault : faults) {
            if (fault.kind() == kind && fault.subject().equals(probe) && fault.active(now)) {
                return true;
            }
        }
        return false;
    }
}
