package io.waddleperf.api.artifacts;

import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Finds artifacts by their id or their result.
@Singleton
final class ArtifactsQuery {
    /// A result has few; this is where a list ends at the latest.
    private static final int MOST = 100;

    private final Database database;
    private final Sights sights;

    ArtifactsQuery(Database database, Sights sights) {
        this.database = database;
        this.sights = sights;
    }

    /// An artifact and where its content stands in the archive.
    record Found(ArtifactView view, String objectKey) {
        static Found of(Row row) throws SQLException {
            return new Found(ArtifactView.of(row), row.text("object_key"));
        }
    }

    /// Empty also where there is no such result: artifacts may outlive it.
    List<ArtifactView> ofResult(String result) {
        return uuid(result)
                .map(id -> database.list(
                        Sql.of("SELECT " + ArtifactView.COLUMNS + " FROM artifact WHERE result_id = ?", id)
                                .add(sights.current().condition("probe"))
                                .add(" ORDER BY name, artifact_id LIMIT ?", MOST),
                        ArtifactView::of))
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no result has the id " + result));
    }

    /// @throws ProblemException where there is none
    Found find(String id) {
        return uuid(id).flatMap(this::find)
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no artifact has the id " + id));
    }

    private Optional<Found> find(UUID id) {
        return database.first(
                Sql.of("SELECT " + ArtifactView.COLUMNS + " FROM artifact WHERE artifact_id = ?", id)
                        .add(sights.current().condition("probe")),
                Found::of);
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
