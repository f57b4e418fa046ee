package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Threshold;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Refuses rules and silences that would reach beyond the scope of whoever wants them.
@Singleton
final class Reach {
    private final Sights sights;

    Reach(Sights sights) {
        this.sights = sights;
    }

    /// @throws ProblemException says what it must match on
    void require(Object value, Caller who) {
        List<Scope> scopes = who.scopes();
        if (!scopes.isEmpty() && !isWithin(match(value), scopes)) {
            throw ProblemException.of(
                    ProblemKind.FORBIDDEN,
                    "it reaches beyond your scope: it must match on one of your probes, or on a site and the tags of "
                            + scopes);
        }
    }

    private static Map<String, String> match(Object value) {
        return switch (value) {
            case Threshold rule -> rule.match();
            case Silence silence -> silence.match();
            default -> Map.of();
        };
    }

    private boolean isWithin(Map<String, String> match, List<Scope> scopes) {
        String probe = match.get(Labels.PROBE);
        return (probe != null && sights.current().sees(probe))
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
