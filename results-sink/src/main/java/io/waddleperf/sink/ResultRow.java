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
        ConsumerRecord<byte[], byte[]> source) {

    Slot slot() {
        return new Slot(result.tier(), SqlValues.day(dueAt));
    }
}
