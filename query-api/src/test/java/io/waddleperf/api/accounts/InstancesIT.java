package io.waddleperf.api.accounts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.oidc.Oidc;
import io.waddleperf.api.oidc.Person;
import io.waddleperf.api.sql.Database;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Two instances of the API on one database know the same callers.
final class InstancesIT {
    private static final DataSource POOL = migrated();

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final Instance one = new Instance();
    private final Instance other = new Instance();

    private static DataSource migrated() {
        try {
            var fresh = TestServers.freshDatabase();
            var source = fresh.source();
            Migrations.run(source);
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What each of them has of its own: nothing but the way to the database.
    private final class Instance {
        final AccountSettings settings = new AccountSettings(
                "required", true, "127.0.0.1", Optional.empty(), Optional.empty(), Optional.empty());
        final Database database = new Database(POOL);
        final Audit audit = new Audit(new Callers(() -> Caller.SYSTEM), wire());
        final Accounts accounts = new Accounts(database, audit);
        final ExternalAccounts external = new ExternalAccounts(database, audit, clock);
        final ProviderSessions providers = new ProviderSessions(database, audit, Oidc.off(), external, clock);
        final Credentials credentials = new Credentials(database, audit, settings, providers, clock, UUID::randomUUID);
        final FailedSignIns failures = new FailedSignIns(database, clock);

        private static ObjectMapper wire() {
            var mapper = new ObjectMapper();
            new JsonSettings().customize(mapper);
            return mapper;
        }
    }

    private Account account(String name, Role role) {
        return one.accounts.put(
                name,
                Precondition.NONE,
                _ -> new Account(name, "none", false, role, Scope.ALL, false, 1, clock.instant(), null));
    }

    @Test
    void whatOneOpensTheOtherKnowsAndWhatOneEndsTheOtherForgets() {
        var account = account("ada", Role.VIEWER);
        var session = one.credentials.openSession(account, "192.0.2.1");
        var caller = other.credentials.find(session, "192.0.2.2").orElseThrow();
        assertEquals("ada", caller.name());
        assertEquals("192.0.2.2", caller.source());
        assertEquals(
                List.of("ada"),
                one.credentials.stillKnown(List.of(caller.credential())).values().stream()
                        .map(Caller::name)
                        .toList());
        other.credentials.endSession(session);
        assertTrue(one.credentials.find(session, "").isEmpty());
        assertTrue(one.credentials.stillKnown(List.of(caller.credential())).isEmpty());

        var again = one.credentials.openSession(account, "");
        other.accounts.setPassword(Caller.SYSTEM, "ada", "another", true);
        assertTrue(one.credentials.find(again, "").isEmpty());
    }

    @Test
    void aSessionGoesOnWhileItIsUsedButNotForEver() {
        var session = one.credentials.openSession(account("ben", Role.VIEWER), "");
        for (int hours = 0; hours < Credentials.LONGEST_SESSION.toHours() - 11; hours += 11) {
            clock.advance(Duration.ofHours(11));
            assertTrue(other.credentials.find(session, "").isPresent(), "used after " + hours + " h");
        }
        clock.advance(Duration.ofHours(11));
        assertFalse(one.credentials.find(session, "").isPresent(), "after a week");

        var idle = one.credentials.openSession(account("bea", Role.VIEWER), "");
        clock.advance(Credentials.IDLE);
        assertFalse(one.credentials.find(idle, "").isPresent(), "nobody used it");
    }

    @Test
    void theOldestSessionsOfAnAccountMakeRoom() {
        var account = account("eva", Role.VIEWER);
        var sessions = new ArrayList<Secret>();
        for (int i = 0; i < 22; i++) {
            sessions.add(one.credentials.openSession(account, ""));
            clock.advance(Duration.ofSeconds(1));
        }
        var known = sessions.stream()
                .filter(session -> other.credentials.find(session, "").isPresent())
                .toList();
        assertEquals(sessions.subList(2, 22), known);
    }

    @Test
    void failuresCountOnAllOfThem() {
        for (int i = 0; i < 5; i++) {
            var instance = i % 2 == 0 ? one : other;
            instance.failures.attempt("guessed", "192.0.2.9");
            clock.advance(Duration.ofMillis(10));
        }
        assertThrows(ProblemException.class, () -> one.failures.attempt("guessed", "192.0.2.9"));
        assertThrows(ProblemException.class, () -> other.failures.attempt("guessed", "192.0.2.9"));
        assertDoesNotThrow(() -> other.failures.attempt("guessed", "192.0.2.10"), "its owner is elsewhere");
        assertDoesNotThrow(() -> other.failures.attempt("somebody", "192.0.2.9"), "who shares the address");
        clock.advance(Duration.ofSeconds(1));
        assertDoesNotThrow(() -> one.failures.attempt("guessed", "192.0.2.9"));
        one.failures.succeeded("guessed", "192.0.2.9");
        assertDoesNotThrow(() -> other.failures.attempt("guessed", "192.0.2.9"));
    }

    /// One host has a whole /64.
    @Test
    void anAddressMoreOfTheSameHostIsNoFreshAttempt() {
        for (int i = 0; i < 5; i++) {
            one.failures.attempt("hunted", "2001:db8::" + i);
        }
        assertThrows(ProblemException.class, () -> other.failures.attempt("hunted", "2001:db8::9"));
        assertDoesNotThrow(() -> other.failures.attempt("hunted", "2001:db8:1::9"));
    }

    /// Whoever knows the old password tries it while its owner changes it.
    @Test
    void aSessionIsOfThePasswordThatOpenedIt() {
        var before = account("changing", Role.VIEWER);
        var after = other.accounts.setPassword(Caller.SYSTEM, "changing", "another", false);
        var late = one.credentials.openSession(before, "");
        assertTrue(other.credentials.find(late, "").isEmpty());
        var own = other.credentials.openSession(after, "");
        var caller = one.credentials.find(own, "").orElseThrow();
        assertEquals(1, one.credentials.stillKnown(List.of(caller.credential())).size());
        other.accounts.setPassword(Caller.SYSTEM, "changing", "yet another", false);
        assertTrue(one.credentials.stillKnown(List.of(caller.credential())).isEmpty());
    }

    /// Both read the same account before one of them changes it.
    @Test
    void whoSignsInWhileTheirAccountIsClosedStaysOutside() {
        var account = account("closing", Role.MAINTAINER);
        var session = one.credentials.openSession(account, "");
        other.accounts.put(
                "closing", Precondition.NONE, before -> before.orElseThrow().with(Role.MAINTAINER, Scope.ALL, true));
        var late = one.credentials.openSession(account, "");
        assertTrue(one.credentials.find(session, "").isEmpty());
        assertTrue(one.credentials.find(late, "").isEmpty());
        other.accounts.remove("closing", Precondition.NONE);
        var later = one.credentials.openSession(account, "");
        assertTrue(other.credentials.find(later, "").isEmpty());
        account("closing", Role.VIEWER);
        assertTrue(other.credentials.find(later, "").isEmpty());
        assertTrue(other.credentials.find(session, "").isEmpty(), "the next of that name has sessions of their own");
    }

    @Test
    void onlyOneOfThemMakesTheFirstAdmin() {
        var said = new ArrayList<String>();
        try (var connection = POOL.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM account");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var person = new Person("https://login.example.net", "42", "Admin", Role.ADMIN, Scope.ALL);
        String external = one.external.admit(person, "").name();
        assertTrue(external.matches("Admin@[0-9a-f]{8}"), external);
        for (Instance instance : List.of(one, other)) {
            new FirstAdmin(instance.settings, instance.accounts, new Passwords(), clock, said::add).ensure();
        }
        assertEquals(1, said.size(), said::toString);
        String password = said.getFirst().replaceFirst(".*with the password (\\S+) .*", "$1");
        var admin = other.accounts.find("admin").orElseThrow();
        assertTrue(admin.mustChangePassword());
        assertTrue(new Passwords().matches(password, admin.passwordHash()));
        var last = assertThrows(ProblemException.class, () -> one.accounts.remove("admin", Precondition.NONE));
        assertTrue(String.valueOf(last.getMessage()).contains("last admin with a password"));
        other.accounts.remove(external, Precondition.NONE);
    }
}
