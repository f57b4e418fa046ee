package io.waddleperf.cli.letters;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// What stands on the topic of dead letters.
sealed interface Entry {
    /// Of a key that is too long a letter has so much, as its own key.
    int START_OF_KEY = 255;

    /// A letter.
    ///
    /// @param writtenAt the topic's time; a letter's own is that of its reader's clock
    /// @param cutKey    whether its record's key is too long for a letter
    record Buried(LetterId id, Instant writtenAt, DeadLetter letter, boolean cutKey) implements Entry {
        byte @Nullable [] key() {
            return letter.keyBytes();
        }

        /// Null where it is left out, too.
        byte @Nullable [] value() {
            return letter.valueBytes();
        }
    }

    /// The note that a record was sent again.
    record Replayed(Replay replay) implements Entry {}

    /// Anything else: this topic has no dead letters of its own.
    record Unreadable(LetterId id, String why) implements Entry {}

    static Entry of(ConsumerRecord<byte[], byte[]> record) {
        var id = new LetterId(record.partition(), record.offset());
        try {
            if (record.value() == null) {
                return new Unreadable(id, "it has no value");
            }
            if (isReplay(record)) {
                return new Replayed(WireCodec.read(Replay.class, record.value()));
            }
            return buried(id, record, WireCodec.read(DeadLetter.class, record.value()));
        } catch (WireFormatException | IllegalArgumentException e) { // the latter: no base64
            return new Unreadable(id, String.valueOf(e.getMessage()));
        }
    }

    /// @throws IllegalArgumentException where key or value is no base64
    private static Buried buried(LetterId id, ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        var _ = letter.keyBytes();
        var _ = letter.valueBytes();
        boolean cutKey = record.key() != null && record.key().length >= START_OF_KEY;
        return new Buried(id, Instant.ofEpochMilli(record.timestamp()), letter, cutKey);
    }

    private static boolean isReplay(ConsumerRecord<byte[], byte[]> record) {
        @Nullable Header type = record.headers().lastHeader("ce_type");
        return type != null
                && type.value() != null
                && new String(type.value(), StandardCharsets.UTF_8).equals(Topics.REPLAYS.ceType());
    }
}
