package io.waddleperf.api.artifacts;

import io.waddleperf.api.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of an artifact.
///
/// @param state      `arriving`, `complete`, `incomplete` or `damaged`
/// @param note       why it is not complete; empty where it is or may still be
/// @param totalBytes as the probe says, like the checksum
/// @param content    where it is; null unless it is complete
public record ArtifactView(
        UUID id,
        UUID resultId,
        String probe,
        String target,
        String name,
        String mediaType,
        String state,
        String note,
        long totalBytes,
        String sha256,
        Instant appendedAt,
        @Nullable Instant endedAt,
        @Nullable String content) {
    static final String COLUMNS = "artifact_id, result_id, probe, target, name, media_type, state, note, total_bytes,"
            + " sha256, appended_at, ended_at, object_key";

    static ArtifactView of(Row row) throws SQLException {
        var id = row.uuid("artifact_id");
        var state = row.text("state");
        return new ArtifactView(
                id,
                row.uuid("result_id"),
                row.text("probe"),
                row.text("target"),
                row.text("name"),
                row.text("media_type"),
                state,
                row.text("note"),
                row.number("total_bytes"),
                row.text("sha256"),
                row.instant("appended_at"),
                row.instantOrNull("ended_at"),
                state.equals("complete") ? "/api/v1/artifacts/" + id + "/content" : null);
    }
}
