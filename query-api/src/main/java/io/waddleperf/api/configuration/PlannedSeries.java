package io.waddleperf.api.configuration;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A series that a schedule asks for, as the scheduler will assign it.
public record PlannedSeries(Probe probe, Schedule schedule, Target target, Check check, Family family) {
    private static final Comparator<PlannedSeries> SHORTEST_FIRST =
            Comparator.comparingLong(PlannedSeries::intervalUs).thenComparing(series -> series.schedule.id());

    /// What one is known by.
    public record Key(String probe, String target, String check, Family family) {}

    public Key key() {
        return new Key(probe.id(), target.id(), check.name(), family);
    }

    /// Its number.
    public long id() {
        return Ids.series(probe.id(), target.id(), check.name(), family);
    }

    public long intervalUs() {
        return check.intervalUsIn(schedule);
    }

    /// When its tests are due; exclusive ones have another phase.
    public Cadence cadence() {
        return Cadence.usual(schedule, check, id());
    }

    /// What rules and silences match on.
    public Map<String, String> labels() {
        var item = new Assignment.Item(
                schedule.id(),
                target,
                check.name(),
                family,
                check.spec(),
                intervalUs(),
                0,
                schedule.createdAt(),
                List.of(),
                schedule.escalation());
        return Labels.of(
                new Assignment(probe.id(), List.of(item), schedule.createdAt(), 1, probe.site(), probe.labels()), item);
    }

    /// Where several schedules have a series, the one of the shortest interval serves all.
    public static List<PlannedSeries> of(
            Collection<Schedule> schedules, Collection<Target> targets, Collection<Probe> probes) {
        Map<String, Target> byId = targets.stream().collect(Collectors.toMap(Target::id, Function.identity()));
        var enabled = probes.stream().filter(Probe::enabled).toList();
        var series = new LinkedHashMap<Key, PlannedSeries>();
        schedules.stream()
                .filter(Schedule::enabled)
                .flatMap(schedule -> {
                    var asked = asked(schedule, enabled);
                    return schedule.targets().stream()
                            .filter(byId::containsKey)
                            .flatMap(id -> of(schedule, Objects.requireNonNull(byId.get(id)), asked));
                })
                .forEach(one -> series.merge(
                        one.key(),
                        one,
                        (first, second) -> SHORTEST_FIRST.compare(first, second) <= 0 ? first : second));
        return List.copyOf(series.values());
    }

    /// All that one schedule asks for, of probes that are disabled too, whoever serves it.
    public static List<PlannedSeries> askedFor(
            Schedule schedule, Collection<Target> targets, Collection<Probe> probes) {
        var asked = asked(schedule, probes);
        var named = Set.copyOf(schedule.targets());
        return targets.stream()
                .filter(target -> named.contains(target.id()))
                .flatMap(target -> of(schedule, target, asked))
                .toList();
    }

    /// Those of the probes that the schedule asks.
    static List<Probe> asked(Schedule schedule, Collection<Probe> probes) {
        var named = Set.copyOf(schedule.probes());
        return probes.stream()
                .filter(probe -> named.isEmpty() || named.contains(probe.id()))
                .toList();
    }

    /// @param probes that are asked
    private static Stream<PlannedSeries> of(Schedule schedule, Target target, List<Probe> probes) {
        List<Check> checks = schedule.checks().isEmpty() ? target.fittingChecks() : schedule.checks();
        return probes.stream()
                .flatMap(probe -> checks.stream()
                        .flatMap(check -> target.families(check).stream()
                                .map(family -> new PlannedSeries(probe, schedule, target, check, family))));
    }
}
