package io.waddleperf.policy.simulation;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.policy.Decision;
import io.waddleperf.policy.PathEvent;
import io.waddleperf.policy.PathMemory;
import io.waddleperf.policy.Purse;
import io.waddleperf.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What must always hold, judged from what goes in and comes out, not from how it is done.
final class Invariants {
    private static final Duration HOLD_AND_TICK = Duration.ofSeconds(6);

    private final World world;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Deque<Boolean>> judged = new HashMap<>();
    private final Map<String, Instant> lastTier = new HashMap<>();
    private final Map<String, double[]> meters = new HashMap<>();
    private final Map<String, Set<UUID>> seen = new HashMap<>();
    private final Map<String, Instant> suspectSince = new HashMap<>();
    private final Set<String> uncertain = new HashSet<>();
    private final List<String> broken = new ArrayList<>();

    Invariants(World world) {
        this.world = world;
    }

    /// What was found wrong, empty where nothing was.
    List<String> broken() {
        return broken;
    }

    /// How often each transition and each reason occurred.
    Map<String, Integer> counts() {
        return counts;
    }

    private void require(boolean holds, String what) {
        require(holds, () -> what);
    }

    /// Where it is asked of each path, again and again.
    private void require(boolean holds, Supplier<String> what) {
        if (!holds && broken.size() < 20) {
            broken.add(what.get());
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    // --- results and decisions ---------------------------------------------------------------------

    /// A result that comes twice must be counted once, one that was held up not at all.
    void counted(Shell.Path path, Result result, boolean late) {
        boolean first = seen.computeIfAbsent(path.key(), _ -> new HashSet<>()).add(result.id());
        require(first, path.key() + ": result " + result.id() + " counted twice");
        if (late) {
            count("discounted: late");
        }
    }

    void decided(
            Shell.Path path,
            PathMemory before,
            PathEvent event,
            List<Verdict> verdicts,
            Decision decision,
            Instant now) {
        PathState from = before.state();
        PathState to = decision.memory().state();
        if (from != to) {
            count(from.wireName() + " → " + to.wireName());
        }
        decision.told().forEach(step -> told(path, step, now));
        if (event instanceof PathEvent.ResultCame came && came.result().tier() == 1) {
            truth(path, before, to, came.result(), now);
        }
        confirmedGoesDeeper(path, decision);
        if (to == PathState.SUSPECT) {
            suspectSince.putIfAbsent(path.key(), now);
        } else {
            suspectSince.remove(path.key());
        }
    }

    private void told(Shell.Path path, Escalation step, Instant now) {
        if (step.step() == Step.SUPPRESSED) {
            count("suppressed: " + step.reason().replaceAll(" (tier|t0).*", ""));
        }
        if (step.step() == Step.AWAITING_APPROVAL) {
            count("awaiting approval");
        }
        if (step.step() == Step.DEEPENED) {
            String key = path.key() + '/' + step.tier();
            Instant last = lastTier.put(key, now);
            var coolDown = Duration.ofNanos(1_000
                    * (step.tier() == 2
                            ? EscalationPlan.DEFAULT.tier2CoolDownUs()
                            : EscalationPlan.DEFAULT.tier3CoolDownUs()));
            require(
                    last == null || !now.isBefore(last.plus(coolDown)),
                    path.key() + ": tier " + step.tier() + " at " + last + " and again at " + now);
            spend(Purse.Expense.valueOf("TIER_" + step.tier()), path.probe, path.target.id(), now);
        }
    }

    /// The tests themselves tell what the state must be: two breaches of the last three that count
    /// make it open, and a value in the band changes nothing.
    private void truth(Shell.Path path, PathMemory before, PathState to, Result result, Instant now) {
        PathState from = before.state();
        boolean breach = result.outcome().unanswered()
                || result.metrics()
                                .get(io.waddleperf.contracts.Metric.RTT_MEAN_US)
                                .orElse(0)
                        > 100_000;
        if (from == PathState.UNPROVEN || clockWasWrong(path.probe)) {
            return;
        }
        if (from == PathState.SILENT) {
            judged.put(path.key(), new ArrayDeque<>(List.of(breach)));
            return;
        }
        long heldUpSeconds = Duration.between(result.startedAt(), now).toSeconds();
        if (heldUpSeconds > 70) {
            require(to == from, path.key() + ": from " + from + " to " + to + " by a result held up " + heldUpSeconds);
            return;
        }
        if (heldUpSeconds > 50) {
            uncertain.add(path.key()); // near the limit either is right
        }
        if (uncertain.contains(path.key())) {
            if (to == PathState.HEALTHY) {
                uncertain.remove(path.key());
            }
            return;
        }
        double rtt =
                result.metrics().get(io.waddleperf.contracts.Metric.RTT_MEAN_US).orElse(Double.NaN);
        boolean inBand = rtt > 80_000 && rtt <= 100_000;
        boolean rttTripped = before.windows().stream()
                .anyMatch(window -> window.tripped() && window.rule().endsWith("rtt"));
        require(
                !inBand || !rttTripped || to == from || (from.open() && to.open() && to != PathState.RECOVERING),
                path.key() + ": from " + from + " to " + to + " by " + rtt + ", which is in the band");
        require(!inBand || from != PathState.HEALTHY || to == from, path.key() + ": " + to + " by " + rtt);
        require(!breach || to != PathState.HEALTHY, path.key() + ": healthy after a breach at " + now);
        if (!breach && !inBand && from == PathState.HEALTHY) {
            require(to == PathState.HEALTHY, path.key() + ": " + to + " by a clear result");
        }
        if (from == PathState.HEALTHY || from == PathState.SUSPECT || to == PathState.SUSPECT) {
            var last = judged.computeIfAbsent(path.key(), _ -> new ArrayDeque<>());
            last.addLast(breach);
            if (last.size() > 3) {
                last.removeFirst();
            }
            long breaches = last.stream().filter(one -> one).count();
            require(!to.open() || breaches >= 2, path.key() + ": open by " + breaches + " of " + last.size());
        }
        if (to == PathState.HEALTHY || to.open()) {
            judged.remove(path.key());
        }
    }

    private boolean clockWasWrong(String probe) {
        return world.faults.stream()
                .anyMatch(fault -> fault.kind() == Fault.Kind.WRONG_CLOCK
                        && fault.subject().equals(probe));
    }

    /// Tier 2 at once, or the reason why not.
    private void confirmedGoesDeeper(Shell.Path path, Decision decision) {
        boolean confirmed = decision.told().stream().anyMatch(step -> step.step() == Step.CONFIRMED);
        if (!confirmed) {
            return;
        }
        boolean deeper = decision.told().stream().anyMatch(step -> step.step() == Step.DEEPENED && step.tier() == 2);
        count("confirmed");
        boolean withheld = decision.told().stream().anyMatch(step -> step.step() == Step.SUPPRESSED);
        require(deeper != withheld, path.key() + ": confirmed, but neither tier 2 nor a reason");
    }

    // --- budgets -------------------------------------------------------------------------------------

    void ordered(Command command, Instant now) {
        count("command of tier " + command.tier());
    }

    /// A leaky meter beside the policy's own bucket: it must never run over.
    private void spend(Purse.Expense expense, String probe, String target, Instant now) {
        var limits = Objects.requireNonNull(world.budgets.limits().get(expense));
        meter(expense + " probe " + probe, limits.perProbe(), limits.per(), now);
        meter(expense + " target " + target, limits.perTarget(), limits.per(), now);
        meter(expense + " site " + world.site(probe), limits.perSite(), limits.per(), now);
        meter(expense + " all", limits.inAll(), limits.per(), now);
    }

    private void meter(String name, int capacity, Duration per, Instant now) {
        double at = Duration.between(World.START, now).toMillis();
        double[] meter = meters.computeIfAbsent(name, _ -> new double[] {0, at});
        meter[0] = Math.max(0, meter[0] - (at - meter[1]) * capacity / per.toMillis()) + 1;
        meter[1] = at;
        require(meter[0] <= capacity + 1e-6, name + ": " + meter[0] + " spent, the budget is " + capacity);
    }

    // --- incidents -------------------------------------------------------------------------------------

    void told(Incident next, @Nullable Incident before) {
        String id = "incident " + next.id();
        if (before == null) {
            count("incident opened");
            require(next.revision() == 1, id + ": the first revision is " + next.revision());
            require(next.state() != Incident.State.CLOSED || next.mergedInto() != null, id + ": closed before open");
            return;
        }
        require(before.state() != Incident.State.CLOSED, id + ": told after it was closed");
        require(
                next.revision() == before.revision() + 1,
                id + ": revision " + next.revision() + " after " + before.revision());
        if (next.state() != before.state()) {
            count("incident " + before.state().wireName() + " → " + next.state().wireName());
        }
        if (next.acknowledgedBy() != null && before.acknowledgedBy() == null) {
            count("incident acknowledged");
        }
        if (next.assignee() != null && before.assignee() == null) {
            count("incident assigned");
        }
        require(
                next.assignee() != null || before.assignee() == null,
                id + ": nobody is to look after it any more, and nobody said so");
        if (next.mergedInto() != null) {
            count("incident merged");
        }
        if (next.scope().kind() != before.scope().kind()) {
            count("incident widened to " + next.scope().kind().wireName());
        }
    }

    /// A path that is open for longer than grouping takes is in exactly one incident, and no suspicion
    /// lasts.
    void tick(Instant now, Collection<Shell.Path> paths, Collection<Incident> incidents) {
        if (now.getEpochSecond() % 10 != 0) {
            return;
        }
        suspectSince.forEach((path, since) ->
                require(now.isBefore(since.plus(Duration.ofMinutes(10))), () -> path + ": suspect since " + since));
        var owners = new HashMap<String, Integer>();
        incidents.stream()
                .filter(one -> one.state() != Incident.State.CLOSED)
                .flatMap(one -> one.members().stream())
                .filter(member -> member.recoveredAt() == null)
                .forEach(member -> owners.merge(member.probe() + '|' + member.target(), 1, Integer::sum));
        for (Shell.Path path : paths) {
            Instant wake = path.memory.wakeAt();
            require(wake == null || now.isBefore(wake.plusSeconds(10)), () -> path.key() + ": overslept since " + wake);
            boolean open = path.memory.state().open()
                    && path.memory.since().plus(HOLD_AND_TICK).isBefore(now);
            if (open) {
                int in = owners.getOrDefault(path.key(), 0);
                require(in == 1, () -> path.key() + ": open, and in " + in + " incidents at " + now);
            }
        }
    }

    void atTheEnd(Collection<Incident> incidents) {
        incidents.forEach(one -> require(
                one.state() == Incident.State.CLOSED, "incident " + one.id() + " never closes: " + one.sentence()));
        int lost = (int) world.faults.stream()
                .filter(fault -> fault.kind() == Fault.Kind.LOST_PROBE && fault.flapsUs() == 0)
                .filter(fault -> Duration.between(fault.from(), fault.until()).toMinutes() > 6)
                .filter(fault -> incidents.stream()
                        .noneMatch(one -> one.members().stream()
                                .anyMatch(member -> member.probe().equals(fault.subject())
                                        && member.target().equals(Escalation.THE_PROBE))))
                .count();
        require(lost == 0, lost + " lost probes were not noticed");
    }
}
