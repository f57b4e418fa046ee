package io.waddleperf.sink;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Records as the broker would hand them out.
final class Records {
    private Records() {}

    static ConsumerRecord<byte[], byte[]> of(Result result, Instant appendedAt, long offset) {
        return of(result.probe(), WireCodec.text(result), appendedAt, offset);
    }

    /// @param event of any topic
    static ConsumerRecord<byte[], byte[]> of(String key, Object event, Instant appendedAt) {
        return of(key, WireCodec.text(event), appendedAt, 0);
    }

    static ConsumerRecord<byte[], byte[]> of(String key, @Nullable String value, Instant appendedAt, long offset) {
        return new ConsumerRecord<>(
                Topics.RESULTS.name(),
                0,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
