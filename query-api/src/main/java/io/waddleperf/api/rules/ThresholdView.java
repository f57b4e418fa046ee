package io.waddleperf.api.rules;

import io.waddleperf.api.configuration.Stored;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.contracts.kafka.WireCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A rule as on the topic, and where it comes from: `built-in`, `file` or `api`.
final class ThresholdView {
    private static final String BUILT_IN = "built-in";
    private static final Map<String, Threshold> DEFAULTS =
            Thresholds.DEFAULTS.stream().collect(Collectors.toUnmodifiableMap(Threshold::id, rule -> rule));

    private ThresholdView() {}

    static Optional<Threshold> builtIn(String id) {
        return Optional.ofNullable(DEFAULTS.get(id));
    }

    static RawJson ofBuiltIn(Threshold rule) {
        return view(rule, true, BUILT_IN);
    }

    static RawJson of(Stored<Threshold> stored) {
        return view(stored.value(), false, stored.origin().wireName());
    }

    /// As it is or was, wherever it came from.
    static RawJson alone(Threshold rule) {
        return new RawJson(withBound(rule) + '}');
    }

    /// A rule that decides somewhere; its id tells whether it is built in.
    static RawJson inForce(Threshold rule, Map<String, Stored<Threshold>> configured) {
        Stored<Threshold> stored = configured.get(rule.id());
        return stored == null ? ofBuiltIn(rule) : of(stored);
    }

    /// By id, the built-in ones first.
    static List<RawJson> all(List<Stored<Threshold>> configured) {
        return Stream.concat(
                        Thresholds.DEFAULTS.stream()
                                .sorted(Comparator.comparing(Threshold::id))
                                .map(ThresholdView::ofBuiltIn),
                        configured.stream().map(ThresholdView::of))
                .toList();
    }

    private static RawJson view(Threshold rule, boolean builtIn, String origin) {
        return new RawJson(withBound(rule) + ",\"builtIn\":" + builtIn + ",\"origin\":\"" + origin + "\"}");
    }

    private static String withBound(Threshold rule) {
        String json = WireCodec.text(rule);
        return json.substring(0, json.length() - 1) + ",\"exitBound\":" + rule.exitBound();
    }
}
