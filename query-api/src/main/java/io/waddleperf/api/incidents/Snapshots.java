package io.waddleperf.api.incidents;

import io.waddleperf.api.access.Callers;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.audit.Audit.Change;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Keeps incidents as they were, for whoever has a link. results-sink deletes what has expired, and what is of an
/// incident that it deletes.
@Singleton
final class Snapshots {
    /// Of one incident.
    static final int MOST_LINKS = 20;
    /// Of all incidents.
    private static final int MOST_OF_ALL = 1_000;
    /// Characters of all results of one snapshot: they are bytes in a packet of the database, four each at most.
    static final int MOST_RESULTS = 1 << 21;

    private final Database database;
    private final Audit audit;
    private final Callers callers;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Supplier<UUID> ids;

    @Inject
    Snapshots(Database database, Audit audit, Callers callers) {
        this(database, audit, callers, Clock.systemUTC(), UUID::randomUUID);
    }

    Snapshots(Database database, Audit audit, Callers callers, InstantSource clock, Supplier<UUID> ids) {
        this.database = database;
        this.audit = audit;
        this.callers = callers;
        this.clock = clock;
        this.ids = ids;
    }

    /// A new link with its token, which is told once.
    record Made(SnapshotLink link, SnapshotToken token) {}

    /// @param incident all of it
    /// @param results  as on the topic
    /// @throws ProblemException where there are too many links already
    Made make(Incident incident, List<RawJson> results, SnapshotOrder order) {
        var token = SnapshotToken.next(random);
        var link = new SnapshotLink(
                ids.get(),
                incident.id(),
                incident.revision(),
                callers.current().name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                order.expiresAt().truncatedTo(ChronoUnit.MICROS));
        String document = WireCodec.text(incident);
        database.transaction(transaction -> {
            requireRoom(transaction, link);
            Database.update(transaction, insert(link, token, document, fitting(results)));
            audit.note(
                    transaction, new Change("incident.snapshot", link.incident().toString(), null, link));
            return link;
        });
        return new Made(link, token);
    }

    private static Sql insert(SnapshotLink link, SnapshotToken token, String document, String results) {
        return Sql.of(
                "INSERT INTO incident_snapshot (snapshot_id, incident_id, token_hash, revision, made_by, made_at,"
                        + " expires_at, document, results) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                link.id(),
                link.incident(),
                token.hash(),
                link.revision(),
                link.madeBy(),
                link.madeAt(),
                link.expiresAt(),
                document,
                results);
    }

    private static String fitting(List<RawJson> results) {
        var kept = new ArrayList<String>();
        int left = MOST_RESULTS;
        for (RawJson result : results) {
            left -= result.text().length() + 1;
            if (left < 0) {
                break;
            }
            kept.add(result.text());
        }
        return '[' + String.join(",", kept) + ']';
    }

    private static void requireRoom(Connection transaction, SnapshotLink wanted) throws SQLException {
        var counts = Database.list(
                        transaction,
                        Sql.of(
                                "SELECT COUNT(*) AS all_links, COALESCE(SUM(incident_id = ?), 0) AS own_links"
                                        + " FROM incident_snapshot WHERE expires_at > ?",
                                wanted.incident(),
                                wanted.madeAt()),
                        row -> List.of(row.number("own_links"), row.number("all_links")))
                .getFirst();
        requireFewer(counts.getFirst(), MOST_LINKS, "links to this incident");
        requireFewer(counts.getLast(), MOST_OF_ALL, "links to incidents");
    }

    private static void requireFewer(long there, int most, String what) {
        if (there >= most) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "there are " + most + ' ' + what + " already: take some back first");
        }
    }

    /// Those that still work, the newest first.
    List<SnapshotLink> list(UUID incident) {
        return database.list(
                Sql.of(
                        "SELECT snapshot_id, incident_id, revision, made_by, made_at, expires_at FROM incident_snapshot"
                                + " WHERE incident_id = ? AND expires_at > ? ORDER BY made_at DESC, snapshot_id LIMIT ?",
                        incident,
                        clock.instant(),
                        MOST_LINKS),
                SnapshotLink::of);
    }

    /// Takes a link back: it shows nothing from now on.
    void end(SnapshotLink link) {
        database.transaction(transaction -> {
            int rows = Database.update(
                    transaction, Sql.of("DELETE FROM incident_snapshot WHERE snapshot_id = ?", link.id()));
            if (rows > 0) {
                audit.note(
                        transaction,
                        new Change("incident.end-snapshot", link.incident().toString(), link, null));
            }
            return rows;
        });
    }

    /// Nothing where there is none of this token any more, or never was.
    Optional<Snapshot> find(SnapshotToken token) {
        return token.isWellFormed()
                ? database.first(
                        Sql.of(
                                "SELECT made_at, expires_at, document, results FROM incident_snapshot"
                                        + " WHERE token_hash = ? AND expires_at > ?",
                                token.hash(),
                                clock.instant()),
                        row -> new Snapshot(
                                row.instant("made_at"),
                                row.instant("expires_at"),
                                new RawJson(row.text("document")),
                                new RawJson(row.text("results"))))
                : Optional.empty();
    }
}
