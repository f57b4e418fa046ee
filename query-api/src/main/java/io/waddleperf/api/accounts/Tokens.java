package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.audit.Audit.Change;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes and revokes tokens, for all instances of the API.
@Singleton
final class Tokens {
    /// Of one account.
    private static final int MOST_TOKENS = 100;

    private final Database database;
    private final Audit audit;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Supplier<UUID> ids;

    @Inject
    Tokens(Database database, Audit audit) {
        this(database, audit, Clock.systemUTC(), UUID::randomUUID);
    }

    Tokens(Database database, Audit audit, InstantSource clock, Supplier<UUID> ids) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// A new token with its secret, which is told once.
    record Made(Token token, Secret secret) {}

    /// What a token is to be.
    ///
    /// @param account null: it belongs to nobody
    record Wanted(@Nullable String account, String name, Role role, Scope scope, Duration valid) {}

    /// @param key of the request; null: it has none
    /// @throws ProblemException where it was made by this key already: its secret is not known here any more
    Made make(Wanted wanted, @Nullable String key, String source) {
        UUID id = IdempotencyKey.idOf("token", wanted.account, key, ids);
        var secret = Secret.random(Secret.Kind.TOKEN, random);
        Instant now = clock.instant();
        var token =
                new Token(id, wanted.account, wanted.name, wanted.role, wanted.scope, now, now, now.plus(wanted.valid));
        database.transaction(transaction -> {
            requireRoom(transaction, wanted.account);
            if (Database.update(transaction, Credentials.insert(token, secret, source)) == 0) {
                throw IdempotencyKey.repeated("revoke token " + id);
            }
            audit.note(transaction, new Change("token.make", token.id().toString(), null, token));
            return token;
        });
        return new Made(token, secret);
    }

    private static void requireRoom(Connection transaction, @Nullable String account) throws SQLException {
        long count = Database.list(
                        transaction,
                        Sql.of(
                                "SELECT COUNT(*) AS count FROM credential WHERE kind = 'token' AND account <=> ?",
                                account),
                        row -> row.number("count"))
                .getFirst();
        if (count >= MOST_TOKENS) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "there are " + MOST_TOKENS + " tokens already: revoke some first");
        }
    }

    /// @param account null: those of everybody
    List<Token> list(@Nullable String account) {
        return database.list(
                Sql.of("SELECT * FROM credential WHERE kind = 'token' AND expires_at > ?", clock.instant())
                        .addIf(account, " AND account = ?")
                        .add(" ORDER BY created_at, credential_id LIMIT 10000"),
                Token::of);
    }

    void revoke(Token token) {
        database.transaction(transaction -> {
            int rows = Database.update(
                    transaction,
                    Sql.of("DELETE FROM credential WHERE credential_id = ? AND kind = 'token'", token.id()));
            if (rows > 0) {
                audit.note(transaction, new Change("token.revoke", token.id().toString(), token, null));
            }
            return rows;
        });
    }
}
