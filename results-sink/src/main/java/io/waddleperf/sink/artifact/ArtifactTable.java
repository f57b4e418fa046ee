package io.waddleperf.sink.artifact;

import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `artifact`.
final class ArtifactTable {
    private static final String COLUMNS =
            "artifact_id, result_id, state, chunks, total_bytes, sha256, name, object_key FROM artifact";

    private ArtifactTable() {}

    /// The row of a chunk's artifact: the first one to come makes it.
    ///
    /// @param partition of the topic that its chunks are in
    static Artifact arrived(Connection connection, ArtifactChunk chunk, int partition, Instant appendedAt)
            throws SQLException {
        var before = find(connection, chunk.artifactId());
        if (before.isPresent()) {
            return before.get();
        }
        insert(connection, chunk, partition, appendedAt);
        return find(connection, chunk.artifactId()).orElseThrow(() -> new SQLException("its row is not there"));
    }

    /// By two sinks at once it is done once.
    private static void insert(Connection connection, ArtifactChunk chunk, int partition, Instant appendedAt)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
            INSERT INTO artifact (artifact_id, result_id, probe, target, name, media_type, state, note, chunks,
                total_bytes, sha256, object_key, part, appended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE artifact_id = artifact_id\
            """)) {
            statement.setBytes(1, SqlValues.bytes(chunk.artifactId()));
            statement.setBytes(2, SqlValues.bytes(chunk.resultId()));
            statement.setString(3, chunk.probe());
            statement.setString(4, chunk.target());
            statement.setString(5, chunk.name());
            statement.setString(6, chunk.mediaType());
            statement.setString(7, Artifact.State.ARRIVING.column());
            statement.setInt(8, chunk.count());
            statement.setLong(9, chunk.totalBytes());
            statement.setString(10, chunk.sha256());
            statement.setString(11, ArtifactKeys.whole(chunk.artifactId(), appendedAt));
            statement.setInt(12, partition);
            statement.setObject(13, SqlValues.utc(appendedAt));
            statement.executeUpdate();
        }
    }

    static Optional<Artifact> find(Connection connection, UUID id) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT " + COLUMNS + " WHERE artifact_id = ?")) {
            statement.setBytes(1, SqlValues.bytes(id));
            return read(statement).stream().findFirst();
        }
    }

    /// Whose first chunk of that partition came before, and which still wait for others.
    static List<Artifact> arriving(Connection connection, int partition, Instant before, int most) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT " + COLUMNS
                + " WHERE state = 'arriving' AND part = ? AND appended_at < ? ORDER BY appended_at LIMIT ?")) {
            statement.setInt(1, partition);
            statement.setObject(2, SqlValues.utc(before));
            statement.setInt(3, most);
            return read(statement);
        }
    }

    static List<Artifact> older(Connection connection, Instant before, int most) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT " + COLUMNS + " WHERE appended_at < ? ORDER BY appended_at LIMIT ?")) {
            statement.setObject(1, SqlValues.utc(before));
            statement.setInt(2, most);
            return read(statement);
        }
    }

    /// Once: what has ended stays as it ended.
    static void end(Connection connection, UUID id, Artifact.State state, String note, Instant at) throws SQLException {
        try (var statement = connection.prepareStatement("""
            UPDATE artifact SET state = ?, note = ?, ended_at = ?
            WHERE artifact_id = ? AND state = 'arriving'\
            """)) {
            statement.setString(1, state.column());
            statement.setString(2, note);
            statement.setObject(3, SqlValues.utc(at));
            statement.setBytes(4, SqlValues.bytes(id));
            statement.executeUpdate();
        }
    }

    static void delete(Connection connection, List<Artifact> artifacts) throws SQLException {
        try (var statement = connection.prepareStatement("DELETE FROM artifact WHERE artifact_id = ?")) {
            for (var artifact : artifacts) {
                statement.setBytes(1, SqlValues.bytes(artifact.id()));
                statement.executeUpdate();
            }
        }
    }

    private static List<Artifact> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var artifacts = new ArrayList<Artifact>();
            while (rows.next()) {
                artifacts.add(artifact(rows));
            }
            return artifacts;
        }
    }

    private static Artifact artifact(ResultSet rows) throws SQLException {
        return new Artifact(
                SqlValues.uuid(rows.getBytes(1)),
                SqlValues.uuid(rows.getBytes(2)),
                Artifact.State.of(rows.getString(3)),
                rows.getInt(4),
                rows.getLong(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8));
    }
}
