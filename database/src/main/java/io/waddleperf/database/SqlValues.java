package io.waddleperf.database;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// How ids and times stand in columns: UUIDs as BINARY(16), instants as DATETIME(6) in UTC.
///
/// Both are bound without the session's time zone: `setObject(i, utc(instant))`,
/// `instant(rows.getObject(i, LocalDateTime.class))`.
public final class SqlValues {
    private SqlValues() {}

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID uuid(byte[] column) {
        var bits = ByteBuffer.wrap(column);
        return new UUID(bits.getLong(), bits.getLong());
    }

    public static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    public static Instant instant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    public static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
