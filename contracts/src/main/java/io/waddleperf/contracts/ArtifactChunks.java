package io.waddleperf.contracts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Cuts a file that a test made into pieces that fit into records.
public final class ArtifactChunks {
    private ArtifactChunks() {}

    /// The pieces in their order. A result has one file of a name: made again, it is the same one.
    ///
    /// @param content 1 byte to 16 MiB
    /// @throws IllegalArgumentException that says which value does not fit
    public static List<ArtifactChunk> of(Result result, String name, String mediaType, byte[] content) {
        Require.range("an artifact's bytes", content.length, 1, ArtifactChunk.MOST_TOTAL_BYTES);
        var id = id(result.id(), name);
        var sha256 = sha256(content);
        int count = Math.ceilDiv(content.length, ArtifactChunk.MOST_BYTES);
        return IntStream.range(0, count)
                .mapToObj(index -> new ArtifactChunk(
                        id,
                        result.id(),
                        result.probe(),
                        result.target(),
                        name,
                        mediaType,
                        index,
                        count,
                        content.length,
                        sha256,
                        piece(content, index)))
                .toList();
    }

    public static UUID id(UUID resultId, String name) {
        return Ids.uuid("artifact", resultId.toString(), name);
    }

    /// In hexadecimal.
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<String> piece(byte[] content, int index) {
        int from = index * ArtifactChunk.MOST_BYTES;
        int to = Math.min(content.length, from + ArtifactChunk.MOST_BYTES);
        var lines = new ArrayList<String>();
        for (int at = from; at < to; at += ArtifactChunk.LINE_BYTES) {
            var line = Arrays.copyOfRange(content, at, Math.min(to, at + ArtifactChunk.LINE_BYTES));
            lines.add(Base64.getEncoder().encodeToString(line));
        }
        return lines;
    }
}
