package io.waddleperf.api.rules;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.configuration.Stored;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A series of a path and the rules that decide on it, one for each metric and tier.
///
/// @param labels what rules match on
/// @param rules  by id, also those for numbers that this test never has
public record EffectiveRules(
        String probe,
        String target,
        String check,
        String test,
        Family family,
        String schedule,
        Map<String, String> labels,
        List<RawJson> rules) {
    static List<EffectiveRules> of(List<PlannedSeries> planned, List<Stored<Threshold>> configured) {
        Map<String, Stored<Threshold>> byId =
                configured.stream().collect(Collectors.toMap(one -> one.value().id(), Function.identity()));
        var rules = configured.stream().map(Stored::value).toList();
        return planned.stream().map(series -> of(series, rules, byId)).toList();
    }

    private static EffectiveRules of(PlannedSeries series, List<Threshold> rules, Map<String, Stored<Threshold>> byId) {
        var labels = new TreeMap<>(series.labels());
        return new EffectiveRules(
                series.probe().id(),
                series.target().id(),
                series.check().name(),
                series.check().spec().test().wireName(),
                series.family(),
                series.schedule().id(),
                labels,
                Thresholds.inForce(rules, labels).stream()
                        .map(rule -> ThresholdView.inForce(rule, byId))
                        .toList());
    }
}
