package io.waddleperf.api.fleet;

import io.waddleperf.api.access.Sight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/// The answer to all who see the same paths.
///
/// @param version of the fleet
/// @param tag     in quotes; the same for the same content
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
record Snapshot(long version, byte[] json, byte[] gzip, String tag) {
    static Snapshot of(Fleet fleet, Sight sight) {
        byte[] json = new Columns(fleet, fleet.seenBy(sight))
                .json(out -> out.writeNumberField("version", fleet.version()), _ -> {});
        return new Snapshot(fleet.version(), json, compressed(json), tag(json));
    }

    private static byte[] compressed(byte[] json) {
        var bytes = new ByteArrayOutputStream(json.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always written", e);
        }
        return bytes.toByteArray();
    }

    private static String tag(byte[] json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 12)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
