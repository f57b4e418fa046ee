package io.waddleperf.api.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.oidc.Oidc;
import io.waddleperf.api.oidc.OidcClient;
import io.waddleperf.api.oidc.TestProvider;
import io.waddleperf.api.sql.Database;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/// Two instances of the API ask one provider whether a session holds.
final class ProviderSessionsIT {
    private static final DataSource POOL = migrated();
    private static final Duration DUE = Duration.ofSeconds(2);

    /// The provider has the time of day in its tokens.
    private final FakeClock clock = new FakeClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private final TestProvider provider;
    private final Instance one;
    private final Instance other;

    ProviderSessionsIT() throws Exception {
        provider = new TestProvider();
        one = new Instance(provider.client(clock));
        other = new Instance(provider.client(clock));
    }

    private static DataSource migrated() {
        try {
            var fresh = TestServers.freshDatabase();
            var source = new MariaDbDataSource(fresh.jdbcUrl());
            source.setUser(fresh.user());
            source.setPassword(fresh.password());
            Migrations.run(source);
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Instance {
        final Oidc oidc;
        final ExternalAccounts accounts;
        final ProviderSessions providers;
        final Credentials credentials;

        Instance(Oidc oidc) {
            var settings = new AccountSettings(
                    "required", true, "127.0.0.1", Optional.empty(), Optional.empty(), Optional.empty());
            var mapper = new ObjectMapper();
            new JsonSettings().customize(mapper);
            var database = new Database(POOL);
            var audit = new Audit(new Callers(() -> Caller.SYSTEM), mapper);
            this.oidc = oidc;
            accounts = new ExternalAccounts(database, audit, clock);
            providers = new ProviderSessions(database, audit, oidc, accounts, clock);
            credentials = new Credentials(database, audit, settings, providers, clock, UUID::randomUUID);
        }

        Secret signIn(String user) throws Exception {
            var client = oidc.client().orElseThrow();
            var signedIn = provider.signIn(client, user);
            Secret session = credentials.openSession(accounts.admit(signedIn.person(), ""), "");
            providers.keep(session, signedIn.held(), client);
            return session;
        }

        boolean knows(Secret session) {
            return credentials.find(session, "").isPresent();
        }

        void close() {
            oidc.client().ifPresent(OidcClient::close);
        }
    }

    @BeforeEach
    void knowSomebody() throws Exception {
        provider.change("{\"groups\":{\"ada\":[\"guests\"]}}");
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        provider.close();
    }

    @Test
    void ofAllThatComeAtOnceOneAsks() throws Exception {
        Secret session = one.signIn("ada");
        assertTrue(other.knows(session));
        assertEquals(0, provider.counted("ada"), "it was told a moment ago");
        clock.advance(DUE);
        var asking = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 16; i++) {
            Instance instance = i % 2 == 0 ? one : other;
            asking.add(() -> instance.knows(session));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asking)) {
                assertTrue(answer.get());
            }
        }
        assertEquals(1, provider.counted("ada"));
    }

    @Test
    void whatTheProviderSaysHoldsFromThatRequestOn() throws Exception {
        Secret session = one.signIn("ada");
        provider.change("{\"groups\":{\"ada\":[\"wp-admins\"]}}");
        assertEquals(
                Role.VIEWER, one.credentials.find(session, "").orElseThrow().role());
        clock.advance(DUE);
        assertEquals(Role.ADMIN, one.credentials.find(session, "").orElseThrow().role());
        provider.change("{\"locked\":[\"ada\"]}");
        clock.advance(DUE);
        assertFalse(other.knows(session));
        assertFalse(one.knows(session));
    }

    @Test
    void aSessionOutlivesAProviderThatIsAwayForAnHour() throws Exception {
        Secret session = one.signIn("ada");
        provider.change("{\"away\":true}");
        clock.advance(DUE);
        assertTrue(one.knows(session));
        int asked = provider.counted("turned-away");
        assertTrue(other.knows(session));
        assertEquals(asked, provider.counted("turned-away"), "nobody asks again at once");
        clock.advance(ProviderSessions.GRACE.minus(Duration.ofMinutes(1)));
        assertTrue(one.knows(session));
        clock.advance(Duration.ofMinutes(2));
        assertFalse(one.knows(session));
        assertFalse(other.knows(session));
    }

    /// A stream cannot confirm a session: the page's next request does.
    @Test
    void aStreamEndsAMinuteAfterASessionThatNobodyConfirmed() throws Exception {
        Secret session = one.signIn("ada");
        var caller = one.credentials.find(session, "").orElseThrow();
        var ids = List.of(Optional.ofNullable(caller.credential()).orElseThrow());
        clock.advance(DUE);
        assertEquals(1, one.credentials.stillKnown(ids).size());
        clock.advance(Duration.ofMinutes(1));
        assertTrue(one.credentials.stillKnown(ids).isEmpty());
    }

    @Test
    void withoutAProviderItsSessionsAreOver() throws Exception {
        Secret session = one.signIn("ada");
        assertFalse(new Instance(Oidc.off()).knows(session));
    }
}
