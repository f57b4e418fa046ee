package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The probe's newest assignment, what its bounds mean for a result's urgency, and which of its
/// series broke them last.
public final class Assigned {
    private record Series(String target, String check, Family family) {
        static Series of(Result result) {
            return new Series(result.target(), result.check(), result.family());
        }
    }

    private record State(long version, Map<Series, List<Bound>> bounds) {}

    private final Set<Series> breaching = new HashSet<>();
    private State state = new State(Long.MIN_VALUE, Map.of());

    /// Ignores an older version.
    public synchronized void accept(Assignment assignment) {
        if (assignment.version() < state.version()) {
            return;
        }
        var bounds = new HashMap<Series, List<Bound>>();
        for (var item : assignment.items()) {
            bounds.put(new Series(item.target().id(), item.check(), item.family()), item.bounds());
        }
        state = new State(assignment.version(), Map.copyOf(bounds));
        breaching.retainAll(bounds.keySet());
    }

    /// It is to test nothing any more; what comes next is newer.
    public synchronized void dismissed() {
        state = new State(Long.MIN_VALUE, Map.of());
        breaching.clear();
    }

    /// Urgent: an order that somebody waits for, a target that did not answer, a bound that broke,
    /// and the first result after those that is clear again. To be asked once for each result.
    synchronized Urgency urgencyOf(Result result) {
        boolean breach = result.outcome().unanswered() || breached(result);
        boolean recovery = isFirstClear(result, breach);
        return awaited(result.cause()) || breach || recovery ? Urgency.URGENT : Urgency.NORMAL;
    }

    private static boolean awaited(Cause cause) {
        return switch (cause) {
            case Cause.Scheduled _, Cause.Autonomous _ -> false;
            case Cause.Confirmation _, Cause.Escalated _, Cause.Comparison _, Cause.OnDemand _, Cause.Unknown _ -> true;
        };
    }

    private boolean breached(Result result) {
        return state.bounds().getOrDefault(Series.of(result), List.of()).stream()
                .anyMatch(bound -> bound.breachedBy(result.metrics()));
    }

    /// Remembers which series of the assignment broke; a deeper test of the same check is not of them.
    private boolean isFirstClear(Result result, boolean breach) {
        var series = Series.of(result);
        if (result.tier() != 1 || !state.bounds().containsKey(series)) {
            return false;
        }
        return switch (result.outcome()) {
            case Outcome.Measured _, Outcome.Failed _, Outcome.TimedOut _ -> {
                if (breach) {
                    breaching.add(series);
                    yield false;
                }
                yield breaching.remove(series);
            }
            case Outcome.Refused _, Outcome.Unsupported _, Outcome.Unknown _ -> false; // says nothing
        };
    }
}
