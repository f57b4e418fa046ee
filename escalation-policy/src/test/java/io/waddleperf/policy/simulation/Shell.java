package io.waddleperf.policy.simulation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.policy.Budgets;
import io.waddleperf.policy.Decision;
import io.waddleperf.policy.IncidentBook;
import io.waddleperf.policy.IncidentSettings;
import io.waddleperf.policy.Judge;
import io.waddleperf.policy.Orders;
import io.waddleperf.policy.PathContext;
import io.waddleperf.policy.PathEvent;
import io.waddleperf.policy.PathMemory;
import io.waddleperf.policy.ProbeClock;
import io.waddleperf.policy.Purse;
import io.waddleperf.policy.TierMachine;
import io.waddleperf.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Does for the policy what the streams do, in virtual time: schedules, probes, lateness, silence.
final class Shell {
    private final World world;
    private final Mutant mutant;
    private final Invariants invariants;
    private final IncidentBook book;
    private final Budgets budgets;
    private final Map<String, Path> paths = new LinkedHashMap<>();
    private final Map<String, Probe> probes = new LinkedHashMap<>();
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private final Map<UUID, Incident> newest = new HashMap<>();
    private final Consumer<Incident> listener;
    private final Set<UUID> approved = new HashSet<>();
    private final Set<Path> awake = new LinkedHashSet<>();
    private Instant now = World.START;
    private long number;

    private record Due(Instant at, long number, Runnable work) {}

    static final class Path {
        final String probe;
        final Target target;
        final Assignment.Item item;
        final long series;
        PathMemory memory = PathMemory.unproven(World.START);

        Path(String probe, Target target, Assignment.Item item) {
            this.probe = probe;
            this.target = target;
            this.item = item;
            this.series = Ids.series(probe, target.id(), item.check(), item.family());
        }

        String key() {
            return probe + '|' + target.id();
        }
    }

    private static final class Probe {
        final ProbeClock clock = new ProbeClock();
        Instant lastHeard = World.START;
        boolean silent;
    }

    Shell(World world, Mutant mutant, Invariants invariants) {
        this(world, mutant, invariants, _ -> {});
    }

    /// @param listener gets each revision of an incident
    Shell(World world, Mutant mutant, Invariants invariants, Consumer<Incident> listener) {
        this.listener = listener;
        this.world = world;
        this.mutant = mutant;
        this.invariants = invariants;
        this.book = new IncidentBook(IncidentSettings.DEFAULT);
        this.budgets = new Budgets(mutant.budgets(world.budgets), 1);
        for (String probe : world.probes) {
            probes.put(probe, new Probe());
            var watched = new ArrayList<PathReport.Watched>();
            for (Target target : world.targets) {
                var path = new Path(probe, target, world.item(probe, target));
                paths.put(path.key(), path);
                watched.add(new PathReport.Watched(target.id(), target.dependsOnOrNone(), world.intervalUs, Map.of()));
                slot(path, World.START.plusNanos(path.item.phaseUs() * 1_000));
            }
            book.on(new PathReport.Watching(probe, world.site(probe), watched));
        }
        every(World.START, Duration.ofSeconds(1), this::tick);
    }

    // --- time ----------------------------------------------------------------------------------

    /// Runs the world to its end, then until everything has had time to close.
    void run() {
        Instant end = World.START.plus(world.length).plus(Duration.ofHours(2));
        while (!queue.isEmpty() && queue.peek().at().isBefore(end)) {
            Due due = queue.remove();
            now = due.at();
            due.work().run();
        }
        invariants.atTheEnd(newest.values());
    }

    private void at(Instant when, Runnable work) {
        queue.add(new Due(when, number++, work));
    }

    private void every(Instant first, Duration interval, Runnable work) {
        at(first, () -> {
            work.run();
            every(first.plus(interval), interval, work);
        });
    }

    private void tick() {
        for (Map.Entry<String, Probe> entry : probes.entrySet()) {
            Probe probe = entry.getValue();
            if (!probe.silent
                    && now.isAfter(probe.lastHeard.plusNanos(3 * world.intervalUs * 1_000))
                    && mutant.noticesSilence()) {
                fellSilent(entry.getKey(), probe);
            }
        }
        for (Path path : List.copyOf(awake)) {
            Instant wake = path.memory.wakeAt();
            if (wake != null && !now.isBefore(wake)) {
                decide(path, new PathEvent.TimePassed(), List.of());
            }
        }
        var changes = book.tick(now, List.of());
        changes.orders().forEach(this::order);
        for (Incident incident : mutant.told(changes.incidents())) {
            invariants.told(incident, newest.put(incident.id(), incident));
            operate(incident);
            listener.accept(incident);
        }
        invariants.tick(now, paths.values(), newest.values());
    }

    /// An operator who acknowledges now and then, approves after a while, and sometimes closes by hand.
    private void operate(Incident incident) {
        if (!world.operated) {
            return;
        }
        if (!incident.awaitsApproval().isEmpty() && approved.add(incident.id())) {
            act(incident, IncidentAction.Kind.APPROVE, 60);
        }
        if (incident.revision() == 1 && world.random.nextInt(3) == 0) {
            act(incident, IncidentAction.Kind.ACKNOWLEDGE, 30);
            act(incident, IncidentAction.Kind.ASSIGN, 40);
        }
        if (incident.revision() == 1 && world.random.nextInt(10) == 0) {
            act(incident, IncidentAction.Kind.CLOSE, 120);
        }
    }

    private void act(Incident incident, IncidentAction.Kind kind, int afterSeconds) {
        at(
                now.plusSeconds(afterSeconds),
                () -> book.on(new IncidentAction(
                        Ids.uuid("action", kind.wireName(), incident.id().toString()),
                        incident.id(),
                        kind,
                        "operator",
                        now,
                        "",
                        null,
                        kind == IncidentAction.Kind.ASSIGN ? "operator" : null)));
    }

    // --- probes --------------------------------------------------------------------------------

    private void slot(Path path, Instant due) {
        at(due, () -> {
            slot(path, due.plusNanos(world.intervalUs * 1_000));
            if (!world.is(Fault.Kind.LOST_PROBE, path.probe, now)) {
                test(path, new Cause.Scheduled("default", due), path.item.check(), path.item.spec(), 1, due);
            }
        });
    }

    /// The probe has a command: it runs it, and the result comes.
    private void command(Command command) {
        Path path = Objects.requireNonNull(
                paths.get(command.probe() + '|' + command.target().id()));
        invariants.ordered(command, now);
        long delayUs = command.delayUs() == null ? 0 : command.delayUs();
        at(now.plusNanos(delayUs * 1_000 + 30_000_000), () -> {
            if (!world.is(Fault.Kind.LOST_PROBE, path.probe, now)) {
                test(path, command.cause(), command.check(), command.spec(), command.tier(), command.dueAt());
            }
        });
    }

    private void test(Path path, Cause cause, String check, TestSpec spec, int tier, Instant dueAt) {
        Fault.Effect effect = world.effect(path.probe, path.target.id(), now);
        boolean cutOff = world.is(Fault.Kind.CUT_OFF, path.probe, now);
        boolean quick = tier == 1 && effect == null && !cutOff && !(cause instanceof Cause.Comparison);
        if (quick && path.memory.calm()) {
            heard(path.probe, now, now); // what follows is nothing, so it is not made
            return;
        }
        Instant byItsClock = now.plusSeconds(world.is(Fault.Kind.WRONG_CLOCK, path.probe, now) ? 3_600 : 0);
        Result result = Results.of(path, cause, check, spec, tier, dueAt, byItsClock, effect, world.random);
        Instant arrival = cutOff ? reconnected(path.probe) : now.plusMillis(200);
        at(arrival, () -> arrives(path, result, byItsClock));
        if (world.random.nextInt(20) == 0) {
            at(arrival.plusMillis(700), () -> doubled(path, result, byItsClock));
        }
    }

    private Instant reconnected(String probe) {
        Instant later = now;
        while (world.is(Fault.Kind.CUT_OFF, probe, later)) {
            later = later.plusSeconds(15);
        }
        return later.plusMillis(world.random.nextInt(5_000));
    }

    private void doubled(Path path, Result result, Instant madeAt) {
        if (mutant.countsDoubles()) {
            arrives(path, result, madeAt);
        }
    }

    private void arrives(Path path, Result result, Instant madeAt) {
        boolean late = heard(path.probe, madeAt, now) && mutant.knowsLate();
        List<Threshold> rules = rules();
        OptionalDouble loss = result.metrics().get(Metric.LOSS_RATIO);
        List<Verdict> verdicts = late ? List.of() : mutant.verdicts(Judge.judge(result, rules, loss), world.random);
        if (result.cause() instanceof Cause.Comparison && !late) {
            boolean well = verdicts.stream().noneMatch(Verdict.Breaches.class::isInstance);
            book.on(new PathReport.Seen(path.probe, path.target.id(), well, now));
        }
        invariants.counted(path, result, late);
        decide(path, new PathEvent.ResultCame(result, path.item, verdicts), verdicts);
    }

    private boolean heard(String name, Instant madeAt, Instant at) {
        Probe probe = Objects.requireNonNull(probes.get(name));
        probe.lastHeard = at;
        if (probe.silent) {
            probe.silent = false;
            book.on(new PathReport.Decided(aboutProbe(name, Escalation.Step.HEARD_AGAIN)));
        }
        return probe.clock.late(madeAt, at);
    }

    private void fellSilent(String name, Probe probe) {
        probe.silent = true;
        book.on(new PathReport.Decided(aboutProbe(name, Escalation.Step.FELL_SILENT)));
        paths.values().stream()
                .filter(path -> path.probe.equals(name) && !path.memory.calm())
                .forEach(path -> decide(path, new PathEvent.ProbeFellSilent(probe.lastHeard.toString()), List.of()));
    }

    private Escalation aboutProbe(String name, Escalation.Step step) {
        boolean silent = step == Escalation.Step.FELL_SILENT;
        return new Escalation(
                Ids.uuid("probe", name, step.wireName(), now.toString()),
                now,
                name,
                world.site(name),
                Escalation.THE_PROBE,
                step,
                silent ? PathState.HEALTHY : PathState.SILENT,
                silent ? PathState.SILENT : PathState.HEALTHY,
                1,
                null,
                null,
                List.of(),
                "",
                step.wireName(),
                false);
    }

    // --- deciding ------------------------------------------------------------------------------

    private static List<Threshold> rules() {
        return Thresholds.DEFAULTS;
    }

    private void decide(Path path, PathEvent event, List<Verdict> verdicts) {
        Purse purse = mutant.purse(budgets.of(path.probe, world.site(path.probe), path.target.id()));
        var context = new PathContext(
                path.probe,
                world.site(path.probe),
                path.target.id(),
                List.of(path.item),
                Map.of(path.series, rules()),
                neighbours(path),
                brokenParent(path),
                purse,
                Entitlements.ALL,
                null);
        PathMemory before = path.memory;
        Decision decision =
                mutant.decision(TierMachine.decide(mutant.memory(before), event, context, now), world.random);
        path.memory = decision.memory();
        if (path.memory.wakeAt() == null || !mutant.wakes()) {
            awake.remove(path);
        } else {
            awake.add(path);
        }
        invariants.decided(path, before, event, verdicts, decision, now);
        decision.told().forEach(step -> book.on(new PathReport.Decided(step)));
        decision.commands().forEach(this::command);
        book.orders().orders().forEach(this::order);
    }

    private void order(PathOrder order) {
        Path path = paths.get(order.probe() + '|' + order.target());
        UUID cause = order.resultId();
        if (path == null) {
            return;
        }
        switch (order.kind()) {
            case APPROVE -> decide(path, new PathEvent.Approved(order.id(), order.by()), List.of());
            case CLOSE -> decide(path, new PathEvent.ClosedByHand(order.id(), order.by()), List.of());
            case COMPARE, UNKNOWN -> {}
        }
        if (cause != null && order.kind() == PathOrder.Kind.COMPARE) {
            Purse purse = budgets.of(path.probe, world.site(path.probe), path.target.id());
            if (purse.pay(Purse.Expense.COMPARISON, now).isEmpty()) {
                command(Orders.comparison(path.item, path.probe, cause, now));
            }
        }
    }

    private List<Assignment.Item> neighbours(Path path) {
        int at = world.targets.indexOf(path.target);
        var items = new ArrayList<Assignment.Item>();
        for (int i = 1; i <= 4 && i < world.targets.size(); i++) {
            Target other = world.targets.get((at + i) % world.targets.size());
            items.add(Objects.requireNonNull(paths.get(path.probe + '|' + other.id())).item);
        }
        return items;
    }

    private Optional<String> brokenParent(Path path) {
        return path.target.dependsOnOrNone().stream()
                .filter(parent -> {
                    @Nullable Path before = paths.get(path.probe + '|' + parent);
                    return before != null
                            && Set.of(
                                            PathState.SUSPECT,
                                            PathState.DIAGNOSING,
                                            PathState.ANALYSING,
                                            PathState.RECOVERING)
                                    .contains(before.memory.state());
                })
                .findFirst();
    }

    /// Results as a probe would make them.
    private static final class Results {
        private static final Quality QUALITY =
                new Quality(TimestampSource.USER, "simulated", "icmp", 0, false, null, false, true);

        static Result of(
                Path path,
                Cause cause,
                String check,
                TestSpec spec,
                int tier,
                Instant dueAt,
                Instant startedAt,
                Fault.@Nullable Effect effect,
                java.util.Random random) {
            // made from the cause, and not hashed: a million of them a second are needed
            var commandId = new UUID(cause.key().hashCode() * 31L + check.hashCode(), path.series ^ dueAt.hashCode());
            Outcome outcome =
                    effect == Fault.Effect.DEAD ? new Outcome.Failed(Failure.NO_ROUTE, "") : new Outcome.Measured();
            return new Result(
                    new UUID(commandId.getMostSignificantBits(), ~commandId.getLeastSignificantBits()),
                    commandId,
                    commandId,
                    path.probe,
                    path.target.id(),
                    check,
                    spec.test(),
                    Family.IPV4,
                    tier,
                    cause,
                    dueAt,
                    startedAt,
                    0,
                    outcome,
                    effect == Fault.Effect.DEAD ? Metrics.NONE : metrics(effect, random),
                    null,
                    null,
                    QUALITY);
        }

        private static Metrics metrics(Fault.@Nullable Effect effect, java.util.Random random) {
            double rtt = effect == Fault.Effect.SLOW
                    ? 150_000 + random.nextInt(50_000)
                    : effect == Fault.Effect.IN_BAND ? 85_000 + random.nextInt(10_000) : 20_000 + random.nextInt(5_000);
            return Metrics.builder()
                    .put(Metric.RTT_MEAN_US, rtt)
                    .put(Metric.LOSS_RATIO, 0)
                    .build();
        }
    }
}
