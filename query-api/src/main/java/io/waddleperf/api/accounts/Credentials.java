package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.accounts.ProviderSessions.Due;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.audit.Audit.Change;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Knows who shows a session or a token, and keeps the sessions, for all instances of the API: what one revokes, none
/// takes any more.
///
/// Role, scope and whether the account may come in at all are read with each request, and so is whether its
/// password is still the one that opened the session: a sign-in by the old one may end after the change.
@Singleton
public final class Credentials {
    /// As the audit calls whoever has the token of the settings.
    static final String BOOTSTRAP = "token:bootstrap";

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LONGEST_SESSION = Duration.ofDays(7);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);
    private static final int MOST_SESSIONS = 20;
    private static final int STAMP_BYTES = 16;
    /// Of streams: those that ask by the session itself confirm it before.
    private static final Duration UNCONFIRMED = Duration.ofMinutes(1);
    private static final String KNOWN = "SELECT c.credential_id, c.kind, c.account, c.name, c.role, c.scope,"
            + " c.created_at, c.seen_at, c.confirm_at, c.confirmed_at, a.name AS a_name, a.role AS a_role,"
            + " a.scope AS a_scope, a.password_hash AS a_password, a.must_change"
            + " FROM credential c LEFT JOIN account a ON a.name = c.account"
            + " WHERE (c.account IS NULL OR (a.name IS NOT NULL AND NOT a.disabled)) AND c.expires_at > ?";

    private final Database database;
    private final Audit audit;
    private final AccountSettings settings;
    private final ProviderSessions providers;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Supplier<UUID> ids;

    @Inject
    Credentials(Database database, Audit audit, AccountSettings settings, ProviderSessions providers) {
        this(database, audit, settings, providers, Clock.systemUTC(), UUID::randomUUID);
    }

    Credentials(
            Database database,
            Audit audit,
            AccountSettings settings,
            ProviderSessions providers,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.database = database;
        this.audit = audit;
        this.settings = settings;
        this.providers = providers;
        this.clock = clock;
        this.ids = ids;
    }

    /// Who shows this secret; nobody where it is not known, revoked or over.
    Optional<Caller> find(Secret secret, String source) {
        if (secret.kind() == Secret.Kind.TOKEN && isBootstrap(secret)) {
            return Optional.of(
                    new Caller(BOOTSTRAP, null, Caller.Via.TOKEN, null, Role.ADMIN, List.of(), false, source));
        }
        if (!secret.isWellFormed()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        var found = seen(secret, source, now);
        var confirmed = found.isPresent() && found.get().due != null
                ? confirmed(found.get(), found.get().due, secret, now)
                : found;
        confirmed.filter(seen -> seen.at.isBefore(now.minus(SEEN_EVERY))).ifPresent(seen -> renew(secret, seen, now));
        return confirmed.map(Seen::caller);
    }

    private Optional<Seen> seen(Secret secret, String source, Instant now) {
        var sql = Sql.of(KNOWN, now)
                .add(
                        " AND c.secret_hash = ? AND c.kind = ?",
                        secret.hash(),
                        secret.kind().wireName());
        return database.first(sql, row -> Seen.of(row, source)).filter(Seen::holds);
    }

    /// The provider may have another word for it than the last time.
    private Optional<Seen> confirmed(Seen seen, Due due, Secret secret, Instant now) {
        var caller = seen.caller;
        var asked = new ProviderSessions.Asked(
                Objects.requireNonNull(caller.credential()), caller.name(), secret, due, caller.source());
        if (!providers.goesOn(asked)) {
            return Optional.empty();
        }
        return now.isBefore(due.at()) ? Optional.of(seen) : seen(secret, caller.source(), now);
    }

    /// @param holds whether it is still good
    /// @param due   null: it is ours alone
    private record Seen(
            Caller caller,
            boolean holds,
            Instant at,
            Instant createdAt,
            @Nullable Due due) {
        static Seen of(Row row, String source) throws SQLException {
            return new Seen(
                    Credentials.caller(row, source),
                    Credentials.holds(row),
                    row.instant("seen_at"),
                    row.instant("created_at"),
                    Due.of(row));
        }
    }

    private static boolean holds(Row row) throws SQLException {
        return !row.text("kind").equals(Secret.Kind.SESSION.wireName())
                || row.text("name").equals(stamp(row.text("a_password")));
    }

    /// By which a session knows the password that opened it.
    private static String stamp(String passwordHash) {
        return HexFormat.of().formatHex(Secret.sha256(passwordHash), 0, STAMP_BYTES);
    }

    boolean isBootstrap(Secret secret) {
        return settings.bootstrapToken()
                .filter(token -> MessageDigest.isEqual(Secret.sha256(token), secret.hash()))
                .isPresent();
    }

    private static Caller caller(Row row, String source) throws SQLException {
        String account = row.textOrNull("account");
        boolean session = row.text("kind").equals(Secret.Kind.SESSION.wireName());
        Role own = Role.of(row.text("role"));
        Scope scope = Scope.of(row.text("scope"));
        return new Caller(
                account == null ? "token:" + row.text("name") : account,
                account,
                session ? Caller.Via.SESSION : Caller.Via.TOKEN,
                row.uuid("credential_id"),
                session ? Role.of(row.text("a_role")) : bounded(own, row.textOrNull("a_role")),
                account == null ? List.of(scope) : List.of(scope, Scope.of(row.text("a_scope"))),
                session && row.flag("must_change"),
                source);
    }

    private static Role bounded(Role own, @Nullable String ofAccount) {
        return ofAccount == null ? own : Role.lower(own, Role.of(ofAccount));
    }

    /// A session goes on while it is used.
    private void renew(Secret secret, Seen seen, Instant now) {
        var sql = Sql.of("UPDATE credential SET seen_at = ?", now);
        if (secret.kind() == Secret.Kind.SESSION) {
            sql.add(", expires_at = ?", earlier(now.plus(IDLE), seen.createdAt.plus(LONGEST_SESSION)));
        }
        sql.add(" WHERE secret_hash = ?", (Object) secret.hash());
        database.transaction(transaction -> Database.update(transaction, sql));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// Who of them is still known, for what lasts longer than a request.
    public Map<UUID, Caller> stillKnown(Collection<UUID> credentials) {
        if (credentials.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        var sql = Sql.of(KNOWN, now)
                .add(" AND (c.confirm_at IS NULL OR c.confirm_at > ?)", now.minus(UNCONFIRMED))
                .add(" AND c.credential_id IN ")
                .addList(credentials);
        return database.list(sql, row -> Seen.of(row, "")).stream()
                .filter(Seen::holds)
                .map(Seen::caller)
                .filter(caller -> caller.credential() != null)
                .collect(Collectors.toMap(Caller::credential, caller -> caller));
    }

    /// Which of these accounts may come in, for what lasts longer than a request.
    public Set<String> stillOpen(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return Set.of();
        }
        var sql = Sql.of("SELECT name FROM account WHERE NOT disabled AND name IN ")
                .addList(accounts);
        return Set.copyOf(database.list(sql, row -> row.text("name")));
    }

    Secret openSession(Account account, String source) {
        var secret = Secret.random(Secret.Kind.SESSION, random);
        Instant now = clock.instant();
        UUID id = ids.get();
        var session = new Token(
                id, account.name(), stamp(account.passwordHash()), account.role(), Scope.ALL, now, now, now.plus(IDLE));
        var who = new Caller(
                account.name(), account.name(), Caller.Via.SESSION, id, account.role(), List.of(), false, source);
        database.transaction(transaction -> {
            Database.update(transaction, insert(session, secret, source));
            dropOldest(transaction, account.name());
            var by = account.known() == null
                    ? null
                    : Map.of("by", account.known().issuer());
            audit.note(transaction, who, new Change("session.open", account.name(), null, by));
            return id;
        });
        return secret;
    }

    private static void dropOldest(Connection transaction, String account) throws SQLException {
        var tooMany = Database.list(
                transaction,
                Sql.of(
                        "SELECT credential_id FROM credential WHERE account = ? AND kind = 'session'"
                                + " ORDER BY created_at DESC, credential_id LIMIT 1000 OFFSET ?",
                        account,
                        MOST_SESSIONS),
                row -> row.uuid("credential_id"));
        if (!tooMany.isEmpty()) {
            Database.update(
                    transaction,
                    Sql.of("DELETE FROM credential WHERE credential_id IN ").addList(tooMany));
        }
    }

    /// Inserts nothing where there is one of its id.
    static Sql insert(Token token, Secret secret, String source) {
        return Sql.of(
                "INSERT IGNORE INTO credential (credential_id, kind, secret_hash, account, name, role, scope, source,"
                        + " created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                secret.kind().wireName(),
                secret.hash(),
                token.account(),
                token.name(),
                token.role().wireName(),
                token.scope().json(),
                source,
                token.createdAt(),
                token.seenAt(),
                token.expiresAt());
    }

    void endSession(Secret secret) {
        database.transaction(transaction -> Database.update(
                transaction,
                Sql.of("DELETE FROM credential WHERE secret_hash = ? AND kind = 'session'", (Object) secret.hash())));
    }

    void endSessions(String account) {
        database.transaction(transaction -> {
            int ended = Database.update(
                    transaction, Sql.of("DELETE FROM credential WHERE account = ? AND kind = 'session'", account));
            audit.note(transaction, new Change("session.end-all", account, null, null));
            return ended;
        });
    }
}
