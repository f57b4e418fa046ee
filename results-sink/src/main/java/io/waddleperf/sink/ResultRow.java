package io.waddleperf.sink;

import io.waddleperf.contracts.Result;
import io.waddleperf.database.ResultPartitions.Slot;
import io.waddleperf.database.SqlValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A result that may be stored.
///
/// @param dueAt        the result's, or the record's append time where `timeAdjusted`
record ResultRow(Result result, long series, Instant dueAt, boolean timeAdjusted, ConsumerRecord<byte[], byte[]> source)
        implements OfSeries {

    /// The value of the record as it is. What no reader looks at may be no UTF-8: the database refuses it then.
    byte[] json() {
        return source.value();
    }

    String document() {
        return new String(json(), StandardCharsets.UTF_8);
    }

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
