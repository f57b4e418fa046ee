package io.waddleperf.api.tests;

import io.waddleperf.api.access.Sight;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details.Interval;
import io.waddleperf.contracts.RunEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to a command on its way.
///
/// @param seen by its test in its last second; null where this tells of none
record Step(
        RunEvent.Kind kind,
        String detail,
        Instant at,
        @Nullable Interval seen) {
    Step toldTo(Sight sight) {
        return new Step(kind, sight.told(detail), at, seen);
    }

    RunEvent of(Command command) {
        return seen == null
                ? RunEvent.of(command.runId(), command.id(), command.probe(), kind, at, detail)
                : RunEvent.progress(command, at, seen);
    }
}
