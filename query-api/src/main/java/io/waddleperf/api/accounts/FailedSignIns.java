package io.waddleperf.api.accounts;

import io.waddleperf.api.accounts.Backoff.Failures;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Counts failed sign-ins, for all instances, and makes those wait who fail often.
///
/// An attempt counts before the password is looked at, and its count must be the next one: attempts
/// made at the same time do not share a free one.
@Singleton
public final class FailedSignIns {
    private static final Duration MEANWHILE = Duration.ofSeconds(1);

    private final Database database;
    private final InstantSource clock;

    @Inject
    FailedSignIns(Database database) {
        this(database, Clock.systemUTC());
    }

    FailedSignIns(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param subject who fails, in one text
    private record Counter(String subject, Backoff backoff) {
        byte[] key() {
            return Secret.sha256(subject);
        }
    }

    private static Counter pair(String account, String source) {
        return new Counter("pair\n" + account + '\n' + RateLimits.network(source), Backoff.PAIR);
    }

    private static Counter source(String source) {
        return new Counter("source\n" + RateLimits.network(source), Backoff.SOURCE);
    }

    private static Counter account(String account) {
        return new Counter("account\n" + account, Backoff.ACCOUNT);
    }

    /// Counts as failed until [#succeeded].
    ///
    /// @throws ProblemException says how long to wait
    void attempt(String account, String source) {
        Instant now = clock.instant();
        database.transaction(transaction -> {
            for (Counter counter : List.of(source(source), account(account), pair(account, source))) {
                count(transaction, counter, now);
            }
            return true;
        });
    }

    /// Counts somebody who showed what opens nothing here, such as the token of a link, with those who fail to sign in
    /// from that address.
    ///
    /// @throws ProblemException says how long to wait
    public void guessed(String source) {
        Instant now = clock.instant();
        database.transaction(transaction -> {
            count(transaction, source(source), now);
            return true;
        });
    }

    private static void count(Connection transaction, Counter counter, Instant now) throws SQLException {
        var found = Database.list(
                transaction,
                Sql.of("SELECT failures, last_at FROM failed_sign_in WHERE subject = ?", (Object) counter.key()),
                row -> new Failures((int) row.number("failures"), row.instant("last_at")));
        if (found.isEmpty()) {
            requireCounted(Database.update(
                    transaction,
                    Sql.of(
                            "INSERT IGNORE INTO failed_sign_in (subject, failures, last_at) VALUES (?, 1, ?)",
                            counter.key(),
                            now)));
            return;
        }
        Failures before = found.getFirst();
        Duration wait = counter.backoff.wait(before, now);
        if (wait.isPositive()) {
            throw ProblemException.tooMany("too many failed sign-ins", wait);
        }
        requireCounted(Database.update(
                transaction,
                Sql.of(
                        "UPDATE failed_sign_in SET failures = ?, last_at = ? WHERE subject = ? AND failures = ?",
                        before.asOf(now).count() + 1,
                        now,
                        counter.key(),
                        before.count())));
    }

    private static void requireCounted(int rows) {
        if (rows == 0) {
            throw ProblemException.tooMany("others sign in at the same moment", MEANWHILE);
        }
    }

    /// The address keeps its count but for this attempt: whoever has one account could else go on with
    /// guessing others.
    void succeeded(String account, String source) {
        database.transaction(transaction -> {
            Database.update(
                    transaction,
                    Sql.of("DELETE FROM failed_sign_in WHERE subject IN (?, ?)", subjects(account, source)));
            return Database.update(
                    transaction,
                    Sql.of(
                            "UPDATE failed_sign_in SET failures = failures - 1 WHERE subject = ? AND failures > 0",
                            (Object) source(source).key()));
        });
    }

    private static Object[] subjects(String account, String source) {
        return new Object[] {account(account).key(), pair(account, source).key()};
    }
}
