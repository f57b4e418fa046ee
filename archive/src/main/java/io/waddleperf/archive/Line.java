package io.waddleperf.archive;

import java.time.Instant;

/// A record of a topic as a row of the archive.
public sealed interface Line permits ResultLine, EventLine {
    /// Of the event: a doubled record has the same.
    String id();

    /// Of equal ones the rows stand together, in the order of [#sortTime].
    long sortSeries();

    Instant sortTime();

    int kafkaPartition();

    long kafkaOffset();
}
