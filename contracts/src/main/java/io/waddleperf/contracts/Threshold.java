package io.waddleperf.contracts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A rule that says from when on a number is a breach, and from when on it no longer is.
///
/// Between `exit` and `enter` nothing changes: a value in that band neither breaches nor clears.
///
/// @param match      labels that a series must have, all of them ([Labels]); empty: every series
/// @param metric     a [Metric] by its wire name, or [#UNANSWERED]
/// @param tier       of the results it judges
/// @param enter      beyond it is a breach
/// @param exit       a value not beyond it clears; null: 80 % of the way (see [#exitBound])
/// @param breaches   so many
/// @param of         of the last so many results make a confirmed breach
/// @param clears     so many clear results in a row end it
/// @param countsAlso results that are doubtful for one of these reasons count all the same
/// @param version    the version that decided stands in each decision; readers ignore an older one
public record Threshold(
        String id,
        boolean enabled,
        Map<String, String> match,
        String metric,
        int tier,
        double enter,
        @Nullable Double exit,
        int breaches,
        int of,
        int clears,
        Severity severity,
        List<Doubt> countsAlso,
        long version) {
    /// 1 for a result that asked and got no answer, 0 for one that measured.
    public static final String UNANSWERED = "unanswered";

    /// Loss over the last 100 packets of a series, however many results those were.
    public static final String RECENT_LOSS = "recentLossRatio";

    /// So many results are remembered of each series and rule.
    public static final int MOST_OF = 32;

    private static final double EXIT_SHARE = 0.8;

    public Threshold {
        Require.name("threshold", id);
        Require.range("match", match.size(), 0, Labels.MOST_MATCHERS);
        match = Map.copyOf(match);
        match.forEach(Labels::requireMatcher);
        Require.that(
                metric.equals(UNANSWERED) || metric.equals(RECENT_LOSS) || Metric.ofWireName(metric) != null,
                "metric",
                metric,
                "must be a metric of a result, " + UNANSWERED + " or " + RECENT_LOSS);
        Require.range("tier", tier, 1, 3);
        requireBound("enter", enter);
        if (exit != null) {
            requireBound("exit", exit);
        }
        Require.range("of", of, 1, MOST_OF);
        Require.range("breaches", breaches, 1, of);
        Require.range("clears", clears, 1, 100);
        Require.present("severity", severity);
        countsAlso = List.copyOf(countsAlso);
        Require.that(
                exit == null || exit == enter || worse(metric) == Metric.Worse.HIGHER == exit < enter,
                "exit",
                exit,
                "must be on the good side of enter, which is " + enter);
    }

    /// No metric is less than nothing, and 80 % or 125 % of a bound must be a bound too.
    private static void requireBound(String field, double bound) {
        Require.that(bound >= 0 && bound <= 1e15, field, bound, "must be 0 to 1e15");
    }

    private static Metric.Worse worse(String metric) {
        Metric known = Metric.ofWireName(metric);
        return known == null ? Metric.Worse.HIGHER : known.worse();
    }

    public Metric.Worse worse() {
        return worse(metric);
    }

    /// 80 % of a bound that must not be exceeded; for one that must not be undercut, 125 %.
    public double exitBound() {
        if (exit != null) {
            return exit;
        }
        return worse() == Metric.Worse.HIGHER ? enter * EXIT_SHARE : enter / EXIT_SHARE;
    }

    public boolean breachedBy(double value) {
        return worse() == Metric.Worse.HIGHER ? value > enter : value < enter;
    }

    /// Whether the value is back on the good side of the exit bound.
    public boolean clearedBy(double value) {
        return worse() == Metric.Worse.HIGHER ? value <= exitBound() : value >= exitBound();
    }

    /// What [Assignment.Item#bounds] carries of it, so that a probe sends a breach at once.
    public Bound bound() {
        return new Bound(metric, enter);
    }
}
