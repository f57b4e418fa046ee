package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.accounts.Account.Elsewhere;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.audit.Audit.Change;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.oidc.Person;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps an account for whom a provider lets in. Role and scope are the provider's to tell, each time; whether they
/// may come in at all is ours, too.
@Singleton
final class ExternalAccounts {
    /// What a name of ours may have.
    private static final int LONGEST_NAME = 64;

    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    @Inject
    ExternalAccounts(Database database, Audit audit) {
        this(database, audit, Clock.systemUTC());
    }

    ExternalAccounts(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<Account> find(Person person) {
        return database.first(select(person), Account::of);
    }

    private static Sql select(Person person) {
        return select(person.issuer(), person.subject());
    }

    private static Sql select(String issuer, String subject) {
        return Sql.of("SELECT * FROM account WHERE issuer = ? AND subject = ?", issuer, subject);
    }

    /// The account as the provider has it now; it is made the first time. One that is locked out stays as it is.
    Account admit(Person person, String source) {
        return database.transaction(transaction -> {
            var found = Database.list(transaction, select(person), Account::of);
            return found.isEmpty()
                    ? make(transaction, person, source)
                    : follow(transaction, found.getFirst(), person, source);
        });
    }

    /// The same of an account that is there; one that was removed stays so.
    void follow(Person person, String source) {
        database.transaction(transaction -> {
            for (Account account : Database.list(transaction, select(person), Account::of)) {
                follow(transaction, account, person, source);
            }
            return true;
        });
    }

    /// Who has no role at the provider any more keeps nothing here: neither sessions nor tokens.
    void endAll(String issuer, String subject, String reason, String source) {
        database.transaction(transaction -> {
            for (Account account : Database.list(transaction, select(issuer, subject), Account::of)) {
                endAll(transaction, account.name(), reason, source);
            }
            return true;
        });
    }

    void endAll(String name, String reason, String source) {
        database.transaction(transaction -> {
            endAll(transaction, name, reason, source);
            return true;
        });
    }

    private void endAll(Connection transaction, String name, String reason, String source) throws SQLException {
        int ended = Accounts.endAll(transaction, name);
        if (ended > 0) {
            var who = new Caller(name, name, Caller.Via.SESSION, null, Role.VIEWER, List.of(), false, source);
            var after = Map.of("reason", reason, "sessionsAndTokens", ended);
            audit.note(transaction, who, new Change("session.end", name, null, after));
        }
    }

    private Account make(Connection transaction, Person person, String source) throws SQLException {
        Accounts.requireRoom(transaction);
        var account = new Account(
                freeName(transaction, person),
                "",
                false,
                person.role(),
                person.scope(),
                false,
                1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                new Elsewhere(person.issuer(), person.subject()));
        Accounts.requireChanged(Database.update(transaction, Accounts.insert(account)), account.name());
        Accounts.endAll(transaction, account.name()); // of somebody of that name who was removed while they signed in
        note(transaction, account.name(), null, account, source);
        return account;
    }

    private Account follow(Connection transaction, Account before, Person person, String source) throws SQLException {
        boolean same = before.role() == person.role() && before.scope().equals(person.scope());
        if (same || before.disabled()) {
            return before;
        }
        var after = before.with(person.role(), person.scope(), false);
        if (Database.update(transaction, Accounts.update(before, after)) == 0) {
            return before; // another request changed it at the same time; the next sign-in or refresh looks again
        }
        note(transaction, before.name(), before, after, source);
        return after;
    }

    private void note(Connection transaction, String name, @Nullable Account before, Account after, String source)
            throws SQLException {
        var who = new Caller(name, name, Caller.Via.SESSION, null, after.role(), List.of(), false, source);
        audit.note(transaction, who, new Change("user.put", name, before, after));
    }

    /// As they are called there, where that can be a name here and is nobody else's: a person who calls
    /// themselves `admin` there is not our `admin`, even where that one is not made yet.
    private static String freeName(Connection transaction, Person person) throws SQLException {
        String mark = '@' + HexFormat.of().formatHex(Secret.sha256(person.issuer() + '\n' + person.subject()), 0, 4);
        String wanted = person.name().replaceAll("[^A-Za-z0-9._@-]", "_").replaceFirst("^[^A-Za-z0-9]+", "");
        String plain = wanted.substring(0, Math.min(LONGEST_NAME, wanted.length()));
        String marked = wanted.substring(0, Math.min(LONGEST_NAME - mark.length(), wanted.length())) + mark;
        for (String name : List.of(plain, marked, "user" + mark)) {
            boolean allowed = Account.isName(name) && !name.equalsIgnoreCase(FirstAdmin.NAME);
            if (allowed && Accounts.find(transaction, name) == null) {
                return name;
            }
        }
        throw ProblemException.of(ProblemKind.CONFLICT, "no name is free for " + wanted);
    }
}
