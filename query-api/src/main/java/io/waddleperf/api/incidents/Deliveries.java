package io.waddleperf.api.incidents;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Who was told what of an incident. The notifier of results-sink writes it; here it is read.
@Singleton
final class Deliveries {
    /// An incident that flaps for days has some hundreds; those that matter are the newest.
    private static final int MOST = 500;

    private final Database database;

    Deliveries(Database database) {
        this.database = database;
    }

    /// Of a test of all channels, which stands in for an incident.
    ///
    /// @throws ProblemException where there is none, or it is no longer kept
    List<Delivery> ofTest(String id) {
        return database.first(
                        Sql.of("SELECT document FROM incident_action WHERE action_id = ?", uuid(id)),
                        row -> WireCodec.read(IncidentAction.class, row.text("document")))
                .filter(action -> action.kind() == IncidentAction.Kind.TEST_NOTIFICATION)
                .map(action -> of(action.id()))
                .orElseThrow(() -> unknown(id));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static ProblemException unknown(String id) {
        return ProblemException.of(ProblemKind.NOT_FOUND, "no test of all channels has the id " + id);
    }

    /// The newest first.
    List<Delivery> of(UUID incident) {
        return database.list(
                Sql.of(
                        "SELECT transition, channel, state, attempts, created_at, sent_at, next_attempt_at, last_error"
                                + " FROM notification WHERE incident_id = ?"
                                + " ORDER BY created_at DESC, revision DESC, channel LIMIT ?",
                        incident,
                        MOST),
                Delivery::of);
    }
}
