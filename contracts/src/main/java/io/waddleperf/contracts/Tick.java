package io.waddleperf.contracts;

import java.time.Instant;

/// A second of a partition's time; internal to escalation-streams.
///
/// Deadlines are judged by the append time of records, so that a reader that lags behind takes
/// nobody for silent. Ticks make that time go on where nothing else comes.
///
/// @param at the writer's clock; what counts is the time at which the broker appended it
public record Tick(Instant at) {
    public Tick {
        at = Require.micros("at", at);
    }
}
