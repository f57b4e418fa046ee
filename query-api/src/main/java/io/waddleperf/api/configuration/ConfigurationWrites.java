package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Stored.Origin;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
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

/// Writes single things within a transaction: the row, its event, and the note of who wanted it.
///
/// What the configuration file declares stays as it says there: the next start would put it back.
@Singleton
final class ConfigurationWrites {
    private final Outbox outbox;
    private final Audit audit;
    private final Reach reach;
    private final InstantSource clock;

    @Inject
    ConfigurationWrites(Outbox outbox, Audit audit, Reach reach) {
        this.outbox = outbox;
        this.audit = audit;
        this.reach = reach;
        clock = Clock.systemUTC();
    }

    /// @param before null where there was none
    record Written<T>(@Nullable T before, T value) {
        boolean created() {
            return before == null;
        }

        boolean unchanged() {
            return value.equals(before);
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// @param draft makes the thing of the one that there is; its version is not looked at
    /// @throws ProblemException where it is not allowed, or `when` does not hold
    <T> Written<T> put(
            Connection transaction,
            Kind<T> kind,
            String id,
            Function<Optional<T>, T> draft,
            Precondition when,
            Caller who)
            throws SQLException {
        Stored<T> before = find(transaction, kind, id);
        requireReach(before, who);
        refuseDeclared(kind, id, before);
        T old = before == null || before.deleted() ? null : before.value();
        T value = draft.apply(Optional.ofNullable(old));
        reach.require(value, who);
        when.require(old == null ? null : kind.version().apply(old));
        if (old != null && kind.same(old, value)) {
            return new Written<>(old, old);
        }
        T next = kind.stamped().on(value, before == null ? 1 : kind.version().apply(before.value()) + 1, now());
        var sql = before == null ? kind.insert(next, Origin.API) : kind.replace(before, next, Origin.API, false);
        requireChanged(Database.update(transaction, sql), id);
        outbox.add(transaction, kind.topic(), id, next);
        audit.note(transaction, who, new Audit.Change(kind.table() + ".put", id, old, next));
        return new Written<>(old, next);
    }

    /// @return what there was
    /// @throws ProblemException where there is no such thing, or it is not allowed
    <T> T remove(Connection transaction, Kind<T> kind, String id, Precondition when, Caller who) throws SQLException {
        Stored<T> before = find(transaction, kind, id);
        if (before == null || before.deleted()) {
            throw ProblemException.of(ProblemKind.NOT_FOUND, "no " + kind.table() + " has the id " + id);
        }
        requireReach(before, who);
        refuseDeclared(kind, id, before);
        when.require(kind.version().apply(before.value()));
        requireChanged(Database.update(transaction, kind.replace(before, before.value(), Origin.API, true)), id);
        outbox.add(transaction, kind.topic(), id, null);
        audit.note(transaction, who, new Audit.Change(kind.table() + ".remove", id, before.value(), null));
        return before.value();
    }

    /// Notes what became of a thing that is on no topic.
    void note(Connection transaction, Caller who, Audit.Change change) throws SQLException {
        audit.note(transaction, who, change);
    }

    static <T> @Nullable Stored<T> find(Connection transaction, Kind<T> kind, String id) throws SQLException {
        var rows = Database.list(transaction, kind.select().add(" WHERE id = ?", id), kind::read);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    <T> void requireReach(@Nullable Stored<T> before, Caller who) {
        if (before != null && !before.deleted()) {
            reach.require(Objects.requireNonNull(before.value()), who);
        }
    }

    /// @throws ProblemException where there are more now
    static void requireFew(Connection transaction, Kind<?> kind, int most) throws SQLException {
        var sql = Sql.of("SELECT COUNT(*) AS present FROM " + kind.table() + " WHERE NOT deleted");
        long present =
                Database.list(transaction, sql, row -> row.number("present")).getFirst();
        if (present > most) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "there may be " + most + " of kind " + kind.table() + ": remove one first");
        }
    }

    private static <T> void refuseDeclared(Kind<T> kind, String id, @Nullable Stored<T> before) {
        if (before != null && !before.deleted() && before.origin() == Origin.FILE) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT,
                    "the configuration file declares " + kind.table() + " " + id + ": change it there");
        }
    }

    /// @throws ProblemException where it is not as it was read any more
    static void requireChanged(int rows, String id) {
        if (rows == 0) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "somebody else changed " + id + " at the same time: read it again");
        }
    }
}
