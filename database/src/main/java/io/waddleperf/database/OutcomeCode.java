package io.waddleperf.database;

import io.waddleperf.contracts.Outcome;
import java.util.Arrays;

/// The number of an outcome in the columns `outcome`; numbers are never given anew.
public enum OutcomeCode {
    UNKNOWN(0),
    MEASURED(1),
    FAILED(2),
    TIMED_OUT(3),
    REFUSED(4),
    UNSUPPORTED(5);

    private final int code;

    OutcomeCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static OutcomeCode of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured _ -> MEASURED;
            case Outcome.Failed _ -> FAILED;
            case Outcome.TimedOut _ -> TIMED_OUT;
            case Outcome.Refused _ -> REFUSED;
            case Outcome.Unsupported _ -> UNSUPPORTED;
            case Outcome.Unknown _ -> UNKNOWN;
        };
    }

    /// The outcome of a column's number; one of a newer version is unknown.
    public static OutcomeCode of(int code) {
        return Arrays.stream(values())
                .filter(known -> known.code == code)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
