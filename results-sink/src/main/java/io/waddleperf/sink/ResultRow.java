package io.waddleperf.sink;

import io.waddleperf.contracts.Result;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.SqlValues;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A result that may be stored.
///
/// @param dueAt        the result's, or the record's append time where `timeAdjusted`
/// @param document     the value of the record as it is
record ResultRow(
        Result result,
        long series,
        Instant dueAt,
        boolean timeAdjusted,
        String document,
        ConsumerRecord<byte[], byte[]> source)
        implements OfSeries {

    Slot slot() {
        return new Slot(result.tier(), SqlValues.day(dueAt));
    }

    @Override
    public Sighting sighting() {
        return new Sighting(
                new Sighting.Names(
                        result.probe(),
                        result.target(),
                        result.check(),
                        result.family().wireName()),
                result.test().wireName(),
                result.dueAt());
    }
}
