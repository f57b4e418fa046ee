package io.waddleperf.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids made from what they stand for, so that the same order given twice is one order.
///
/// UUIDs of version 8 (RFC 9562) from the first 122 bits of a SHA-256.
public final class Ids {
    private Ids() {}

    /// @param attempt 1 for the first try of this cause
    public static UUID command(Cause cause, int attempt, String probe, String target, String check, Family family) {
        return uuid("command", cause.key(), Integer.toString(attempt), probe, target, check, family.wireName());
    }

    /// A command has one result.
    public static UUID result(UUID commandId) {
        return uuid("result", commandId.toString());
    }

    /// All commands of one trigger are one run.
    public static UUID run(Cause cause) {
        return cause instanceof Cause.OnDemand onDemand ? onDemand.request() : uuid("run", cause.key());
    }

    /// The number of a series in the database: 63 bits, so two of a million series meet with a
    /// chance of 1 in 10 million; the `series` table notices.
    public static long series(String probe, String target, String check, Family family) {
        return SeriesNumbers.of(probe, target, check, family);
    }

    static long newSeries(String probe, String target, String check, Family family) {
        return ByteBuffer.wrap(hash("series", probe, target, check, family.wireName()))
                        .getLong()
                & Long.MAX_VALUE;
    }

    /// Any id from the texts that make it up.
    public static UUID uuid(String kind, String... parts) {
        var bits = ByteBuffer.wrap(hash(kind, parts));
        long high = (bits.getLong() & ~0xF000L) | 0x8000L;
        long low = (bits.getLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low);
    }

    private static byte[] hash(String kind, String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(kind.getBytes(StandardCharsets.UTF_8));
            for (String part : parts) {
                digest.update((byte) 0); // keeps ("ab","c") and ("a","bc") apart
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
