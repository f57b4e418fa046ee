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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
        var items = new TreeMap<String, List<Assignment.Item>>();
        probes.values().stream().filter(Probe::enabled).forEach(probe -> items.put(probe.id(), itemsOf(probe.id())));
        var slots = SlotPlan.of(items.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(item -> item.spec().test().exclusive())
                        .map(item -> ExclusiveSeries.of(entry.getKey(), item)))
                .toList());
        var bounds = new TierOneBounds(thresholds.values());
        var assignments = new TreeMap<String, Assignment>();
        items.forEach((id, ofProbe) -> {
            var probe = Objects.requireNonNull(probes.get(id));
            var phased = ofProbe.stream().map(item -> phased(id, item, slots)).toList();
            assignments.put(id, bounded(draft(probe, phased), probe, bounds));
        });
        return new Planned(assignments, slots, probes);
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
    private List<Assignment.Item> itemsOf(String probe) {
        Set<Long> series = new HashSet<>();
        return schedules.values().stream()
                .filter(Schedule::enabled)
                .filter(schedule ->
                        schedule.probes().isEmpty() || schedule.probes().contains(probe))
                .flatMap(schedule -> itemsOf(probe, schedule))
                .sorted(SHORTEST_INTERVAL_FIRST)
                .filter(item -> series.add(Ids.series(probe, item.target().id(), item.check(), item.family())))
                .toList();
    }

    private Stream<Assignment.Item> itemsOf(String probe, Schedule schedule) {
        return schedule.targets().stream()
                .filter(targets::containsKey)
                .map(targets::get)
                .flatMap(target -> checksOf(schedule, target).stream()
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
