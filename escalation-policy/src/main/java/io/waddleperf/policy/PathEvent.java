package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Result;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What can move a path.
public sealed interface PathEvent {
    /// A result, counted for the first time.
    ///
    /// @param item     that the result belongs to, or that is nearest to it
    /// @param verdicts of the rules in force; empty where it is not to be taken at its word
    record ResultCame(Result result, Assignment.Item item, List<Verdict> verdicts) implements PathEvent {
        public ResultCame {
            verdicts = List.copyOf(verdicts);
        }
    }

    /// Nothing but time.
    record TimePassed() implements PathEvent {}

    /// Nothing comes from its probe any more.
    ///
    /// @param last the record of the probe that was the last one
    record ProbeFellSilent(String last) implements PathEvent {}

    /// Its part of the assignment changed.
    ///
    /// @param series that are still tested
    record Reassigned(Set<Long> series) implements PathEvent {
        public Reassigned {
            series = Set.copyOf(series);
        }
    }

    /// Somebody approved tier 3.
    record Approved(UUID order, String by) implements PathEvent {}

    /// Somebody took it for done.
    record ClosedByHand(UUID order, String by) implements PathEvent {}
}
