package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The configuration in force, and what it means for each probe.
record Plan(Map<String, Schedule> schedules, Map<String, Target> targets, Map<String, Probe> probes) {
    static final Plan EMPTY = new Plan(Map.of(), Map.of(), Map.of());

    Plan {
        schedules = Map.copyOf(schedules);
        targets = Map.copyOf(targets);
        probes = Map.copyOf(probes);
    }

    /// The items of every enabled probe, also where there are none: a probe must learn that too.
    Map<String, List<Assignment.Item>> itemsByProbe() {
        var items = new TreeMap<String, List<Assignment.Item>>();
        probes.values().stream().filter(Probe::enabled).forEach(probe -> items.put(probe.id(), itemsOf(probe.id())));
        return items;
    }

    /// Where two schedules test the same series, the shorter interval serves both.
    private List<Assignment.Item> itemsOf(String probe) {
        var shortestFirst = schedules.values().stream()
                .filter(Schedule::enabled)
                .filter(schedule ->
                        schedule.probes().isEmpty() || schedule.probes().contains(probe))
                .sorted(Comparator.comparingLong(Schedule::intervalUs).thenComparing(Schedule::id))
                .toList();
        var items = new ArrayList<Assignment.Item>();
        Set<Long> series = new HashSet<>();
        for (Schedule schedule : shortestFirst) {
            itemsOf(probe, schedule)
                    .filter(item -> series.add(Ids.series(probe, item.target().id(), item.check(), item.family())))
                    .forEach(items::add);
        }
        return items;
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
        return new Assignment.Item(
                schedule.id(),
                target,
                check.name(),
                family,
                check.spec(),
                schedule.intervalUs(),
                phaseUs(probe, schedule, target, check, family),
                schedule.createdAt(),
                Bound.defaultsOf(check.spec().test()),
                schedule.escalation());
    }

    /// Stable and spread evenly, so that a fleet does not test all at the same moment.
    private static long phaseUs(String probe, Schedule schedule, Target target, Check check, Family family) {
        return Math.floorMod(Ids.series(probe, target.id(), check.name(), family), schedule.intervalUs());
    }
}
