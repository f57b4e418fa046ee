package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The configuration in force, and what it means for each probe.
record Plan(
        Map<String, Schedule> schedules,
        Map<String, Target> targets,
        Map<String, Probe> probes,
        Map<String, Threshold> thresholds) {
    private static final Comparator<Assignment.Item> SHORTEST_INTERVAL_FIRST =
            Comparator.comparingLong(Assignment.Item::intervalUs).thenComparing(Assignment.Item::schedule);

    Plan {
        schedules = Map.copyOf(schedules);
        targets = Map.copyOf(targets);
        probes = Map.copyOf(probes);
        thresholds = Map.copyOf(thresholds);
    }

    /// What every enabled probe is to do, also where that is nothing: a probe must learn that too.
    /// Version and time are [Assignments]'s to give.
    Map<String, Assignment> assignments() {
        return planned().assignments();
    }

    Planned planned() {
        var slots =
                SlotPlan.of(exclusive().values().stream().flatMap(List::stream).toList());
        var bounds = bounds();
        var assignments = new TreeMap<String, Assignment>();
        probes.keySet()
                .forEach(id -> assignment(id, slots, bounds).ifPresent(assignment -> assignments.put(id, assignment)));
        return new Planned(assignments, slots, probes);
    }

    TierOneBounds bounds() {
        return new TierOneBounds(thresholds.values());
    }

    /// The exclusive series of each enabled probe that has any. Only checks that bear the name of an
    /// exclusive one are looked at, since most are not exclusive and all probes are asked.
    Map<String, List<ExclusiveSeries>> exclusive() {
        var names = schedules.values().stream()
                .filter(Schedule::enabled)
                .flatMap(schedule -> schedule.checks().stream())
                .filter(check -> check.spec().test().exclusive())
                .map(Check::name)
                .collect(Collectors.toUnmodifiableSet());
        var exclusive = new TreeMap<String, List<ExclusiveSeries>>();
        if (!names.isEmpty()) {
            probes.values().stream().filter(Probe::enabled).map(Probe::id).forEach(id -> {
                var ofProbe = exclusive(id, names);
                if (!ofProbe.isEmpty()) {
                    exclusive.put(id, ofProbe);
                }
            });
        }
        return exclusive;
    }

    private List<ExclusiveSeries> exclusive(String probe, Set<String> names) {
        return itemsOf(probe, check -> names.contains(check.name())).stream()
                .filter(item -> item.spec().test().exclusive())
                .map(item -> ExclusiveSeries.of(probe, item))
                .toList();
    }

    /// What a probe is to do, empty where it is unknown or disabled.
    ///
    /// @param slots  of the exclusive series of all probes
    /// @param bounds of this plan
    Optional<Assignment> assignment(String probe, SlotPlan slots, TierOneBounds bounds) {
        var known = probes.get(probe);
        if (known == null || !known.enabled()) {
            return Optional.empty();
        }
        var phased = itemsOf(probe, _ -> true).stream()
                .map(item -> phased(probe, item, slots))
                .toList();
        return Optional.of(bounded(draft(known, phased), known, bounds));
    }

    private static Assignment.Item phased(String probe, Assignment.Item item, SlotPlan slots) {
        if (!item.spec().test().exclusive()) {
            return item;
        }
        long series = Ids.series(probe, item.target().id(), item.check(), item.family());
        return item.with(slots.phaseUs(series, item.phaseUs()), item.bounds());
    }

    private static Assignment bounded(Assignment unbounded, Probe probe, TierOneBounds bounds) {
        return draft(
                probe,
                unbounded.items().stream()
                        .map(item -> item.with(item.phaseUs(), bounds.of(Labels.of(unbounded, item))))
                        .toList());
    }

    private static Assignment draft(Probe probe, List<Assignment.Item> items) {
        return new Assignment(probe.id(), items, Instant.EPOCH, 0, probe.site(), probe.labels());
    }

    /// Where two schedules test the same series, the shorter interval serves both.
    private List<Assignment.Item> itemsOf(String probe, Predicate<Check> wanted) {
        Set<Long> series = new HashSet<>();
        return schedules.values().stream()
                .filter(Schedule::enabled)
                .filter(schedule ->
                        schedule.probes().isEmpty() || schedule.probes().contains(probe))
                .flatMap(schedule -> itemsOf(probe, schedule, wanted))
                .sorted(SHORTEST_INTERVAL_FIRST)
                .filter(item -> series.add(Ids.series(probe, item.target().id(), item.check(), item.family())))
                .toList();
    }

    private Stream<Assignment.Item> itemsOf(String probe, Schedule schedule, Predicate<Check> wanted) {
        return schedule.targets().stream()
                .filter(targets::containsKey)
                .map(targets::get)
                .flatMap(target -> checksOf(schedule, target).stream()
                        .filter(wanted)
                        .flatMap(check -> target.families(check).stream()
                                .map(family -> item(probe, schedule, target, check, family))));
    }

    private static List<Check> checksOf(Schedule schedule, Target target) {
        return schedule.checks().isEmpty() ? target.fittingChecks() : schedule.checks();
    }

    private static Assignment.Item item(String probe, Schedule schedule, Target target, Check check, Family family) {
        var cadence = Cadence.usual(schedule, check, Ids.series(probe, target.id(), check.name(), family));
        return new Assignment.Item(
                schedule.id(),
                target,
                check.name(),
                family,
                check.spec(),
                cadence.intervalUs(),
                cadence.phaseUs(),
                schedule.createdAt(),
                List.of(),
                schedule.escalation(),
                schedule.timing());
    }
}
