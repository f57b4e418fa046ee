package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Stored.Origin;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Threshold;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changes single things for callers of the API: a change and its event are one transaction.
///
/// What the configuration file declares stays as it says there: the next start would put it back.
@Singleton
public final class ConfigurationEdits {
    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final Reach reach;
    private final Callers callers;
    private final Runnable committed;
    private final InstantSource clock;

    @Inject
    ConfigurationEdits(
            Database database, Outbox outbox, Audit audit, Reach reach, Callers callers, OutboxPublisher publisher) {
        this.callers = callers;
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.reach = reach;
        committed = publisher::wake;
        clock = Clock.systemUTC();
    }

    /// A thing as it is stored now.
    ///
    /// @param created whether there was none of its id before
    public record Edited<T>(T value, boolean created) {}

    /// @param rule its version is not looked at
    public Edited<Threshold> put(Threshold rule, Precondition when) {
        return put(Kind.THRESHOLDS, rule.id(), _ -> rule, when);
    }

    /// @param draft makes the silence of the one that there is; the version is not looked at
    public Edited<Silence> putSilence(String id, Function<Optional<Silence>, Silence> draft, Precondition when) {
        return put(Kind.SILENCES, id, draft, when);
    }

    /// @param probe its version is not looked at
    /// @param who   whose wish it is: a probe that has shown its right to be there has no account
    public Edited<Probe> putProbe(Probe probe, Caller who) {
        return put(Kind.PROBES, probe.id(), _ -> probe, Precondition.NONE, who);
    }

    /// @throws ProblemException where there is no such rule
    public void removeThreshold(String id, Precondition when) {
        remove(Kind.THRESHOLDS, id, when);
    }

    /// @throws ProblemException where there is no such silence
    public void removeSilence(String id, Precondition when) {
        remove(Kind.SILENCES, id, when);
    }

    private <T> Edited<T> put(Kind<T> kind, String id, Function<Optional<T>, T> draft, Precondition when) {
        return put(kind, id, draft, when, callers.current());
    }

    private <T> Edited<T> put(Kind<T> kind, String id, Function<Optional<T>, T> draft, Precondition when, Caller who) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Edited<T> edited = database.transaction(transaction -> {
            Stored<T> before = find(transaction, kind, id);
            requireReach(before, who);
            refuseDeclared(kind, id, before);
            boolean created = before == null || before.deleted();
            T value = draft.apply(before == null || created ? Optional.empty() : Optional.of(before.value()));
            reach.require(value, who);
            when.require(before == null || created ? null : version(kind, before));
            if (before != null && !created && kind.same(before.value(), value)) {
                return new Edited<>(before.value(), false);
            }
            T next = kind.stamped().on(value, before == null ? 1 : version(kind, before) + 1, now);
            var sql = before == null ? kind.insert(next, Origin.API) : kind.replace(before, next, Origin.API, false);
            requireChanged(Database.update(transaction, sql), id);
            outbox.add(transaction, kind.topic(), id, next);
            Object old = before == null || created ? null : before.value();
            audit.note(transaction, who, new Audit.Change(kind.table() + ".put", id, old, next));
            return new Edited<>(next, created);
        });
        committed.run();
        return edited;
    }

    private <T> void remove(Kind<T> kind, String id, Precondition when) {
        database.transaction(transaction -> {
            Stored<T> before = find(transaction, kind, id);
            if (before == null || before.deleted()) {
                throw ProblemException.of(ProblemKind.NOT_FOUND, "no " + kind.table() + " has the id " + id);
            }
            requireReach(before, callers.current());
            refuseDeclared(kind, id, before);
            when.require(version(kind, before));
            requireChanged(Database.update(transaction, kind.replace(before, before.value(), Origin.API, true)), id);
            outbox.add(transaction, kind.topic(), id, null);
            audit.note(transaction, new Audit.Change(kind.table() + ".remove", id, before.value(), null));
            return before;
        });
        committed.run();
    }

    private <T> void requireReach(@Nullable Stored<T> before, Caller who) {
        if (before != null && !before.deleted()) {
            reach.require(Objects.requireNonNull(before.value()), who);
        }
    }

    private static <T> @Nullable Stored<T> find(Connection transaction, Kind<T> kind, String id) throws SQLException {
        var rows = Database.list(transaction, kind.select().add(" WHERE id = ?", id), kind::read);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    private static <T> long version(Kind<T> kind, Stored<T> stored) {
        return kind.version().apply(stored.value());
    }

    private static <T> void refuseDeclared(Kind<T> kind, String id, @Nullable Stored<T> before) {
        if (before != null && !before.deleted() && before.origin() == Origin.FILE) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT,
                    "the configuration file declares " + kind.table() + " " + id + ": change it there");
        }
    }

    private static void requireChanged(int rows, String id) {
        if (rows == 0) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "somebody else changed " + id + " at the same time: read it again");
        }
    }
}
