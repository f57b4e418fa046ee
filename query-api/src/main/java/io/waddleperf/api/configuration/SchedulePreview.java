package io.waddleperf.api.configuration;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/// What a schedule would come to.
///
/// @param series that it asks for
/// @param load   of each probe that it asks, by id
/// @param next   the next runs of all series, before exclusive tests are moved apart
record SchedulePreview(int series, List<Load> load, List<Run> next) {
    private static final int MOST_RUNS = 20;
    private static final long MOST_SERIES = 100_000;
    private static final double MINUTE_US = 60_000_000;
    private static final Comparator<Due> FIRST_DUE =
            Comparator.comparing(Due::at).thenComparingLong(due -> due.series().id());

    SchedulePreview {
        load = List.copyOf(load);
        next = List.copyOf(next);
    }

    /// How many commands a minute a probe gets at most, while windows are open.
    ///
    /// @param perMinute    of this schedule
    /// @param allPerMinute of all schedules, with this one instead of the stored one of its id
    record Load(String probe, int series, double perMinute, double allPerMinute) {}

    /// When a series is due.
    record Run(Instant at, String probe, String target, String check, Family family) {}

    /// @param stored   all schedules that there are
    /// @param probes   that are enabled are asked
    /// @param now      runs come after it
    /// @throws ProblemException where that are more series than it can look at at once
    static SchedulePreview of(
            Schedule draft,
            Collection<Schedule> stored,
            Collection<Target> targets,
            Collection<Probe> probes,
            Instant now) {
        var enabled = probes.stream().filter(Probe::enabled).toList();
        requireFew(draft, targets, enabled);
        var own = PlannedSeries.askedFor(draft, targets, enabled);
        var schedules = new ArrayList<>(stored.stream()
                .filter(schedule -> !schedule.id().equals(draft.id()))
                .toList());
        schedules.add(draft);
        var all = byProbe(PlannedSeries.of(schedules, targets, enabled));
        var load = new ArrayList<Load>();
        byProbe(own)
                .forEach((probe, series) -> load.add(new Load(
                        probe, series.size(), perMinute(series), perMinute(all.getOrDefault(probe, List.of())))));
        return new SchedulePreview(own.size(), load, draft.enabled() ? next(own, now) : List.of());
    }

    /// Counted before the series are made: two families of each at most.
    private static void requireFew(Schedule draft, Collection<Target> targets, List<Probe> enabled) {
        long asked = PlannedSeries.asked(draft, enabled).size();
        var named = Set.copyOf(draft.targets());
        long checks = targets.stream()
                .filter(target -> named.contains(target.id()))
                .mapToLong(target -> draft.checks().isEmpty()
                        ? target.fittingChecks().size()
                        : draft.checks().size())
                .sum();
        if (asked * checks > MOST_SERIES) {
            throw ProblemException.of(
                    ProblemKind.BAD_REQUEST,
                    asked + " probes with " + checks + " checks of " + named.size() + " targets are more than the "
                            + MOST_SERIES
                            + " tests that a preview looks at: name fewer probes, targets or checks");
        }
    }

    private static Map<String, List<PlannedSeries>> byProbe(List<PlannedSeries> series) {
        var byProbe = new TreeMap<String, List<PlannedSeries>>();
        series.forEach(one -> byProbe.computeIfAbsent(one.probe().id(), _ -> new ArrayList<>())
                .add(one));
        return byProbe;
    }

    private static double perMinute(List<PlannedSeries> series) {
        return series.stream().mapToDouble(one -> MINUTE_US / one.intervalUs()).sum();
    }

    /// A series and its next slot.
    private record Due(Instant at, Cadence cadence, PlannedSeries series) {
        static Due after(Instant time, PlannedSeries series) {
            Cadence cadence = series.cadence();
            return new Due(cadence.slotAfter(time), cadence, series);
        }

        Due next() {
            return new Due(cadence.slotAfter(at), cadence, series);
        }

        Run run() {
            return new Run(
                    at,
                    series.probe().id(),
                    series.target().id(),
                    series.check().name(),
                    series.family());
        }
    }

    /// Of the series only those that are due first: no other one can have one of the next runs.
    private static PriorityQueue<Due> earliest(List<PlannedSeries> series, Instant now) {
        var last = new PriorityQueue<>(FIRST_DUE.reversed());
        for (PlannedSeries one : series) {
            last.add(Due.after(now, one));
            if (last.size() > MOST_RUNS) {
                last.remove();
            }
        }
        var due = new PriorityQueue<>(FIRST_DUE);
        due.addAll(last);
        return due;
    }

    private static List<Run> next(List<PlannedSeries> series, Instant now) {
        var due = earliest(series, now);
        var runs = new ArrayList<Run>();
        while (runs.size() < MOST_RUNS && !due.isEmpty() && due.peek().at().isBefore(Cadence.NEVER)) {
            Due first = due.remove();
            runs.add(first.run());
            due.add(first.next());
        }
        return runs;
    }
}
