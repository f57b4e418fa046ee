package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.audit.Audit.Change;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.oidc.Oidc;
import io.waddleperf.api.oidc.OidcClient;
import io.waddleperf.api.oidc.OidcClient.Held;
import io.waddleperf.api.oidc.OidcException;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps what sessions hold of the provider, and asks it now and then whether they still hold. What it says then of
/// somebody's role is theirs from that request on.
///
/// One request asks, on whichever instance; those beside it go on meanwhile: a refresh token may be good once.
@Singleton
final class ProviderSessions {
    /// So long nobody else asks, and after a provider that did not answer nobody at all.
    static final Duration TURN = Duration.ofSeconds(30);
    /// So long a session outlives a provider that does not answer, from when it was to be asked.
    static final Duration GRACE = Duration.ofHours(1);
    /// So long one lasts that the provider gave nothing to ask again by.
    static final Duration UNASKED = Duration.ofHours(12);

    /// After an answer that did not come, sessions past the grace are refused so long without asking again,
    static final Duration PAUSE = Duration.ofSeconds(5);
    /// and so long where another request asks meanwhile.
    private static final Duration AWAY = Duration.ofMinutes(2);

    private static final Logger LOG = Logger.getLogger(ProviderSessions.class);

    private final Database database;
    private final Audit audit;
    private final Oidc oidc;
    private final ExternalAccounts accounts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /// Of sessions past the grace.
    private volatile Instant awayAt = Instant.EPOCH;

    @Inject
    ProviderSessions(Database database, Audit audit, Oidc oidc, ExternalAccounts accounts) {
        this(database, audit, oidc, accounts, Clock.systemUTC());
    }

    ProviderSessions(Database database, Audit audit, Oidc oidc, ExternalAccounts accounts, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.oidc = oidc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// When a session is to be confirmed.
    ///
    /// @param at          or until when somebody asks
    /// @param confirmedAt the last time
    record Due(Instant at, Instant confirmedAt) {
        /// @return null: never, it is ours alone
        static @Nullable Due of(Row row) throws SQLException {
            Instant at = row.instantOrNull("confirm_at");
            return at == null ? null : new Due(at, row.instant("confirmed_at"));
        }
    }

    /// A session of somebody from elsewhere.
    ///
    /// @param due as the row had it when it was read
    record Asked(UUID id, String account, Secret secret, Due due, String source) {}

    void keep(Secret session, Held held, OidcClient client) {
        update(confirmed(session, held, client).add(" WHERE secret_hash = ?", (Object) session.hash()));
    }

    private Sql confirmed(Secret session, Held held, OidcClient client) {
        Instant now = now();
        Duration good = held.refresh().isPresent() ? client.confirmEvery() : UNASKED;
        return Sql.of(
                "UPDATE credential SET confirm_at = ?, confirmed_at = ?, provider_tokens = ?",
                now.plus(good),
                now,
                Sealed.seal(held, session, random));
    }

    private int update(Sql sql) {
        return database.transaction(transaction -> Database.update(transaction, sql));
    }

    /// Where the turn is ours still: after one that took too long another request has asked, and holds what is newer.
    private static Sql inTurn(Sql sql, Asked asked, Instant turn) {
        return sql.add(" WHERE credential_id = ? AND confirm_at = ?", asked.id, turn);
    }

    /// As the database keeps it, so that it can be compared.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// What a session holds; nothing where it is ours alone.
    Optional<Held> heldBy(Secret session) {
        return database.first(
                        Sql.of("SELECT provider_tokens FROM credential WHERE secret_hash = ?", (Object) session.hash()),
                        row -> unsealed(row, session))
                .flatMap(held -> held);
    }

    private static Optional<Held> unsealed(Row row, Secret session) throws SQLException {
        return Optional.ofNullable(row.bytesOrNull("provider_tokens")).flatMap(hidden -> Sealed.open(hidden, session));
    }

    /// Where a browser goes to sign out at the provider, too; nowhere where that is not to be reached.
    ///
    /// @param held by the session that has ended
    Optional<URI> signOut(Held held, String base) {
        try {
            return oidc.client()
                    .flatMap(client -> client.signOutAt(held.idToken(), URI.create(client.base(base) + '/')));
        } catch (OidcException e) {
            LOG.warnf("somebody was signed out here only: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /// Asks the provider, where it is time.
    ///
    /// @return whether the session goes on; role and scope may be others now
    /// @throws ProblemException where the provider has been away for longer than the grace
    boolean goesOn(Asked asked) {
        var client = oidc.client();
        if (client.isEmpty()) {
            return false; // who was let in by a provider that is none any more
        }
        Instant now = now();
        boolean due = !now.isBefore(asked.due.at);
        if (isPastGrace(asked.due, client.get(), now) && now.isBefore(awayAt.plus(due ? PAUSE : AWAY))) {
            throw away(null);
        }
        if (!due) {
            return true;
        }
        Instant turn = now.plus(TURN);
        return !takeTurn(asked, turn) || confirm(asked, client.get(), turn);
    }

    /// A session that was given nothing to refresh it by is not past any: it was not to be asked about yet.
    private static boolean isPastGrace(Due due, OidcClient client, Instant now) {
        return !due.at.equals(due.confirmedAt.plus(UNASKED))
                && !now.isBefore(due.confirmedAt.plus(client.confirmEvery()).plus(GRACE));
    }

    private static ProblemException away(@Nullable OidcException e) {
        String detail = "it has not for " + GRACE.toMinutes() + " minutes, and is asked again with your next request";
        return e == null
                ? ProblemException.of(ProblemKind.PROVIDER_AWAY, detail)
                : ProblemException.of(ProblemKind.PROVIDER_AWAY, detail, e);
    }

    private boolean takeTurn(Asked asked, Instant turn) {
        return update(inTurn(Sql.of("UPDATE credential SET confirm_at = ?", turn), asked, asked.due.at)) > 0;
    }

    private boolean confirm(Asked asked, OidcClient client, Instant turn) {
        var stored = database.first(
                Sql.of(
                        "SELECT c.provider_tokens, a.subject FROM credential c"
                                + " JOIN account a ON a.name = c.account WHERE c.credential_id = ?",
                        asked.id),
                row -> Stored.of(row, asked.secret));
        if (stored.isEmpty()) {
            return false;
        }
        if (stored.get().held.isEmpty()) {
            return end(asked, "what it held of the provider cannot be read");
        }
        String subject = stored.get().subject;
        try {
            var again = client.confirm(stored.get().held.get(), subject, held -> keepRotated(asked, held, turn));
            again.person().ifPresent(person -> accounts.follow(person, asked.source));
            update(inTurn(confirmed(asked.secret, again.held(), client), asked, turn));
            return true;
        } catch (OidcException e) {
            return switch (e.why()) {
                case REFUSED -> end(asked, String.valueOf(e.getMessage()));
                case NO_ROLE -> endAll(asked, e);
                case AWAY -> isInGrace(asked, client, turn, e);
            };
        }
    }

    /// The one before is good no more.
    private void keepRotated(Asked asked, Held held, Instant turn) {
        byte[] hidden = Sealed.seal(held, asked.secret, random);
        update(inTurn(Sql.of("UPDATE credential SET provider_tokens = ?", (Object) hidden), asked, turn));
    }

    private boolean endAll(Asked asked, OidcException e) {
        accounts.endAll(asked.account, String.valueOf(e.getMessage()), asked.source);
        return false;
    }

    private record Stored(Optional<Held> held, String subject) {
        static Stored of(Row row, Secret session) throws SQLException {
            return new Stored(unsealed(row, session), Objects.requireNonNullElse(row.textOrNull("subject"), ""));
        }
    }

    /// Past the grace nobody comes in, and the session stays for when the provider is back.
    private boolean isInGrace(Asked asked, OidcClient client, Instant turn, OidcException e) {
        LOG.warnf("the session of %s was not confirmed: %s", asked.account, e.getMessage());
        Instant now = now();
        if (!isPastGrace(asked.due, client, now)) {
            return true;
        }
        awayAt = now;
        update(inTurn(Sql.of("UPDATE credential SET confirm_at = ?", asked.due.at), asked, turn));
        throw away(e);
    }

    private boolean end(Asked asked, String reason) {
        var who = new Caller(
                asked.account,
                asked.account,
                Caller.Via.SESSION,
                asked.id,
                Role.VIEWER,
                List.of(),
                false,
                asked.source);
        database.transaction(transaction -> {
            int rows = Database.update(transaction, Sql.of("DELETE FROM credential WHERE credential_id = ?", asked.id));
            audit.note(transaction, who, new Change("session.end", asked.account, null, Map.of("reason", reason)));
            return rows;
        });
        return false;
    }
}
