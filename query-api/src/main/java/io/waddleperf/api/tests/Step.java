package io.waddleperf.api.tests;

import io.waddleperf.api.access.Sight;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.RunEvent;
import java.time.Instant;

/// Something that happened to a command on its way.
record Step(RunEvent.Kind kind, String detail, Instant at) {
    Step toldTo(Sight sight) {
        return new Step(kind, sight.told(detail), at);
    }

    RunEvent of(Command command) {
        return RunEvent.of(command.runId(), command.id(), command.probe(), kind, at, detail);
    }
}
