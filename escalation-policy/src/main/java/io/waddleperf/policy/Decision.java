package io.waddleperf.policy;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Escalation;
import java.util.List;

/// What follows from an event: the path's next memory, what is told, and what is ordered.
public record Decision(PathMemory memory, List<Escalation> told, List<Command> commands) {
    public Decision {
        told = List.copyOf(told);
        commands = List.copyOf(commands);
    }
}
