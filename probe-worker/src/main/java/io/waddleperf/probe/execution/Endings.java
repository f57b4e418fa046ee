package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Command;
import io.waddleperf.probe.measure.Measurement;
import java.time.Instant;
import java.util.UUID;

/// Where the ends of commands go: to the spool ([ResultWriter]), to a terminal, to who asked.
public interface Endings {
    /// Whether the result was written before.
    boolean isDone(UUID resultId);

    void countDuplicate();

    /// Of a command that nobody waits for any more.
    void countTooLate();

    void write(Command command, Instant startedAt, long durationUs, Measurement measurement)
            throws InterruptedException;
}
