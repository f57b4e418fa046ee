package io.waddleperf.api.tests;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;

/// How a command of a test on demand ended; of several the worst is the last.
public enum Ending implements WireName {
    COMPLETED("completed"),
    /// The target did not answer as it should.
    FAILED("failed"),
    /// By the scheduler or the probe, or the probe cannot run it.
    REFUSED("refused"),
    /// No probe answered in time.
    UNANSWERED("unanswered");

    private final String wireName;

    Ending(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /// @param result as on the topic
    static Ending of(String result) {
        try {
            return switch (WireCodec.read(Result.class, result).outcome()) {
                case Outcome.Measured _ -> COMPLETED;
                case Outcome.Failed _, Outcome.TimedOut _ -> FAILED;
                case Outcome.Refused _, Outcome.Unsupported _ -> REFUSED;
                case Outcome.Unknown _ -> COMPLETED;
            };
        } catch (WireFormatException _) {
            return COMPLETED; // of a newer version: it is there
        }
    }
}
