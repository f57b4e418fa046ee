package io.waddleperf.archive;

import java.time.Instant;

/// A decision, an incident or a rule, as it stood on its topic.
///
/// @param id         of the event (`ce_id`)
/// @param recordKey  the record's key: a probe, an incident, a threshold
/// @param json       the event; empty where the record deleted its key
/// @param appendedAt by the broker's clock
public record EventLine(
        String id, String recordKey, String json, int kafkaPartition, long kafkaOffset, Instant appendedAt)
        implements Line {
    @Override
    public long sortSeries() {
        return 0;
    }

    @Override
    public Instant sortTime() {
        return appendedAt;
    }
}
