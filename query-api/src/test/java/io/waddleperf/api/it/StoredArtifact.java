package io.waddleperf.api.it;

import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreException;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.contracts.Result;
import io.waddleperf.database.SqlValues;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// An artifact for tests, and its way into table and archive as the sink goes it.
///
/// @param state `arriving`, `complete`, `incomplete`, `damaged`
/// @param note  why it is not complete
record StoredArtifact(Result result, String name, String state, String note, String content) {
    UUID id() {
        return ArtifactChunks.id(result.id(), name);
    }

    String sha256() {
        return ArtifactChunks.sha256(bytes());
    }

    private byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private String key() {
        return "artifacts/" + id();
    }

    /// Nothing happens where it is there already.
    UUID insert(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                    INSERT IGNORE INTO artifact (artifact_id, result_id, probe, target, name, media_type, state,
                        note, chunks, total_bytes, sha256, object_key, part, appended_at)
                    VALUES (?, ?, ?, ?, ?, 'text/plain', ?, ?, 1, ?, ?, ?, 0, ?)\
                    """)) {
            statement.setBytes(1, SqlValues.bytes(id()));
            statement.setBytes(2, SqlValues.bytes(result.id()));
            statement.setString(3, result.probe());
            statement.setString(4, result.target());
            statement.setString(5, name);
            statement.setString(6, state);
            statement.setString(7, note);
            statement.setLong(8, bytes().length);
            statement.setString(9, sha256());
            statement.setString(10, key());
            statement.setObject(11, SqlValues.utc(result.startedAt()));
            statement.executeUpdate();
        }
        return id();
    }

    /// @param archive its location
    void keep(String archive) throws StoreException {
        try (var store = ObjectStores.open(StoreSettings.of(
                setting -> setting.equals(StoreSettings.LOCATION) ? Optional.of(archive) : Optional.empty()))) {
            store.create(key(), bytes());
        }
    }
}
