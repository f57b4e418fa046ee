package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Severity;

/// Orders of what contracts only name.
final class Ranks {
    private Ranks() {}

    /// What a later version calls by a name that we do not know is taken for the worst.
    static int of(Severity severity) {
        return switch (severity) {
            case WARNING -> 0;
            case CRITICAL, UNKNOWN -> 1;
        };
    }

    /// How much a kind of scope can hold.
    static int of(Incident.Scope.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> 0;
            case PATH -> 1;
            case TARGET, PROBE -> 2;
            case SITE -> 3;
        };
    }
}
