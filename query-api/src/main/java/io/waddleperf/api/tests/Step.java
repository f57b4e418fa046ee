package io.waddleperf.api.tests;

import io.waddleperf.api.access.Sight;
import io.waddleperf.contracts.RunEvent;

/// Something that happened to a command on its way.
record Step(RunEvent.Kind kind, String detail) {
    Step toldTo(Sight sight) {
        return new Step(kind, sight.told(detail));
    }
}
