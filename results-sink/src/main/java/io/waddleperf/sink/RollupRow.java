package io.waddleperf.sink;

import io.waddleperf.contracts.Rollup;
import io.waddleperf.database.SqlValues;
import java.time.LocalDate;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A part of a minute or an hour that may be stored.
///
record RollupRow(Rollup rollup, long series, ConsumerRecord<byte[], byte[]> source) implements OfSeries {
    /// @throws IllegalArgumentException where it is not base64
    byte @Nullable [] sketch() {
        @Nullable String text = rollup.sketch();
        return text == null ? null : Base64.getDecoder().decode(text);
    }

    LocalDate day() {
        return SqlValues.day(rollup.start());
    }

    @Override
    public Sighting sighting() {
        return new Sighting(
                new Sighting.Names(
                        rollup.probe(),
                        rollup.target(),
                        rollup.check(),
                        rollup.family().wireName()),
                rollup.test().wireName(),
                rollup.start());
    }
}
