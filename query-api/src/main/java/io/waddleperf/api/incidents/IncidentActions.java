package io.waddleperf.api.incidents;

import io.waddleperf.api.access.Callers;
import io.waddleperf.api.accounts.Accounts;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.configuration.OutboxPublisher;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps what people do with incidents, with the event for the streams.
@Singleton
public final class IncidentActions {
    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final Callers callers;
    private final Accounts accounts;
    private final Runnable stored;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    @Inject
    IncidentActions(
            Database database,
            Outbox outbox,
            Audit audit,
            Callers callers,
            Accounts accounts,
            OutboxPublisher publisher) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.callers = callers;
        this.accounts = accounts;
        stored = publisher::wake;
        clock = Clock.systemUTC();
        ids = UUID::randomUUID;
    }

    /// The action that came with this key before.
    ///
    /// @throws ProblemException where it was another one
    Optional<IncidentAction> earlier(UUID incident, ActionOrder order, @Nullable String key) {
        return byKey(key).map(first -> requireSame(first, incident, order));
    }

    /// @throws ProblemException where it is to be assigned to nobody who could look after it
    IncidentAction take(UUID incident, ActionOrder order, @Nullable String key) {
        String assignee = order.assignee();
        if (assignee != null && !assignee.isEmpty() && !accounts.mayEnter(assignee)) {
            throw ProblemException.badRequest("assignee", "must be the name of an account that may sign in");
        }
        return store(action(ids.get(), incident, order), key);
    }

    /// A notification. It belongs to no incident, so it stands in for one.
    ///
    /// @param channel null: to every channel
    public IncidentAction testNotification(@Nullable String channel, @Nullable String key) {
        var order = ActionOrder.test(channel);
        UUID id = key == null ? ids.get() : Ids.uuid("test-notification", key);
        return earlier(id, order, key).orElseGet(() -> store(action(id, id, order), key));
    }

    private IncidentAction action(UUID id, UUID incident, ActionOrder order) {
        return new IncidentAction(
                id,
                incident,
                order.kind(),
                callers.current().name(),
                clock.instant(),
                order.text(),
                order.channel(),
                order.assignee());
    }

    private Optional<IncidentAction> byKey(@Nullable String key) {
        return key == null
                ? Optional.empty()
                : database.first(
                        Sql.of("SELECT document FROM incident_action WHERE idempotency_key = ?", key),
                        row -> WireCodec.read(IncidentAction.class, row.text("document")));
    }

    private IncidentAction store(IncidentAction action, @Nullable String key) {
        boolean added = database.transaction(transaction -> {
            int rows = Database.update(
                    transaction,
                    Sql.of(
                            "INSERT IGNORE INTO incident_action"
                                    + " (action_id, incident_id, document, at, idempotency_key) VALUES (?, ?, ?, ?, ?)",
                            action.id(),
                            action.incident(),
                            WireCodec.text(action),
                            action.at(),
                            key));
            if (rows > 0) {
                outbox.add(
                        transaction, Topics.INCIDENT_ACTIONS, action.incident().toString(), action);
                audit.note(
                        transaction,
                        new Audit.Change(
                                "incident." + action.kind().wireName(),
                                Objects.requireNonNullElse(
                                        action.channel(), action.incident().toString()),
                                null,
                                action));
            }
            return rows > 0;
        });
        stored.run();
        return added
                ? action
                : earlier(action.incident(), ActionOrder.of(action), key).orElse(action); // the same one was quicker
    }

    private static IncidentAction requireSame(IncidentAction first, UUID incident, ActionOrder order) {
        if (!first.incident().equals(incident) || !order.same(first)) {
            throw ProblemException.of(
                    ProblemKind.KEY_REUSED,
                    "the key was sent before with another incident, kind, text, channel or assignee");
        }
        return first;
    }
}
