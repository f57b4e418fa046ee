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

    /// What all pieces of a file say of the whole.
    ///
    /// @param totalBytes 1 byte to 16 MiB
    /// @param sha256     in hexadecimal
    public record Whole(String name, String mediaType, long totalBytes, String sha256) {
        public Whole {
            Require.range("an artifact's bytes", totalBytes, 1, ArtifactChunk.MOST_TOTAL_BYTES);
        }

        /// How many pieces it makes.
        public int count() {
            return (int) Math.ceilDiv(totalBytes, ArtifactChunk.MOST_BYTES);
        }
    }

    /// The pieces in their order. A result has one file of a name: made again, it is the same one.
    ///
    /// @param content 1 byte to 16 MiB
    /// @throws IllegalArgumentException that says which value does not fit
    public static List<ArtifactChunk> of(Result result, String name, String mediaType, byte[] content) {
        var whole = new Whole(name, mediaType, content.length, sha256(content));
        return IntStream.range(0, whole.count())
                .mapToObj(index -> piece(result, whole, index, part(content, index)))
                .toList();
    }

    /// One of them, so that the others need not be in memory.
    ///
    /// @param part what the file holds from `index` times [ArtifactChunk#MOST_BYTES] on, that many bytes or up
    ///             to its end
    public static ArtifactChunk piece(Result result, Whole whole, int index, byte[] part) {
        return new ArtifactChunk(
                id(result.id(), whole.name()),
                result.id(),
                result.probe(),
                result.target(),
                whole.name(),
                whole.mediaType(),
                index,
                whole.count(),
                whole.totalBytes(),
                whole.sha256(),
                lines(part));
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

    private static byte[] part(byte[] content, int index) {
        int from = index * ArtifactChunk.MOST_BYTES;
        return Arrays.copyOfRange(content, from, Math.min(content.length, from + ArtifactChunk.MOST_BYTES));
    }

    private static List<String> lines(byte[] part) {
        var lines = new ArrayList<String>();
        for (int at = 0; at < part.length; at += ArtifactChunk.LINE_BYTES) {
            var line = Arrays.copyOfRange(part, at, Math.min(part.length, at + ArtifactChunk.LINE_BYTES));
            lines.add(Base64.getEncoder().encodeToString(line));
        }
        return lines;
    }
}
