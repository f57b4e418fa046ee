package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;

/// What one simulated probe has done since the start. Not safe for threads.
final class Counts {
    private long completed;
    private long refused;
    private long duplicates;
    private long tooLate;

    void count(Result result) {
        switch (result.outcome()) {
            case Outcome.Refused _, Outcome.Unsupported _ -> refused++;
            case Outcome.Measured _, Outcome.Failed _, Outcome.TimedOut _, Outcome.Unknown _ -> completed++;
        }
    }

    void countDuplicate() {
        duplicates++;
    }

    void countTooLate() {
        tooLate++;
    }

    /// It is no process, so it holds no memory of its own.
    ///
    /// @param readAll whether none of its commands waits in Kafka
    Heartbeat.Load load(int running, boolean readAll) {
        return new Heartbeat.Load(running, completed, refused, duplicates, 0, readAll, tooLate);
    }
}
