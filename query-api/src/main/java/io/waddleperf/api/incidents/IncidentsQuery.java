package io.waddleperf.api.incidents;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.incidents.NewestIncidents.Found;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.kafka.WireCodec;
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
    private final Sights sights;

    IncidentsQuery(Database database, NewestIncidents live, Sights sights) {
        this.database = database;
        this.live = live;
        this.sights = sights;
    }

    Page<RawJson> page(IncidentFilter filter) {
        Sight sight = sights.current();
        return filter.part()
                .page(database, filter.sql(sight), row -> IncidentView.of(seen(row.text("document"), sight)));
    }

    /// The condition of the list has left those that are seen in part at least; what is not is no
    /// incident of the caller.
    private static String seen(String document, Sight sight) {
        if (sight.isWhole()) {
            return document;
        }
        Incident incident = WireCodec.read(Incident.class, document);
        return IncidentSight.isWhole(incident, sight)
                ? document
                : WireCodec.text(IncidentSight.of(incident, sight).orElseThrow());
    }

    /// @throws ProblemException where there is none
    Found find(String id) {
        Sight sight = sights.current();
        return uuid(id).flatMap(this::find)
                .flatMap(found -> seen(found, sight))
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no incident has the id " + id));
    }

    private static Optional<Found> seen(Found found, Sight sight) {
        if (sight.isWhole()) {
            return Optional.of(found);
        }
        Incident incident = found.incident();
        return IncidentSight.isWhole(incident, sight)
                ? Optional.of(found)
                : IncidentSight.of(incident, sight).map(part -> Found.of(part, WireCodec.text(part)));
    }

    /// What is done with an incident is done with all of it.
    ///
    /// @throws ProblemException where the caller does not see all of it, or there is none
    Incident findWhole(String id) {
        var shown = find(id);
        Sight sight = sights.current();
        boolean whole = sight.isWhole()
                || find(shown.id())
                        .filter(found -> IncidentSight.isWhole(found.incident(), sight))
                        .isPresent();
        if (!whole) {
            throw ProblemException.of(ProblemKind.FORBIDDEN, "the incident reaches beyond your scope");
        }
        return shown.incident();
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Found> find(UUID id) {
        var sql = Sql.of("SELECT revision, document FROM incident WHERE incident_id = ?", id);
        var stored = database.first(sql, row -> new Found(id, row.number("revision"), row.text("document")));
        return Stream.of(stored, live.find(id))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Found::revision));
    }
}
