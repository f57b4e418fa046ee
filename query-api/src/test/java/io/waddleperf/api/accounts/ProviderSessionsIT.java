package io.waddleperf.api.accounts;

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
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.oidc.Oidc;
import io.waddleperf.api.oidc.OidcClient;
import io.waddleperf.api.oidc.TestProvider;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two instances of the API ask one provider whether a session holds.
final class ProviderSessionsIT {
    private static final DataSource POOL = migrated();
    /// With as many dots as a JWT.
    private static final String BOOTSTRAP = "a.bootstrap.token-of-the-settings";

    private static final Duration DUE = Duration.ofSeconds(2);

    private final FakeClock clock = new FakeClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private final TestProvider provider;
    private final Instance one;
    private final Instance other;

    ProviderSessionsIT() throws Exception {
        provider = new TestProvider();
        provider.by(clock);
        one = new Instance(provider.client(clock));
        other = new Instance(provider.client(clock));
    }

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

    private final class Instance {
        final Oidc oidc;
        final ExternalAccounts accounts;
        final ProviderSessions providers;
        final Credentials credentials;
        final Tokens tokens;

        Instance(Oidc oidc) {
            var settings = new AccountSettings(
                    "required", true, "127.0.0.1", Optional.empty(), Optional.empty(), Optional.of(BOOTSTRAP));
            var mapper = new ObjectMapper();
            new JsonSettings().customize(mapper);
            var database = new Database(POOL);
            var audit = new Audit(new Callers(() -> Caller.SYSTEM), mapper);
            this.oidc = oidc;
            accounts = new ExternalAccounts(database, audit, clock);
            providers = new ProviderSessions(database, audit, oidc, accounts, clock);
            credentials = new Credentials(database, audit, settings, providers, clock, UUID::randomUUID);
            tokens = new Tokens(database, audit, clock, UUID::randomUUID);
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
        assertEquals(ProblemKind.PROVIDER_AWAY, refused(one, session));
        asked = provider.counted("turned-away");
        assertEquals(ProblemKind.PROVIDER_AWAY, refused(one, session));
        assertEquals(asked, provider.counted("turned-away"), "nobody asks again at once");
        assertEquals(ProblemKind.PROVIDER_AWAY, refused(other, session));
        provider.change("{\"away\":false}");
        clock.advance(ProviderSessions.PAUSE);
        assertTrue(one.knows(session), "it is the same session");
        assertTrue(other.knows(session));
    }

    private static ProblemKind refused(Instance instance, Secret session) {
        return assertThrows(ProblemException.class, () -> instance.knows(session))
                .kind();
    }

    /// What comes after the refresh fails: the keys are not to be had.
    @Test
    void aRefreshTokenIsKeptWhateverBecomesOfTheRest() throws Exception {
        Secret session = one.signIn("ada");
        provider.change("{\"keysAway\":true}");
        clock.advance(DUE);
        assertTrue(other.knows(session), "it has never read the keys");
        assertEquals(1, provider.counted("ada"));
        provider.change("{\"keysAway\":false}");
        clock.advance(ProviderSessions.TURN);
        assertTrue(other.knows(session), "the token before is good no more");
        assertEquals(2, provider.counted("ada"));
    }

    @Test
    void anAnswerWithoutAnIdTokenChangesNothing() throws Exception {
        Secret session = one.signIn("ada");
        provider.change("{\"refreshedIdToken\":false,\"groups\":{\"ada\":[\"wp-admins\"]}}");
        for (int times = 1; times <= 2; times++) {
            clock.advance(DUE);
            assertEquals(
                    Role.VIEWER, one.credentials.find(session, "").orElseThrow().role());
            assertEquals(times, provider.counted("ada"));
        }
    }

    /// Whoever took too long does not write over what the next one holds.
    @Test
    void onlyWhoseTurnItIsKeepsWhatTheProviderSays() throws Exception {
        Secret session = one.signIn("ada");
        clock.advance(DUE);
        var next = clock.instant().plus(Duration.ofMinutes(10));
        provider.beforeRefresh(() -> new Database(POOL)
                .transaction(transaction -> Database.update(
                        transaction,
                        Sql.of(
                                "UPDATE credential SET confirm_at = ?, provider_tokens = 'newer' WHERE secret_hash = ?",
                                next,
                                session.hash()))));
        one.knows(session);
        assertEquals(1, provider.counted("ada"));
        var kept = new Database(POOL)
                .first(
                        Sql.of("SELECT confirm_at, provider_tokens FROM credential WHERE secret_hash = ?", (Object)
                                session.hash()),
                        row -> row.instant("confirm_at") + " "
                                + new String(
                                        Objects.requireNonNull(row.bytesOrNull("provider_tokens")),
                                        StandardCharsets.US_ASCII));
        assertEquals(Optional.of(next + " newer"), kept);
    }

    @Test
    void whoHasLostEveryRoleKeepsNothing() throws Exception {
        Secret session = one.signIn("ada");
        Secret another = other.signIn("ada");
        String account = Objects.requireNonNull(
                one.credentials.find(session, "").orElseThrow().account());
        var wanted = new Tokens.Wanted(account, "script", Role.VIEWER, Scope.ALL, Duration.ofDays(1));
        Secret token = one.tokens.make(wanted, null, "").secret();
        assertTrue(other.knows(token));
        provider.change("{\"groups\":{\"ada\":[]}}");
        clock.advance(DUE);
        assertFalse(one.knows(session));
        assertFalse(other.knows(token));
        assertFalse(other.knows(another));
        assertEquals(1, provider.counted("ada"), "nobody asks about the other session");
    }

    @Test
    void theTokenOfTheSettingsMayLookLikeAnother() {
        var callers = new KnownCallers(one.credentials, one.oidc, one.accounts);
        var found = callers.find(new Secret(Secret.Kind.TOKEN, BOOTSTRAP), "");
        assertEquals(Credentials.BOOTSTRAP, found.caller().name());
        assertFalse(KnownCallers.isByJwt(found.caller()));
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
