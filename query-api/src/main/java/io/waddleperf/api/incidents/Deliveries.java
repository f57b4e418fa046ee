package io.waddleperf.api.incidents;

import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
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
