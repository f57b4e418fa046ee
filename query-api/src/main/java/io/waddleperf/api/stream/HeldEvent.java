package io.waddleperf.api.stream;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// An event as its topic has it, read when the first listener asks for it: most of the time nobody
/// listens, and thousands come in a second. Not safe for threads.
final class HeldEvent implements EventRing.Held {
    private final StreamType type;
    private final ConsumerRecord<String, byte[]> record;
    private boolean read;
    private @Nullable StreamEvent event;

    /// @param record with a value
    HeldEvent(StreamType type, ConsumerRecord<String, byte[]> record) {
        this.type = type;
        this.record = record;
    }

    @Override
    public String id() {
        return type.id(record.partition(), record.offset());
    }

    @Override
    public int length() {
        return record.value().length;
    }

    /// Nothing where the record is not what its topic holds.
    Optional<StreamEvent> event() {
        if (!read) {
            read = true;
            event = StreamEvent.of(type, record).orElse(null);
        }
        return Optional.ofNullable(event);
    }
}
