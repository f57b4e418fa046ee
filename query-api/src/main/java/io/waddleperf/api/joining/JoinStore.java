package io.waddleperf.api.joining;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.JoinRequest;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tokens and identities in the database; a change of keys and its event are one transaction.
@Singleton
final class JoinStore {
    /// So long a token that is too old is told so.
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /// That are shown.
    private static final int MOST_PENDING = 1_000;

    private final Database database;
    private final Outbox outbox;
    private final Audit audit;

    JoinStore(Database database, Outbox outbox, Audit audit) {
        this.audit = audit;
        this.database = database;
        this.outbox = outbox;
    }

    /// A row of tokens.
    private record Token(
            UUID id,
            Probe probe,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable String requestHash) {
        static Token of(Row row) throws SQLException {
            return new Token(
                    row.uuid("id"),
                    WireCodec.read(Probe.class, row.text("document")),
                    row.instant("expires_at"),
                    row.instantOrNull("used_at"),
                    row.textOrNull("request_hash"));
        }
    }

    /// @throws ProblemException where there is one of this id
    void add(UUID id, String secretHash, Enrolment enrolment, Instant now) {
        database.transaction(transaction -> {
            Database.update(
                    transaction,
                    Sql.of(
                            "DELETE FROM probe_enrolment WHERE expires_at < ? ORDER BY expires_at LIMIT 100",
                            now.minus(REMEMBERED)));
            var expected = enrolment.asProbe();
            audit.note(transaction, new Audit.Change("probe.enrol", enrolment.probe(), null, expected));
            int added = Database.update(
                    transaction,
                    Sql.of(
                            "INSERT IGNORE INTO probe_enrolment"
                                    + " (id, secret_hash, probe, document, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                            id,
                            secretHash,
                            enrolment.probe(),
                            WireCodec.text(expected),
                            now,
                            now.plus(enrolment.life())));
            if (added == 0) {
                throw repeated(transaction, id);
            }
            return added;
        });
    }

    private static ProblemException repeated(Connection transaction, UUID id) throws SQLException {
        var first = Sql.of("SELECT probe FROM probe_enrolment WHERE id = ?", id);
        var probes = Database.list(transaction, first, row -> row.text("probe"));
        return IdempotencyKey.repeated("`probes revoke " + String.join("", probes) + "` voids its line");
    }

    /// Uses a token up and makes the probe known; what was sent before is answered again.
    ///
    /// @throws ProblemException where the token is none, has expired or was used by somebody else
    Probe join(JoinRequest request, String source, Instant now) {
        String secretHash = Secrets.hash(request.secret());
        String requestHash = Secrets.hash(request.password(), request.key());
        return database.transaction(transaction -> {
            Token token = usable(transaction, secretHash, requestHash, now);
            String probe = token.probe().id();
            Identity before = find(transaction, probe).orElse(null);
            if (token.usedAt() == null) {
                take(transaction, token, requestHash, now);
                var joined = Identity.joined(probe, request.host(), request.key(), before, now);
                write(transaction, before, joined);
                note(transaction, Caller.joined(probe, source), "probe.join", before, joined);
            } else if (before == null || !before.holds(request.key())) {
                throw refused("was used at " + token.usedAt() + ", and what came of it holds no more");
            }
            return token.probe();
        });
    }

    private static Token usable(Connection transaction, String secretHash, String requestHash, Instant now)
            throws SQLException {
        var select = Sql.of(
                "SELECT id, document, expires_at, used_at, request_hash FROM probe_enrolment WHERE secret_hash = ?",
                secretHash);
        Token token = Database.list(transaction, select, Token::of).stream()
                .findFirst()
                .orElseThrow(() -> refused("is not known here (any more)"));
        if (token.usedAt() != null && !requestHash.equals(token.requestHash())) {
            throw refused("was used at " + token.usedAt() + " already; it is good once");
        }
        if (token.usedAt() == null && !now.isBefore(token.expiresAt())) {
            throw refused("expired at " + token.expiresAt());
        }
        return token;
    }

    private static ProblemException refused(String why) {
        return ProblemException.of(
                ProblemKind.TOKEN_REFUSED, "the token " + why + ": make a new one with `probes enrol`");
    }

    private static void take(Connection transaction, Token token, String requestHash, Instant now) throws SQLException {
        int changed = Database.update(
                transaction,
                Sql.of(
                        "UPDATE probe_enrolment SET used_at = ?, request_hash = ? WHERE id = ? AND used_at IS NULL",
                        now,
                        requestHash,
                        token.id()));
        if (changed == 0) { // perhaps by the same probe, whose first question is still being answered
            throw ProblemException.of(ProblemKind.BUSY, "the token is being used just now: ask again in some seconds");
        }
    }

    private void note(Connection transaction, Caller who, String action, @Nullable Identity before, Identity after)
            throws SQLException {
        audit.note(
                transaction,
                who,
                new Audit.Change(
                        action,
                        after.probe(),
                        before == null ? null : IdentityView.of(before),
                        IdentityView.of(after)));
    }

    /// Tokens that may still be used, the newest first.
    List<PendingView> pending(Instant now) {
        return database.list(
                Sql.of(
                        "SELECT document, created_at, expires_at FROM probe_enrolment"
                                + " WHERE used_at IS NULL AND expires_at > ? ORDER BY created_at DESC, id LIMIT ?",
                        now,
                        MOST_PENDING),
                PendingView::of);
    }

    List<Identity> identities() {
        return database.list(
                Sql.of("SELECT " + Identity.COLUMNS + " FROM probe_identity ORDER BY probe"), Identity::of);
    }

    Optional<Identity> identity(String probe) {
        return database.first(
                Sql.of("SELECT " + Identity.COLUMNS + " FROM probe_identity WHERE probe = ?", probe), Identity::of);
    }

    private static Optional<Identity> find(Connection transaction, String probe) throws SQLException {
        var select = Sql.of("SELECT " + Identity.COLUMNS + " FROM probe_identity WHERE probe = ?", probe);
        return Database.list(transaction, select, Identity::of).stream().findFirst();
    }

    /// @param action what the audit calls it
    /// @throws ProblemException where it has changed since it was read
    void replace(Identity before, Identity now, Caller who, String action) {
        database.transaction(transaction -> {
            int changed = Database.update(transaction, now.replacing(before));
            if (changed == 0) {
                throw ProblemException.of(
                        ProblemKind.CONFLICT, "somebody else changed the keys of " + before.probe() + ": try again");
            }
            outbox.add(transaction, Topics.PROBE_KEYS, now.probe(), now.keys());
            note(transaction, who, action, before, now);
            return changed;
        });
    }

    /// Tokens for it that nobody has used are good no more.
    ///
    /// @return how many there were
    int voidTokens(String probe) {
        return database.transaction(transaction -> {
            int tokens = Database.update(
                    transaction, Sql.of("DELETE FROM probe_enrolment WHERE probe = ? AND used_at IS NULL", probe));
            if (tokens > 0) {
                audit.note(transaction, new Audit.Change("probe.unenrol", probe, Map.of("tokens", tokens), null));
            }
            return tokens;
        });
    }

    private void write(Connection transaction, @Nullable Identity before, Identity now) throws SQLException {
        if (Database.update(transaction, before == null ? now.insert() : now.replacing(before)) == 0) {
            throw ProblemException.of(
                    ProblemKind.BUSY, "the keys of " + now.probe() + " are being changed: ask again in some seconds");
        }
        outbox.add(transaction, Topics.PROBE_KEYS, now.probe(), now.keys());
    }

    /// Whether the keys are on their topic.
    boolean published(String probe) {
        return database.first(
                        Sql.of(
                                "SELECT 1 AS waits FROM outbox WHERE topic = ? AND record_key = ? LIMIT 1",
                                Topics.PROBE_KEYS.name(),
                                probe),
                        row -> row.number("waits"))
                .isEmpty();
    }
}
