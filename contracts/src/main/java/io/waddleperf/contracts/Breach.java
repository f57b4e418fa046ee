package io.waddleperf.contracts;

import java.util.UUID;

/// A number on the wrong side of a rule's bound: what set a decision off.
///
/// @param metric      a [Metric] by its wire name, [Threshold#UNANSWERED] or [Threshold#RECENT_LOSS]
/// @param bound       the bound that was in force
/// @param rule        the id of the [Threshold]
/// @param ruleVersion its version
public record Breach(
        UUID resultId,
        String check,
        Family family,
        int tier,
        String metric,
        double value,
        double bound,
        String rule,
        long ruleVersion,
        Severity severity) {
    public Breach {
        Require.present("resultId", resultId);
        Require.name("check", check);
        Require.present("family", family);
        Require.range("tier", tier, 1, 3);
        Require.present("metric", metric);
        Require.that(Double.isFinite(value), "value", value, "must be a finite number");
        Require.that(Double.isFinite(bound), "bound", bound, "must be a finite number");
        Require.present("rule", rule);
        Require.present("severity", severity);
    }
}
