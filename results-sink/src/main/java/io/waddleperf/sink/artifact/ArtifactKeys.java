package io.waddleperf.sink.artifact;

import io.waddleperf.database.SqlValues;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/// Where artifacts and their chunks stand in the archive.
final class ArtifactKeys {
    private ArtifactKeys() {}

    /// @param appendedAt of the chunk that came first
    static String whole(UUID id, Instant appendedAt) {
        return "artifacts/date=" + SqlValues.day(appendedAt) + '/' + id;
    }

    /// Of the chunks that wait for the others.
    static String prefix(UUID id) {
        return "artifacts/arriving/" + id + '/';
    }

    static String chunk(UUID id, int index) {
        return prefix(id) + String.format(Locale.ROOT, "%03d", index);
    }

    /// All that there may be, in their order.
    static List<String> chunks(UUID id, int count) {
        return IntStream.range(0, count).mapToObj(index -> chunk(id, index)).toList();
    }
}
