package io.waddleperf.api.incidents;

import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.incidents.NewestIncidents.Found;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Reads incidents: lists from the database, a single one from whoever knows it better, the
/// database or the topic.
@Singleton
final class IncidentsQuery {
    private final Database database;
    private final NewestIncidents live;

    IncidentsQuery(Database database, NewestIncidents live) {
        this.database = database;
        this.live = live;
    }

    Page<RawJson> page(IncidentFilter filter) {
        return filter.part().page(database, filter.sql(), row -> IncidentView.of(row.text("document")));
    }

    /// @throws ProblemException where there is none
    Found find(String id) {
        return uuid(id).flatMap(this::find)
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no incident has the id " + id));
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Found> find(UUID id) {
        var sql = Sql.of("SELECT document FROM incident WHERE incident_id = ?", id);
        var stored = database.first(sql, row -> Found.of(row.text("document")));
        return Stream.of(stored, live.find(id))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(found -> found.incident().revision()));
    }
}
