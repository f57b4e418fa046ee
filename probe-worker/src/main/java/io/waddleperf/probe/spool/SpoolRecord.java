package io.waddleperf.probe.spool;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// One result in the spool.
///
/// On disk: length of the rest after the checksum (4 bytes), CRC-32C of that rest (4), urgency (1),
/// time of appending in milliseconds (8), result id (16), the result's JSON. Big-endian.
///
/// @param position of its first byte, counted from the spool's beginning for ever
/// @param json     what Kafka gets, byte by byte
public record SpoolRecord(long position, UUID resultId, Urgency urgency, Instant appendedAt, Json json) {
    static final int HEADER_BYTES = 8;
    static final int META_BYTES = 1 + 8 + 16;

    /// Below Kafka's default of 1 MiB for a message.
    static final int MOST_JSON_BYTES = 900_000;

    /// How soon it must go out.
    public enum Urgency {
        /// May wait half a second for company.
        NORMAL((byte) 0),
        /// Somebody decides on it.
        URGENT((byte) 1);

        private final byte code;

        Urgency(byte code) {
            this.code = code;
        }

        private static Optional<Urgency> ofCode(byte code) {
            return Arrays.stream(values())
                    .filter(urgency -> urgency.code == code)
                    .findFirst();
        }
    }

    /// Bytes that nobody changes.
    public static final class Json {
        private final byte[] bytes;

        Json(byte[] bytes) {
            this.bytes = bytes;
        }

        /// Not a copy.
        public byte[] bytes() {
            return bytes;
        }
    }

    public long end() {
        return position + HEADER_BYTES + META_BYTES + json.bytes.length;
    }

    /// @return as long as the record
    static byte[] encode(UUID resultId, Urgency urgency, Instant appendedAt, byte[] json) {
        if (json.length > MOST_JSON_BYTES) {
            throw new IllegalArgumentException("result " + resultId + " has " + json.length + " bytes, at most "
                    + MOST_JSON_BYTES + " can be sent");
        }
        var record = ByteBuffer.allocate(HEADER_BYTES + META_BYTES + json.length);
        record.position(HEADER_BYTES);
        record.put(urgency.code)
                .putLong(appendedAt.toEpochMilli())
                .putLong(resultId.getMostSignificantBits())
                .putLong(resultId.getLeastSignificantBits())
                .put(json);
        record.putInt(0, META_BYTES + json.length);
        record.putInt(4, checksum(record.array(), HEADER_BYTES, META_BYTES + json.length));
        return record.array();
    }

    /// The record that begins at the buffer's position, which moves behind it; empty where the bytes
    /// are no whole record: the tail of a write that was cut off.
    static Optional<SpoolRecord> decode(ByteBuffer bytes, long position) {
        int start = bytes.position();
        if (bytes.remaining() < HEADER_BYTES + META_BYTES) {
            return Optional.empty();
        }
        int length = bytes.getInt(start);
        if (length < META_BYTES || length > META_BYTES + MOST_JSON_BYTES || length > bytes.remaining() - HEADER_BYTES) {
            return Optional.empty();
        }
        var body = new byte[length];
        bytes.get(start + HEADER_BYTES, body);
        var urgency = Urgency.ofCode(body[0]);
        if (bytes.getInt(start + 4) != checksum(body, 0, length) || urgency.isEmpty()) {
            return Optional.empty();
        }
        var meta = ByteBuffer.wrap(body, 1, META_BYTES - 1);
        var appendedAt = Instant.ofEpochMilli(meta.getLong());
        var resultId = new UUID(meta.getLong(), meta.getLong());
        var json = new byte[length - META_BYTES];
        System.arraycopy(body, META_BYTES, json, 0, json.length);
        bytes.position(start + HEADER_BYTES + length);
        return Optional.of(new SpoolRecord(position, resultId, urgency.get(), appendedAt, new Json(json)));
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
