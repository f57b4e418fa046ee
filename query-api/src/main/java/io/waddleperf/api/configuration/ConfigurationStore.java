package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Stored.Origin;
import io.waddleperf.api.sql.Database;
import io.waddleperf.documents.DocumentKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps the configuration: a change and its events are one transaction.
@Singleton
public final class ConfigurationStore {
    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final Runnable committed;
    private final InstantSource clock;

    @Inject
    ConfigurationStore(Database database, Outbox outbox, Audit audit, OutboxPublisher publisher) {
        this(database, outbox, audit, publisher::wake, Clock.systemUTC());
    }

    /// @param committed is told after each change
    ConfigurationStore(Database database, Outbox outbox, Audit audit, Runnable committed, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.committed = committed;
        this.clock = clock;
    }

    /// How many things an `apply` changed.
    public record Applied(int written, int removed) {
        private Applied and(Applied more) {
            return new Applied(written + more.written, removed + more.removed);
        }
    }

    /// Makes what is stored equal to what is declared: creates, changes, and removes what an earlier
    /// call declared and this one does not. What was made through the API stays, and what is equal
    /// causes no event.
    public Applied apply(DesiredConfiguration desired) {
        Applied applied = database.change(transaction -> {
            References.hold(transaction);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var run = new Run(transaction, now);
            var targets = run.apply(Kind.TARGETS, DocumentKind.TARGET, desired.targets());
            var probes = run.apply(Kind.PROBES, DocumentKind.PROBE_TAGS, desired.probes());
            var thresholds = run.apply(Kind.THRESHOLDS, DocumentKind.THRESHOLD, desired.thresholds());
            var schedules = run.apply(Kind.SCHEDULES, DocumentKind.SCHEDULE, desired.schedules());
            return targets.and(probes).and(thresholds).and(schedules);
        });
        committed.run();
        return applied;
    }

    /// One `apply` within its transaction.
    private final class Run {
        private final Connection transaction;
        private final Instant now;

        Run(Connection transaction, Instant now) {
            this.transaction = transaction;
            this.now = now;
        }

        <T> Applied apply(Kind<T> kind, DocumentKind document, List<T> desired) throws SQLException {
            Map<String, Stored<T>> stored = new HashMap<>();
            for (Stored<T> row : Database.list(transaction, kind.select(), kind::read)) {
                stored.put(kind.id().apply(row.value()), row);
            }
            int written = 0;
            var declared = new HashSet<String>();
            for (T value : desired) {
                String id = kind.id().apply(value);
                if (!declared.add(id)) {
                    throw new IllegalArgumentException(kind.table() + " \"" + id + "\" is declared twice");
                }
                Stored<T> before = stored.get(id);
                if (before == null || before.deleted() || !kind.same(before.value(), value)) {
                    long version = before == null ? 1 : kind.version().apply(before.value()) + 1;
                    T next = kind.stamped().on(value, version, now);
                    write(kind, document, next);
                    Object old = before == null || before.deleted() ? null : before.value();
                    audit.note(transaction, Caller.SYSTEM, new Audit.Change(kind.table() + ".put", id, old, next));
                    written++;
                }
            }
            return new Applied(written, remove(kind, document, stored, declared));
        }

        /// No document has made it any more.
        private <T> void write(Kind<T> kind, DocumentKind document, T value) throws SQLException {
            Database.update(transaction, kind.write(value, Origin.FILE, false));
            outbox.add(transaction, kind.topic(), kind.id().apply(value), value);
            DocumentRow.remove(transaction, document, kind.id().apply(value));
        }

        private <T> int remove(Kind<T> kind, DocumentKind document, Map<String, Stored<T>> stored, Set<String> declared)
                throws SQLException {
            int removed = 0;
            for (var entry : stored.entrySet()) {
                Stored<T> row = entry.getValue();
                if (!row.deleted() && row.origin() == Origin.FILE && !declared.contains(entry.getKey())) {
                    Database.update(transaction, kind.write(row.value(), Origin.FILE, true));
                    outbox.add(transaction, kind.topic(), entry.getKey(), null);
                    DocumentRow.remove(transaction, document, entry.getKey());
                    var change = new Audit.Change(kind.table() + ".remove", entry.getKey(), row.value(), null);
                    audit.note(transaction, Caller.SYSTEM, change);
                    removed++;
                }
            }
            return removed;
        }
    }
}
