package io.waddleperf.contracts;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// A piece of a file that a test made beside its result, such as a capture of packets.
///
/// All pieces say the same of the whole; [ArtifactChunks] makes them.
///
/// @param name       of the file, for whoever downloads it
/// @param index      which piece, from 0
/// @param count      how many pieces there are
/// @param totalBytes of the whole
/// @param sha256     of the whole, in hexadecimal
/// @param data       this piece, base64 in lines: a JSON reader may limit the length of one text
public record ArtifactChunk(
        UUID artifactId,
        UUID resultId,
        String probe,
        String target,
        String name,
        String mediaType,
        int index,
        int count,
        long totalBytes,
        String sha256,
        List<String> data) {
    /// A record of Kafka has 1 MiB by default, and base64 makes 4 bytes of 3.
    public static final int MOST_BYTES = 512 * 1024;

    public static final int MOST_CHUNKS = 256;
    public static final int MOST_TOTAL_BYTES = 16 * 1024 * 1024;

    /// Ours reads no more than 32,767 characters.
    static final int LINE_BYTES = 12 * 1024;

    private static final int LINE_CHARACTERS = LINE_BYTES / 3 * 4;
    private static final int MOST_LINES = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,59}/[a-z0-9][a-z0-9.+-]{0,59}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public ArtifactChunk {
        Require.present("artifactId", artifactId);
        Require.present("resultId", resultId);
        Require.name("probe", probe);
        Require.name("target", target);
        matches("name", name, NAME, "must be 1 to 120 letters, digits or ._-, as of a file");
        matches("mediaType", mediaType, MEDIA_TYPE, "must be a type such as text/plain");
        matches("sha256", sha256, SHA_256, "must be 64 digits of 0-9a-f");
        Require.range("count", count, 1, MOST_CHUNKS);
        Require.range("index", index, 0, count - 1L);
        Require.range("totalBytes", totalBytes, 1, MOST_TOTAL_BYTES);
        data = List.copyOf(data);
        Require.range("data's lines", data.size(), 1, MOST_LINES);
        data.forEach(line -> Require.range("a data line's characters", line.length(), 1, LINE_CHARACTERS));
        Require.range("data's bytes", decoded(data).length, 1, MOST_BYTES);
    }

    /// What this piece holds.
    public byte[] bytes() {
        return decoded(data);
    }

    private static byte[] decoded(List<String> data) {
        var whole = new ByteArrayOutputStream();
        try {
            data.forEach(line -> whole.writeBytes(Base64.getDecoder().decode(line)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("data must be base64: " + e.getMessage(), e);
        }
        return whole.toByteArray();
    }

    private static void matches(String field, String value, Pattern pattern, String allowed) {
        Require.that(value != null && pattern.matcher(value).matches(), field, '"' + value + '"', allowed);
    }
}
