package io.waddleperf.api.paths;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.TierRules;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is expected of each series under one configuration. Making it looks at every series and rule, asking it does
/// not: it is kept for as long as the configuration stays the same.
final class Expectations {
    /// How a path is goes by the rules of tier 1, as its escalation does.
    static final int TIER = 1;

    private final Configuration configuration;
    private final Map<SeriesName, Expected> scheduled = new HashMap<>();
    private final TierRules rules;
    private final Map<String, Probe> probes;
    private final Map<String, Target> targets;

    /// All that it follows from.
    record Configuration(
            List<Threshold> thresholds, List<Schedule> schedules, List<Target> targets, List<Probe> probes) {
        Configuration {
            thresholds = List.copyOf(thresholds);
            schedules = List.copyOf(schedules);
            targets = List.copyOf(targets);
            probes = List.copyOf(probes);
        }
    }

    Expectations(Configuration configuration) {
        this.configuration = configuration;
        this.rules = new TierRules(TIER, configuration.thresholds);
        this.probes = configuration.probes.stream().collect(Collectors.toMap(Probe::id, Function.identity()));
        this.targets = configuration.targets.stream().collect(Collectors.toMap(Target::id, Function.identity()));
        for (var series : PlannedSeries.of(configuration.schedules, configuration.targets, configuration.probes)) {
            scheduled.put(SeriesName.of(series), new Expected(series.cadence(), rules.of(series.labels())));
        }
    }

    boolean follow(Configuration other) {
        return configuration.equals(other);
    }

    /// The series that schedules ask for.
    Map<SeriesName, Expected> scheduled() {
        return Collections.unmodifiableMap(scheduled);
    }

    /// Of any series: what no schedule has is judged by what is known of its probe and its target.
    Expected of(SeriesName series) {
        Expected known = scheduled.get(series);
        return known == null ? new Expected(null, rules.of(labels(series))) : known;
    }

    private Map<String, String> labels(SeriesName series) {
        var labels = new HashMap<>(Map.of(
                Labels.PROBE, series.probe(),
                Labels.TARGET, series.target(),
                Labels.CHECK, series.check(),
                Labels.TEST, series.test().wireName()));
        Probe probe = probes.get(series.probe());
        Target target = targets.get(series.target());
        labels.putAll(probe == null ? Map.of() : Labels.of(probe));
        labels.putAll(target == null ? Map.of() : Labels.of(target));
        return labels;
    }

    /// A target that is not configured is its own address.
    String address(String target) {
        Target known = targets.get(target);
        return known == null ? target : known.address();
    }
}
