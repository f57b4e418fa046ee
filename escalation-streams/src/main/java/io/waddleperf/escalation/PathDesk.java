package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.policy.Budgets;
import io.waddleperf.policy.Decision;
import io.waddleperf.policy.Judge;
import io.waddleperf.policy.Orders;
import io.waddleperf.policy.PathEvent;
import io.waddleperf.policy.PathMemory;
import io.waddleperf.policy.Purse;
import io.waddleperf.policy.TierMachine;
import io.waddleperf.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The probes, paths and series of one task: counts each result once, asks the policy, and stores
/// and tells what it decides.
final class PathDesk {
    private static final Duration AFTER_STANDSTILL = Duration.ofSeconds(60);
    private static final String REQUESTED_BY = "escalation";
    private static final String NO_SITE = "none";

    private final PathStores stores;
    private final Rules.View rules;
    private final Outlet outlet;
    private final Tally tally;
    private final Budgets budgets;
    private final Fleet fleet;
    private final Counting counting;
    private final EscalationSettings.MetricsExport export;

    /// Nothing is known of it before the first of them.
    private long resultsReadTo = Long.MAX_VALUE;

    PathDesk(PathStores stores, Rules.View rules, EscalationSettings settings, Outlet outlet, Tally tally) {
        this.stores = stores;
        this.rules = rules;
        this.outlet = outlet;
        this.tally = tally;
        this.budgets = new Budgets(settings.budgets(), settings.partitions());
        stores.restore(budgets);
        this.fleet = new Fleet(stores, rules);
        this.counting = new Counting(stores, outlet, tally);
        this.export = settings.export();
    }

    // --- results -----------------------------------------------------------------------------------

    void result(Result result, byte[] json, Instant now) {
        ProbeView probe = fleet.probe(result.probe());
        SeriesView series = probe == null ? null : probe.seriesOf(result);
        PathView path = series != null ? series.path() : pathOf(probe, result);
        long id = series != null ? series.id() : result.series(); // a hash
        Instant madeAt = result.startedAt().plusNanos(result.durationUs() * 1_000);
        boolean late = probe != null && heard(probe, madeAt, now);
        boolean discounted = late || (path != null && fleet.inMaintenance(path, series, now));
        // what does not count now must not count as loss of the packets before, either
        boolean trusted = !discounted && Doubt.of(result).isEmpty();
        SeriesState state = counting.count(result, id, series, trusted, now);
        if (state == null) {
            return;
        }
        export(result, probe, now);
        if (probe == null || path == null) {
            return;
        }
        List<Verdict> verdicts = discounted
                ? List.of()
                : Judge.judge(
                        result,
                        fleet.rulesOf(path, series, result),
                        state.loss().ratio());
        if (verdicts.isEmpty()) {
            tally.discounted.increment();
        }
        compared(result, verdicts, now);
        decide(probe, path, series, result, verdicts, now);
        if (path.memory().calm() && result.details() instanceof Details.TracerouteDetails way && way.reached()) {
            stores.ways().put(path.key(), json);
        }
    }

    /// Each result once, those that nobody assigned among them.
    private void export(Result result, @Nullable ProbeView probe, Instant now) {
        switch (export) {
            case NOTHING -> {}
            case OTLP -> {
                String site = probe == null ? NO_SITE : probe.site();
                OtlpGauges.of(result, site)
                        .ifPresent(request -> outlet.send(Topics.METRICS, result.probe(), request, now));
            }
        }
    }

    private static @Nullable PathView pathOf(@Nullable ProbeView probe, Result result) {
        return probe == null ? null : probe.paths().get(result.target());
    }

    /// A test that was refused or came late compares nothing: it has no verdicts.
    private void compared(Result result, List<Verdict> verdicts, Instant now) {
        if (result.cause() instanceof Cause.Comparison && !verdicts.isEmpty()) {
            boolean well = result.outcome() instanceof Outcome.Measured && !breaches(verdicts);
            var seen = new PathReport.Seen(result.probe(), result.target(), well, now);
            report(result.probe(), seen, now);
        }
    }

    /// Most results are clear ones of calm paths, and change nothing.
    private void decide(
            ProbeView probe,
            PathView path,
            @Nullable SeriesView series,
            Result result,
            List<Verdict> verdicts,
            Instant now) {
        if (path.memory().calm() && !breaches(verdicts)) {
            return;
        }
        Assignment.Item item = series == null ? path.series().getFirst().item() : series.item();
        decide(probe, path, new PathEvent.ResultCame(result, item, verdicts), now);
    }

    private static boolean breaches(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Breaches) {
                return true;
            }
        }
        return false;
    }

    private void decide(ProbeView probe, PathView path, PathEvent event, Instant now) {
        PathMemory before = path.memory();
        Purse purse = budgets.of(probe.probe(), probe.site(), path.target());
        Decision decision = TierMachine.decide(before, event, fleet.context(probe, path, purse), now);
        if (!decision.memory().equals(before)) {
            if (before.state() == PathState.UNPROVEN) {
                probe.watchingChanged(true);
            }
            path.memory(decision.memory());
            stores.paths().put(path.key(), PathMemoryForm.bytes(decision.memory()));
            fleet.awake(path);
        }
        decision.commands().forEach(command -> order(command, now));
        decision.told().forEach(step -> tell(step, now));
        stores.keep(budgets);
    }

    /// An exclusive test goes by the scheduler, which holds the slots of both ends for it.
    private void order(Command command, Instant now) {
        if (command.spec().test().exclusive()) {
            var request = Request.of(command, REQUESTED_BY);
            outlet.send(Topics.REQUESTS, request.runId().toString(), request, now);
        } else {
            outlet.send(Topics.COMMANDS, command.probe(), command, now);
        }
        tally.commands.increment();
    }

    private void tell(Escalation step, Instant now) {
        if (step.step() == Escalation.Step.SUPPRESSED) {
            tally.withheld.increment();
        }
        outlet.send(Topics.ESCALATIONS, step.probe(), step, now);
        report(step.probe(), new PathReport.Decided(step), now);
    }

    private void report(String probe, PathReport report, Instant now) {
        outlet.send(Topics.PATH_REPORTS, probe, report, now);
    }

    // --- probes ------------------------------------------------------------------------------------

    /// Up to that offset all results of this partition have been read.
    void readResultsTo(long offset) {
        resultsReadTo = offset;
    }

    void heard(Heartbeat beat, Instant appendedAt, Instant now) {
        ProbeView probe = fleet.probe(beat.probe());
        Duration behind = beat.behind();
        if (probe == null || heard(probe, beat.at(), now) || behind == null) {
            return;
        }
        // it may have been on its way for a while, and the time of this task goes on by the records of other topics
        Instant madeAt = probe.clock().brokersTime(beat.at());
        Instant saidAt = madeAt.isBefore(appendedAt) ? madeAt : appendedAt;
        Long sentTo = beat.spool().sentTo();
        probe.caughtUp().at(saidAt.minus(behind), sentTo == null ? 0 : sentTo, resultsReadTo);
    }

    /// @return whether the record was held up on its way
    private boolean heard(ProbeView probe, Instant madeAt, Instant now) {
        boolean changed = probe.silent() || (probe.lastHeard() == null && !stores.everHeard(probe.probe()));
        if (probe.silent()) {
            probe.silent(false);
            tell(aboutProbe(probe, Escalation.Step.HEARD_AGAIN, "heard again", now), now);
        }
        probe.heard(now);
        boolean late = probe.clock().late(madeAt, now);
        if (probe.clock().moved() || changed) {
            stores.keep(probe);
        }
        return late;
    }

    private void fellSilent(ProbeView probe, Instant now) {
        Instant last = Objects.requireNonNull(probe.lastHeard());
        probe.silent(true);
        stores.keep(probe);
        tell(aboutProbe(probe, Escalation.Step.FELL_SILENT, "nothing has come since " + last, now), now);
        probe.paths().values().stream()
                .filter(path -> !path.memory().calm())
                .forEach(path -> decide(probe, path, new PathEvent.ProbeFellSilent(last.toString()), now));
    }

    private static Escalation aboutProbe(ProbeView probe, Escalation.Step step, String text, Instant now) {
        boolean silent = step == Escalation.Step.FELL_SILENT;
        UUID id = Ids.uuid(
                "escalation", probe.probe(), step.wireName(), String.valueOf(silent ? probe.lastHeard() : now));
        return new Escalation(
                id,
                now,
                probe.probe(),
                probe.site(),
                Escalation.THE_PROBE,
                step,
                silent ? PathState.HEALTHY : PathState.SILENT,
                silent ? PathState.SILENT : PathState.HEALTHY,
                1,
                null,
                null,
                List.of(),
                "",
                text,
                false);
    }

    // --- assignments and orders ----------------------------------------------------------------------

    void assigned(Assignment assignment, Instant now) {
        ProbeView before = fleet.probe(assignment.probe());
        if (before != null && before.assignment().version() > assignment.version()) {
            return;
        }
        ProbeView probe = fleet.assign(assignment, now);
        report(probe.probe(), fleet.watching(probe), now);
        for (PathView path : fleet.takeWithdrawn()) {
            decide(before == null ? probe : before, path, new PathEvent.Reassigned(Set.of()), now);
            stores.paths().delete(path.key());
            stores.ways().delete(path.key());
        }
        fleet.takeRemoved().forEach(series -> counting.end(probe.probe(), series, now));
        for (PathView path : probe.paths().values()) {
            if (!path.memory().calm()) {
                var series = path.series().stream().map(SeriesView::id).collect(Collectors.toSet());
                decide(probe, path, new PathEvent.Reassigned(series), now);
            }
        }
    }

    /// The probe has no part in anything any more.
    void dismissed(String name, Instant now) {
        ProbeView probe = fleet.probe(name);
        if (probe != null) {
            if (probe.silent()) {
                tell(aboutProbe(probe, Escalation.Step.HEARD_AGAIN, "it is to test nothing any more", now), now);
            }
            var empty = new Assignment(
                    name,
                    List.of(),
                    probe.assignment().at(),
                    probe.assignment().version(),
                    probe.site(),
                    probe.assignment().labels());
            assigned(empty, now);
            fleet.forget(name);
        }
    }

    void order(PathOrder order, Instant now) {
        ProbeView probe = fleet.probe(order.probe());
        PathView path = probe == null ? null : probe.paths().get(order.target());
        if (probe == null || path == null) {
            return; // it is tested no more
        }
        switch (order.kind()) {
            case APPROVE -> decide(probe, path, new PathEvent.Approved(order.id(), order.by()), now);
            case CLOSE -> decide(probe, path, new PathEvent.ClosedByHand(order.id(), order.by()), now);
            case COMPARE -> compare(probe, path, order, now);
            case UNKNOWN -> {}
        }
    }

    private void compare(ProbeView probe, PathView path, PathOrder order, Instant now) {
        @Nullable UUID cause = order.resultId();
        var item = path.series().stream()
                .map(SeriesView::item)
                .filter(one -> one.check().equals(order.check()) && Orders.comparable(one))
                .findFirst();
        Purse purse = budgets.of(probe.probe(), probe.site(), path.target());
        if (cause == null
                || item.isEmpty()
                || purse.pay(Purse.Expense.COMPARISON, now).isPresent()) {
            return;
        }
        order(Orders.comparison(item.get(), probe.probe(), cause, now), now);
        stores.keep(budgets);
    }

    /// The log itself came to a halt: nobody's silence counts from before it, and what was tested
    /// meanwhile is given time to arrive.
    void stoodStill(Instant now) {
        fleet.probes().stream().filter(probe -> probe.lastHeard() != null).forEach(probe -> probe.heard(now));
        counting.waitUntil(now.plus(AFTER_STANDSTILL));
    }

    // --- time ----------------------------------------------------------------------------------------

    void sweep(Instant now) {
        if (rules.refresh()) {
            fleet.rulesChanged();
        }
        for (ProbeView probe : fleet.probes()) {
            if (probe.watchingChanged()) {
                probe.watchingChanged(false);
                report(probe.probe(), fleet.watching(probe), now);
            }
            if (probe.lastHeard() == null && stores.everHeard(probe.probe()) && !probe.silent()) {
                probe.heard(now); // this task has just begun: its silence counts from here
            }
            if (probe.overdue(now)) {
                fellSilent(probe, now);
            }
        }
        fleet.wokenBy(now).forEach(path -> {
            ProbeView probe = fleet.probe(path.probe());
            if (probe != null) {
                decide(probe, path, new PathEvent.TimePassed(), now);
            }
        });
        counting.sweep(fleet, now);
    }
}
