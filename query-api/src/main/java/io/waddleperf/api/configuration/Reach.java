package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Threshold;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Refuses configuration that would reach beyond the scope of whoever wants them.
@Singleton
final class Reach {
    private final Sights sights;

    Reach(Sights sights) {
        this.sights = sights;
    }

    /// @throws ProblemException says what it must match on
    void require(Object value, Caller who) {
        List<Scope> scopes = who.scopes();
        if (scopes.isEmpty()) {
            return;
        }
        switch (value) {
            case Threshold rule -> requireWithin(rule.match(), scopes);
            case Silence silence -> requireWithin(silence.match(), scopes);
            case Schedule schedule ->
                refuseUnless(
                        !schedule.probes().isEmpty()
                                && schedule.probes().stream().allMatch(sights.of(scopes)::sees),
                        "it reaches beyond your scope: it must name probes, and only yours");
            case Probe probe ->
                refuseUnless(
                        scopes.stream().allMatch(scope -> scope.covers(probe)),
                        "it is, or would be, beyond your scope, which is " + scopes);
            default -> requireAll(who);
        }
    }

    /// For what every probe may have to do with, such as targets.
    ///
    /// @throws ProblemException where the caller does not see all probes
    static void requireAll(Caller who) {
        refuseUnless(who.seesAll(), "it is for all probes: somebody whose scope is not bounded may change it");
    }

    private void requireWithin(Map<String, String> match, List<Scope> scopes) {
        refuseUnless(
                isWithin(match, scopes),
                "it reaches beyond your scope: it must match on one of your probes, or on a site and the tags of "
                        + scopes);
    }

    private static void refuseUnless(boolean allowed, String why) {
        if (!allowed) {
            throw ProblemException.of(ProblemKind.FORBIDDEN, why);
        }
    }

    private boolean isWithin(Map<String, String> match, List<Scope> scopes) {
        String probe = match.get(Labels.PROBE);
        return (probe != null && sights.of(scopes).sees(probe))
                || scopes.stream().allMatch(scope -> isWithin(match, scope));
    }

    private static boolean isWithin(Map<String, String> match, Scope scope) {
        String site = match.get(Labels.SITE);
        boolean ofSite =
                scope.sites().isEmpty() || (site != null && scope.sites().contains(site));
        return ofSite
                && scope.tags().entrySet().stream()
                        .allMatch(tag -> tag.getValue().equals(match.get(Labels.PROBE + '.' + tag.getKey())));
    }
}
