package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Result;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The probe's newest assignment, and what its bounds mean for a result's urgency.
public final class Assigned {
    private record Series(String target, String check, Family family) {}

    private record State(long version, Map<Series, List<Bound>> bounds) {}

    private volatile State state = new State(Long.MIN_VALUE, Map.of());

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
    }

    /// Urgent: an order that somebody waits for, a target that did not answer, a bound that broke.
    Urgency urgencyOf(Result result) {
        boolean routine = switch (result.cause()) {
            case Cause.Scheduled _, Cause.Autonomous _ -> true;
            case Cause.Confirmation _, Cause.Escalated _, Cause.Comparison _, Cause.OnDemand _, Cause.Unknown _ ->
                false;
        };
        boolean calm = routine && !result.outcome().unanswered() && !breached(result);
        return calm ? Urgency.NORMAL : Urgency.URGENT;
    }

    private boolean breached(Result result) {
        var series = new Series(result.target(), result.check(), result.family());
        return state.bounds().getOrDefault(series, List.of()).stream()
                .anyMatch(bound -> bound.breachedBy(result.metrics()));
    }
}
