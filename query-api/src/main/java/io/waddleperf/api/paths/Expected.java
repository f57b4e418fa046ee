package io.waddleperf.api.paths;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which series the schedules ask for, and how often.
final class Expected {
    private Expected() {}

    /// @return the interval of each series in microseconds, the shortest where several schedules have it
    static Map<SeriesName, Long> intervalsUs(List<Schedule> schedules, List<Target> targets, List<Probe> probes) {
        Map<String, Target> byId = targets.stream().collect(Collectors.toMap(Target::id, Function.identity()));
        var intervals = new HashMap<SeriesName, Long>();
        for (Schedule schedule : schedules) {
            if (!schedule.enabled()) {
                continue;
            }
            for (String id : schedule.targets()) {
                Target target = byId.get(id);
                if (target != null) {
                    add(intervals, schedule, target, probes);
                }
            }
        }
        return intervals;
    }

    private static void add(Map<SeriesName, Long> intervals, Schedule schedule, Target target, List<Probe> probes) {
        List<Check> checks = schedule.checks().isEmpty() ? target.fittingChecks() : schedule.checks();
        for (Probe probe : probes) {
            if (probe.enabled()
                    && (schedule.probes().isEmpty() || schedule.probes().contains(probe.id()))) {
                for (Check check : checks) {
                    target.families(check)
                            .forEach(family -> intervals.merge(
                                    new SeriesName(
                                            probe.id(),
                                            target.id(),
                                            check.name(),
                                            check.spec().test(),
                                            family),
                                    check.intervalUsIn(schedule),
                                    Math::min));
                }
            }
        }
    }
}
