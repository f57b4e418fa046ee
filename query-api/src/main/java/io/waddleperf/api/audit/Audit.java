package io.waddleperf.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Notes each change in the transaction that makes it: there is no change without its note, and no
/// note of a change that was not made.
@Singleton
public final class Audit {
    /// Of a document; a larger one is left out, and says so.
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Callers callers;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    @Inject
    public Audit(Callers callers, ObjectMapper json) {
        this(callers, json, Clock.systemUTC(), UUID::randomUUID);
    }

    Audit(Callers callers, ObjectMapper json, InstantSource clock, Supplier<UUID> ids) {
        this.callers = callers;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    /// What became of one thing.
    ///
    /// @param action  such as `threshold.put`
    /// @param subject its id
    /// @param before  null where there was nothing
    /// @param after   null where there is nothing any more
    public record Change(
            String action,
            String subject,
            @Nullable Object before,
            @Nullable Object after) {}

    /// By whoever asks now.
    public void note(Connection transaction, Change change) throws SQLException {
        note(transaction, callers.current(), change);
    }

    public void note(Connection transaction, Caller who, Change change) throws SQLException {
        Database.update(
                transaction,
                Sql.of(
                        "INSERT INTO audit (audit_id, at, who, via, source, action, subject, before_doc, after_doc)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        ids.get(),
                        clock.instant(),
                        who.name(),
                        who.via().wireName(),
                        who.source(),
                        change.action,
                        change.subject,
                        text(change.before),
                        text(change.after)));
    }

    private @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            String text = json.writeValueAsString(value);
            return text.length() <= MOST_CHARACTERS ? text : "{\"leftOut\":\"" + text.length() + " characters\"}";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is changed is always JSON", e);
        }
    }
}
