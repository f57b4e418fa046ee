package io.waddleperf.contracts.kafka;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// The codec as Kafka's clients want it.
///
/// Reading throws [WireFormatException] for a malformed value: a reader that must go on reads
/// bytes and calls [WireCodec] itself.
public record JsonSerde<T>(Class<T> type) implements Serde<T> {
    @Override
    public Serializer<T> serializer() {
        return (_, value) -> bytesOrNull(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (_, json) -> eventOrNull(json);
    }

    @SuppressWarnings("NullAway") // a null value is a tombstone, which Kafka's interface passes on
    private static byte[] bytesOrNull(@Nullable Object value) {
        return value == null ? null : WireCodec.bytes(value);
    }

    @SuppressWarnings("NullAway") // as above
    private T eventOrNull(byte @Nullable [] json) {
        return json == null ? null : WireCodec.read(type, json);
    }
}
