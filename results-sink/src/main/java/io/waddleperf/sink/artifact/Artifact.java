package io.waddleperf.sink.artifact;

import io.waddleperf.contracts.ArtifactChunk;
import java.util.Locale;
import java.util.UUID;

/// A row of the table `artifact`, as far as chunks are judged by it.
///
/// @param objectKey where it stands once it is complete
record Artifact(
        UUID id,
        UUID resultId,
        State state,
        int chunks,
        long totalBytes,
        String sha256,
        String name,
        String objectKey) {
    /// How it stands; all but the first are for good.
    enum State {
        ARRIVING,
        COMPLETE,
        /// Not all chunks came.
        INCOMPLETE,
        /// What came is not what the probe says that it sent.
        DAMAGED;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    /// Whether a chunk says the same of the whole as the one that came first.
    boolean has(ArtifactChunk chunk) {
        return chunk.resultId().equals(resultId)
                && chunk.count() == chunks
                && chunk.totalBytes() == totalBytes
                && chunk.sha256().equals(sha256)
                && chunk.name().equals(name);
    }
}
