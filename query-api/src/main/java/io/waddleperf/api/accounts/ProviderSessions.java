package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.audit.Audit.Change;
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

/// Keeps what sessions hold of the provider, and asks it now and then whether they still hold. What it says then of
/// somebody's role is theirs from that request on.
///
/// One request asks, on whichever instance; those beside it go on meanwhile: a refresh token may be good once.
@Singleton
final class ProviderSessions {
    /// So long nobody else asks, and after a provider that did not answer nobody at all.
    static final Duration TURN = Duration.ofSeconds(30);
    /// So long a session outlives a provider that does not answer.
    static final Duration GRACE = Duration.ofHours(1);
    /// So long one lasts that the provider gave nothing to ask again by.
    static final Duration UNASKED = Duration.ofHours(12);

    private static final Logger LOG = Logger.getLogger(ProviderSessions.class);

    private final Database database;
    private final Audit audit;
    private final Oidc oidc;
    private final ExternalAccounts accounts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

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

    /// A session of somebody from elsewhere.
    ///
    /// @param confirmAt as the row had it when it was read
    record Asked(UUID id, String account, Secret secret, Instant confirmAt, String source) {}

    void keep(Secret session, Held held, OidcClient client) {
        Instant now = now();
        Duration good = held.refresh().isPresent() ? client.confirmEvery() : UNASKED;
        database.transaction(transaction -> Database.update(
                transaction,
                Sql.of(
                        "UPDATE credential SET confirm_at = ?, confirmed_at = ?, provider_tokens = ?"
                                + " WHERE secret_hash = ?",
                        now.plus(good),
                        now,
                        Sealed.seal(held, session, random),
                        session.hash())));
    }

    /// As the database keeps it, so that it can be compared.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// What a session holds; nothing where it is ours alone.
    private Optional<Held> heldBy(Secret session) {
        return database.first(
                        Sql.of("SELECT provider_tokens FROM credential WHERE secret_hash = ?", (Object) session.hash()),
                        row -> unsealed(row, session))
                .flatMap(held -> held);
    }

    private static Optional<Held> unsealed(Row row, Secret session) throws SQLException {
        return Optional.ofNullable(row.bytesOrNull("provider_tokens")).flatMap(hidden -> Sealed.open(hidden, session));
    }

    /// Where a browser goes to sign out at the provider, too; nowhere where the session is ours alone, or the provider
    /// is not to be reached: the session here ends all the same.
    Optional<URI> signOut(Secret session, String base) {
        try {
            return oidc.client()
                    .flatMap(client -> heldBy(session)
                            .flatMap(held -> client.signOutAt(held.idToken(), URI.create(client.base(base) + '/'))));
        } catch (OidcException e) {
            LOG.warnf("somebody was signed out here only: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /// Asks the provider, where it is time.
    ///
    /// @return whether the session goes on; role and scope may be others now
    boolean goesOn(Asked asked) {
        var client = oidc.client();
        if (client.isEmpty()) {
            return false; // who was let in by a provider that is none any more
        }
        if (now().isBefore(asked.confirmAt)) {
            return true;
        }
        return !takeTurn(asked) || confirm(asked, client.get());
    }

    private boolean takeTurn(Asked asked) {
        return database.transaction(transaction -> Database.update(
                        transaction,
                        Sql.of(
                                "UPDATE credential SET confirm_at = ? WHERE credential_id = ? AND confirm_at = ?",
                                now().plus(TURN),
                                asked.id,
                                asked.confirmAt)))
                > 0;
    }

    private boolean confirm(Asked asked, OidcClient client) {
        var stored = database.first(
                Sql.of(
                        "SELECT c.provider_tokens, c.confirmed_at, a.subject FROM credential c"
                                + " JOIN account a ON a.name = c.account WHERE c.credential_id = ?",
                        asked.id),
                row -> Stored.of(row, asked.secret));
        if (stored.isEmpty()) {
            return false;
        }
        if (stored.get().held.isEmpty()) {
            return end(asked, "what it held of the provider cannot be read");
        }
        try {
            var again = client.confirm(stored.get().held.get(), stored.get().subject);
            keep(asked.secret, again.held(), client);
            accounts.follow(again.person(), asked.source);
            return true;
        } catch (OidcException e) {
            return switch (e.why()) {
                case REFUSED, NO_ROLE -> end(asked, String.valueOf(e.getMessage()));
                case AWAY -> isInGrace(asked, stored.get(), e);
            };
        }
    }

    private record Stored(Optional<Held> held, Instant confirmedAt, String subject) {
        static Stored of(Row row, Secret session) throws SQLException {
            return new Stored(
                    unsealed(row, session),
                    row.instant("confirmed_at"),
                    Objects.requireNonNullElse(row.textOrNull("subject"), ""));
        }
    }

    private boolean isInGrace(Asked asked, Stored stored, OidcException e) {
        LOG.warnf("the session of %s was not confirmed: %s", asked.account, e.getMessage());
        return now().isBefore(stored.confirmedAt.plus(GRACE)) || end(asked, "the provider did not answer for " + GRACE);
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
