package io.waddleperf.contracts;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What rules, silences and routes match on: `probe`, `site`, `target`, `schedule`, `check`,
/// `test`, and the operators' own labels as `probe.NAME` and `target.NAME`.
public final class Labels {
    /// More than anybody needs, and little enough for a record on a topic.
    public static final int MOST_MATCHERS = 32;

    public static final String PROBE = "probe";
    public static final String SITE = "site";
    public static final String TARGET = "target";
    public static final String SCHEDULE = "schedule";
    public static final String CHECK = "check";
    public static final String TEST = "test";
    private static final Set<String> OWN = Set.of(PROBE, SITE, TARGET, SCHEDULE, CHECK, TEST);

    private Labels() {}

    /// The labels of one series.
    public static Map<String, String> of(Assignment assignment, Assignment.Item item) {
        var labels = new HashMap<String, String>();
        labels.put(PROBE, assignment.probe());
        labels.put(SITE, assignment.siteOrNone());
        labels.put(SCHEDULE, item.schedule());
        labels.put(CHECK, item.check());
        labels.put(TEST, item.spec().test().wireName());
        assignment.labelsOrNone().forEach((name, value) -> labels.put(PROBE + '.' + name, value));
        labels.putAll(of(item.target()));
        return labels;
    }

    /// Those that a probe has by itself, whatever it tests.
    public static Map<String, String> of(Probe probe) {
        var labels = new HashMap<>(Map.of(PROBE, probe.id(), SITE, probe.site()));
        probe.labels().forEach((name, value) -> labels.put(PROBE + '.' + name, value));
        return labels;
    }

    /// Those that a target has by itself, whoever tests it.
    public static Map<String, String> of(Target target) {
        var labels = new HashMap<>(Map.of(TARGET, target.id()));
        target.labels().forEach((name, value) -> labels.put(TARGET + '.' + name, value));
        return labels;
    }

    /// Whether all that is asked for is there.
    public static boolean matches(Map<String, String> match, Map<String, String> labels) {
        return labels.entrySet().containsAll(match.entrySet());
    }

    /// @throws IllegalArgumentException says which names there are
    public static void requireMatcher(String name, String value) {
        Require.that(
                OWN.contains(name) || name.matches("(probe|target)\\.[A-Za-z0-9_./-]{1,64}"),
                "match",
                name,
                "must name " + String.join(", ", OWN.stream().sorted().toList()) + ", probe.LABEL or target.LABEL");
        Require.that(!value.isBlank() && value.length() <= 256, "match." + name, value, "must be 1 to 256 characters");
    }
}
