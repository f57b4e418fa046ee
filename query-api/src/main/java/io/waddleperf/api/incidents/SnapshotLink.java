package io.waddleperf.api.incidents;

import io.waddleperf.api.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/// A link to an incident as it was, without what opens it.
///
/// @param revision of the incident then
/// @param madeBy   who gave it away
public record SnapshotLink(UUID id, UUID incident, long revision, String madeBy, Instant madeAt, Instant expiresAt) {
    static SnapshotLink of(Row row) throws SQLException {
        return new SnapshotLink(
                row.uuid("snapshot_id"),
                row.uuid("incident_id"),
                row.number("revision"),
                row.text("made_by"),
                row.instant("made_at"),
                row.instant("expires_at"));
    }
}
