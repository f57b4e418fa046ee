package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.audit.Audit.Change;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps the accounts.
@Singleton
public final class Accounts {
    private static final int MOST = 1_000;
    private static final Sql ANY_LOCAL = Sql.of("SELECT 1 AS one FROM account WHERE issuer IS NULL LIMIT 1");

    private final Database database;
    private final Audit audit;

    Accounts(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    List<Account> all() {
        return database.list(Sql.of("SELECT * FROM account ORDER BY name LIMIT ?", MOST), Account::of);
    }

    Optional<Account> find(String name) {
        if (!Account.isName(name)) {
            return Optional.empty();
        }
        return database.first(Sql.of("SELECT * FROM account WHERE name = ?", name), Account::of);
    }

    /// Whether there is an account of this name that is not locked out.
    public boolean mayEnter(String name) {
        return find(name).filter(account -> !account.disabled()).isPresent();
    }

    /// Whether somebody may sign in without a provider.
    boolean hasLocal() {
        return database.first(ANY_LOCAL, _ -> 1).isPresent();
    }

    /// Where there is no account but of those whom a provider let in.
    ///
    /// @return false where there was one
    boolean addFirst(Account account) {
        return database.transaction(transaction -> {
            int there = Database.list(transaction, ANY_LOCAL, _ -> 1).size();
            boolean added = there == 0 && Database.update(transaction, insert(account)) > 0;
            if (added) {
                audit.note(transaction, Caller.SYSTEM, new Change("user.put", account.name(), null, account));
            }
            return added;
        });
    }

    /// @param next makes the account of the one that there is
    Account put(String name, Precondition when, Function<Optional<Account>, Account> next) {
        return database.transaction(transaction -> {
            Account before = find(transaction, name);
            when.require(before == null ? null : before.version());
            Account after = next.apply(Optional.ofNullable(before));
            if (before == null) {
                requireRoom(transaction);
                requireChanged(Database.update(transaction, insert(after)), name);
                endAll(transaction, name); // of somebody of that name who was removed while they signed in
            } else {
                requireOtherAdmin(transaction, before, after);
                requireChanged(Database.update(transaction, update(before, after)), name);
            }
            audit.note(transaction, new Change("user.put", name, before, after));
            return after;
        });
    }

    /// Ends its sessions, too.
    ///
    /// @param who whose wish it is
    Account setPassword(Caller who, String name, String hash, boolean mustChange) {
        return database.transaction(transaction -> {
            Account before = require(find(transaction, name), name);
            requirePassword(before);
            Account after = before.withPassword(hash, mustChange);
            requireChanged(Database.update(transaction, update(before, after)), name);
            Database.update(transaction, Sql.of("DELETE FROM credential WHERE account = ? AND kind = 'session'", name));
            audit.note(transaction, who, new Change("user.password", name, before, after));
            return after;
        });
    }

    void remove(String name, Precondition when) {
        database.transaction(transaction -> {
            Account before = require(find(transaction, name), name);
            when.require(before.version());
            requireOtherAdmin(transaction, before, null);
            endAll(transaction, name);
            int rows = Database.update(
                    transaction, Sql.of("DELETE FROM account WHERE name = ? AND version = ?", name, before.version()));
            requireChanged(rows, name);
            audit.note(transaction, new Change("user.remove", name, before, null));
            return before;
        });
    }

    /// Its sessions and tokens.
    ///
    /// @return how many there were
    static int endAll(Connection transaction, String name) throws SQLException {
        return Database.update(transaction, Sql.of("DELETE FROM credential WHERE account = ?", name));
    }

    static @Nullable Account find(Connection transaction, String name) throws SQLException {
        if (!Account.isName(name)) {
            return null;
        }
        var found = Database.list(transaction, Sql.of("SELECT * FROM account WHERE name = ?", name), Account::of);
        return found.isEmpty() ? null : found.getFirst();
    }

    static Sql insert(Account account) {
        return Sql.of(
                "INSERT IGNORE INTO account (name, password_hash, must_change, role, scope, disabled, version,"
                        + " created_at, issuer, subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                account.name(),
                account.passwordHash(),
                account.mustChangePassword(),
                account.role().wireName(),
                account.scope().json(),
                account.disabled(),
                account.version(),
                account.createdAt(),
                account.known() == null ? null : account.known().issuer(),
                account.known() == null ? null : account.known().subject());
    }

    static Sql update(Account before, Account after) {
        return Sql.of(
                "UPDATE account SET password_hash = ?, must_change = ?, role = ?, scope = ?, disabled = ?, version = ?"
                        + " WHERE name = ? AND version = ?",
                after.passwordHash(),
                after.mustChangePassword(),
                after.role().wireName(),
                after.scope().json(),
                after.disabled(),
                after.version(),
                after.name(),
                before.version());
    }

    private static Account require(@Nullable Account found, String name) {
        if (found == null) {
            throw unknown(name);
        }
        return found;
    }

    static void requirePassword(Account account) {
        if (account.isExternal()) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, account.name() + " signs in by a provider, and has no password here");
        }
    }

    static ProblemException unknown(String name) {
        return ProblemException.of(ProblemKind.NOT_FOUND, "no account has the name " + name);
    }

    static void requireChanged(int rows, String name) {
        if (rows == 0) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "somebody else changed " + name + " at the same time: read it again");
        }
    }

    static void requireRoom(Connection transaction) throws SQLException {
        long count = Database.list(
                        transaction, Sql.of("SELECT COUNT(*) AS count FROM account"), row -> row.number("count"))
                .getFirst();
        if (count >= MOST) {
            throw ProblemException.of(ProblemKind.CONFLICT, "there are " + MOST + " accounts, the most there may be");
        }
    }

    /// Else nobody could let anybody in any more. For one of our own only another of our own counts: a provider may
    /// be away, or not make its admin one any more.
    private static void requireOtherAdmin(Connection transaction, Account before, @Nullable Account after)
            throws SQLException {
        if (!before.isAdmin() || (after != null && after.isAdmin())) {
            return;
        }
        var others = Database.list(
                transaction,
                Sql.of(
                        "SELECT name FROM account WHERE role = 'admin' AND NOT disabled AND name <> ?"
                                + (before.isExternal() ? "" : " AND issuer IS NULL") + " LIMIT 1",
                        before.name()),
                row -> row.text("name"));
        if (others.isEmpty()) {
            String kind = before.isExternal() ? "admin" : "admin with a password";
            throw ProblemException.of(
                    ProblemKind.CONFLICT, before.name() + " is the last " + kind + ": make another one first");
        }
    }
}
