package io.waddleperf.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A record that a reader could not use, with the reason and where it came from.
///
/// @param reader the service that gave up on it
/// @param key    the record's key, base64
/// @param value  the record's value, base64
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reader,
        String reason,
        Instant at,
        @Nullable String key,
        @Nullable String value) {
    /// A larger value is left out: its base64 must be shorter than the 32,767 characters that our
    /// JSON reader takes for one text.
    private static final int MOST_BYTES = 24_000;

    private static final Pattern LEFT_OUT = Pattern.compile(" \\(its (\\d{1,9}) bytes are left out\\)$");

    public DeadLetter {
        Require.present("topic", topic);
        Require.present("reader", reader);
        Require.present("reason", reason);
        at = Require.micros("at", at);
    }

    /// The letter for a record as a consumer got it; the offset tells where a value that is left
    /// out still stands.
    public static DeadLetter of(ConsumerRecord<?, byte[]> record, String reader, String reason, Instant at) {
        byte[] key = record.key() == null ? null : String.valueOf(record.key()).getBytes(StandardCharsets.UTF_8);
        return of(
                new Source(record.topic(), record.partition(), record.offset()),
                key,
                record.value(),
                reader,
                reason,
                at);
    }

    /// Where a record stands.
    public record Source(String topic, int partition, long offset) {
        /// Such as `waddleperf.results-2@77`.
        @Override
        public String toString() {
            return topic + '-' + partition + '@' + offset;
        }
    }

    public Source source() {
        return new Source(topic, partition, offset);
    }

    /// How large the value is where it is left out; empty where the letter has all there was.
    public OptionalInt leftOutBytes() {
        var said = LEFT_OUT.matcher(reason);
        return value == null && said.find() ? OptionalInt.of(Integer.parseInt(said.group(1))) : OptionalInt.empty();
    }

    public byte @Nullable [] keyBytes() {
        return bytes(key);
    }

    /// Null where the record has none, too.
    public byte @Nullable [] valueBytes() {
        return bytes(value);
    }

    /// The same for what has no consumer's record.
    public static DeadLetter of(
            Source source, byte @Nullable [] key, byte @Nullable [] value, String reader, String reason, Instant at) {
        int bytes = value == null ? 0 : value.length;
        boolean large = bytes > MOST_BYTES;
        return new DeadLetter(
                source.topic(),
                source.partition(),
                source.offset(),
                reader,
                large ? reason + " (its " + bytes + " bytes are left out)" : reason,
                at,
                base64(key),
                large ? null : base64(value));
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable String base64) {
        return base64 == null ? null : Base64.getDecoder().decode(base64);
    }
}
