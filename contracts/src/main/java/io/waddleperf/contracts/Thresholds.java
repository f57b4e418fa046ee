package io.waddleperf.contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which rules are in force for a series: of all that match, the most specific for each metric and
/// tier.
///
/// More labels are more specific; of equally many, target beats probe, check, schedule, site, test
/// and free labels in this order; then the lower id. Any configured rule beats a built-in one, and
/// a configured rule that is not enabled switches the metric off where it wins.
public final class Thresholds {
    private static final List<String> WEIGHTS =
            List.of(Labels.TEST, Labels.SITE, Labels.SCHEDULE, Labels.CHECK, Labels.PROBE, Labels.TARGET);

    private static final Comparator<Threshold> MOST_SPECIFIC_FIRST = Comparator.comparingInt(
                    (Threshold rule) -> rule.match().size())
            .thenComparingInt(Thresholds::weight)
            .reversed()
            .thenComparing(Threshold::id);

    private static final String BUILT_IN = "default-";

    /// DESIGN's table of tiers.
    public static final List<Threshold> DEFAULTS = List.of(
            builtIn("unanswered", 1, Threshold.UNANSWERED, 0.5, Severity.CRITICAL),
            builtIn("rtt", 1, Metric.RTT_MEAN_US, 100_000),
            builtIn("loss", 1, Threshold.RECENT_LOSS, 0.05, Severity.WARNING),
            builtIn("connect", 1, Metric.CONNECT_US, 1_000_000),
            builtIn("http", 1, Metric.TOTAL_US, 2_000_000),
            builtIn("dns", 1, Metric.LOOKUP_US, 1_000_000),
            builtIn("certificate", 1, Metric.CERTIFICATE_DAYS, 7),
            builtIn("tier2-unanswered", 2, Threshold.UNANSWERED, 0.5, Severity.CRITICAL),
            builtIn("tier2-rtt", 2, Metric.RTT_MEAN_US, 100_000),
            builtIn("tier2-loss", 2, Metric.LOSS_RATIO, 0.05),
            builtIn("tier2-jitter", 2, Metric.JITTER_US, 50_000),
            builtIn("tier2-hops", 2, Metric.HOPS, 20),
            builtIn("tier2-connect", 2, Metric.CONNECT_US, 1_000_000),
            builtIn("tier2-http", 2, Metric.TOTAL_US, 2_000_000),
            builtIn("tier2-dns", 2, Metric.LOOKUP_US, 1_000_000),
            builtIn("tier2-certificate", 2, Metric.CERTIFICATE_DAYS, 7),
            builtIn("tier2-throughput", 2, Metric.BITS_PER_SECOND, 10_000_000));

    private Thresholds() {}

    private static Threshold builtIn(String id, int tier, Metric metric, double enter) {
        return builtIn(id, tier, metric.wireName(), enter, Severity.WARNING);
    }

    private static Threshold builtIn(String id, int tier, String metric, double enter, Severity severity) {
        // tier 1 is confirmed by testing again; a deeper tier is itself the confirmation
        int breaches = tier == 1 ? 2 : 1;
        int of = tier == 1 ? 3 : 1;
        return new Threshold(
                BUILT_IN + id, true, Map.of(), metric, tier, enter, null, breaches, of, 3, severity, List.of(), 1);
    }

    public static boolean isBuiltIn(String id) {
        return DEFAULTS.stream().anyMatch(rule -> rule.id().equals(id));
    }

    /// Two rules of one id could not be told apart by who reads of a breach.
    ///
    /// @param id of a rule that an operator wants
    /// @throws IllegalArgumentException where a built-in rule has it
    public static void requireFree(String id) {
        Require.that(
                !isBuiltIn(id),
                "id",
                id,
                "must not be that of a built-in rule (one of another id, with the same metric and tier, takes its place)");
    }

    /// @param configured the operators' rules
    /// @param labels     of the series ([Labels#of])
    /// @return one rule for each metric and tier, in the order of their ids
    public static List<Threshold> inForce(Collection<Threshold> configured, Map<String, String> labels) {
        var winners = new HashMap<String, Threshold>();
        candidates(configured, labels).forEach(rule -> winners.putIfAbsent(rule.tier() + rule.metric(), rule));
        return winners.values().stream()
                .filter(Threshold::enabled)
                .sorted(Comparator.comparing(Threshold::id))
                .toList();
    }

    private static List<Threshold> candidates(Collection<Threshold> configured, Map<String, String> labels) {
        var matching = new ArrayList<Threshold>();
        configured.stream()
                .filter(rule -> Labels.matches(rule.match(), labels))
                .sorted(MOST_SPECIFIC_FIRST)
                .forEach(matching::add);
        matching.addAll(DEFAULTS);
        return matching;
    }

    private static int weight(Threshold rule) {
        return rule.match().keySet().stream()
                .mapToInt(name -> 1 << (WEIGHTS.indexOf(name) + 1))
                .sum();
    }
}
