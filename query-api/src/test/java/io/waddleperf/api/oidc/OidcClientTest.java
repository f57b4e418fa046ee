package io.waddleperf.api.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.oidc.OidcException.Why;
import io.waddleperf.testkit.FakeClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcClientTest {
    private final TestProvider provider;
    private final OidcClient client;

    OidcClientTest() throws Exception {
        provider = new TestProvider();
        client = provider.client(Clock.systemUTC()).client().orElseThrow();
    }

    @BeforeEach
    void knowSomebody() throws Exception {
        provider.change("{\"groups\":{\"ada\":[\"guests\"]}}");
    }

    @AfterEach
    void close() {
        client.close();
        provider.close();
    }

    /// As Keycloak does it with the roles of a realm, without any mapper.
    @Test
    void rolesMayBeInTheAccessTokenOnly() throws Exception {
        try (var other = provider.client(Clock.systemUTC(), "realm_access/roles")
                .client()
                .orElseThrow()) {
            assertEquals(Role.VIEWER, provider.signIn(other, "ada").person().role());
            // what the ID token says goes before it
            provider.change("{\"idToken\":{\"realm_access\":{\"roles\":[\"wp-admins\"]}}}");
            assertEquals(Role.ADMIN, provider.signIn(other, "ada").person().role());
        }
    }

    @Test
    void aRefreshTokenIsGoodOnceAndTheNextOneIsHeld() throws Exception {
        var first = provider.signIn(client, "ada");
        var second = client.confirm(first.held(), first.person().subject(), _ -> {});
        assertTrue(!second.held().refresh().equals(first.held().refresh()));
        assertEquals(
                Optional.of(first.person()),
                client.confirm(second.held(), first.person().subject(), _ -> {}).person());
        var used = assertThrows(OidcException.class, () -> client.confirm(first.held(), "subject-of-ada", _ -> {}));
        assertEquals(Why.REFUSED, used.why());
        var none = new OidcClient.Held("a.b.c", Optional.empty());
        assertEquals(
                Why.REFUSED,
                assertThrows(OidcException.class, () -> client.confirm(none, "any", _ -> {}))
                        .why());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"somebody-else\"}",
                "{\"aud\":\"another-client\"}",
                "{\"iss\":\"https://evil.example\"}",
                "{\"exp\":1700000000}"
            })
    void aRefreshThatSpeaksOfAnotherIsRefused(String claims) throws Exception {
        var first = provider.signIn(client, "ada");
        provider.change("{\"idToken\":" + claims + "}");
        var refused = assertThrows(OidcException.class, () -> client.confirm(first.held(), "subject-of-ada", _ -> {}));
        assertEquals(Why.REFUSED, refused.why());
    }

    @Test
    void aRefreshTokenIsHeldBeforeTheRestIsLookedAt() throws Exception {
        var first = provider.signIn(client, "ada");
        provider.change("{\"groups\":{\"ada\":[]}}");
        var held = new ArrayList<OidcClient.Held>();
        assertThrows(OidcException.class, () -> client.confirm(first.held(), "subject-of-ada", held::add));
        assertEquals(first.held().idToken(), held.getFirst().idToken());
        provider.change("{\"groups\":{\"ada\":[\"guests\"]}}");
        assertEquals(
                Optional.of(first.person()),
                client.confirm(held.getFirst(), "subject-of-ada", held::add).person());
    }

    @Test
    void aRefreshWithoutAnIdTokenSaysNothingNew() throws Exception {
        var first = provider.signIn(client, "ada");
        provider.change("{\"refreshedIdToken\":false}");
        var second = client.confirm(first.held(), "subject-of-ada", _ -> {});
        assertEquals(Optional.empty(), second.person());
        assertEquals(first.held().idToken(), second.held().idToken());
        assertNotEquals(first.held().refresh(), second.held().refresh());
    }

    /// After a refresh an ID token need not have a nonce or the hash of an access token.
    @Test
    void anIdTokenWithoutMarksOpensNothing() throws Exception {
        provider.change("{\"idToken\":{\"at_hash\":null}}");
        var first = provider.signIn(client, "ada");
        String bare =
                client.confirm(first.held(), "subject-of-ada", _ -> {}).held().idToken();
        var refused = assertThrows(OidcException.class, () -> client.bearer(bare));
        assertEquals(Why.REFUSED, refused.why());
        assertTrue(String.valueOf(refused.getMessage()).contains("does not say that it is an access token"));
        provider.change("{\"idToken\":{\"at_hash\":null,\"typ\":\"Bearer\"}}"); // as Keycloak marks access tokens
        String marked = client.confirm(provider.signIn(client, "ada").held(), "subject-of-ada", _ -> {})
                .held()
                .idToken();
        assertEquals("ada", client.bearer(marked).person().name());
    }

    @Test
    void withoutItsDocumentTheProviderIsKnownByTheOneBefore() throws Exception {
        var clock = new FakeClock(Instant.now());
        try (var other = provider.client(clock).client().orElseThrow()) {
            var back = URI.create("https://perf.example.net/");
            var before = other.signOutAt("a.b.c", back);
            provider.change("{\"discoveryAway\":true}");
            clock.advance(Duration.ofMinutes(61));
            assertEquals(before, other.signOutAt("a.b.c", back));
            clock.advance(Duration.ofMinutes(60));
            var away = assertThrows(OidcException.class, () -> other.signOutAt("a.b.c", back));
            assertEquals(Why.AWAY, away.why());
            provider.change("{\"discoveryAway\":false}");
            assertEquals(before, other.signOutAt("a.b.c", back));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"})
    void noEndpointIsAskedInTheClearBeyondThisMachine(String field) {
        var json = new JsonMapper().createObjectNode().put("issuer", "a");
        for (String one : List.of("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint")) {
            json.put(one, "https://login.example.net/" + one);
        }
        assertEquals("https", Metadata.read(json, "a").token().getScheme());
        json.put(field, "http://127.0.0.1:8081/x");
        Metadata.read(json, "a");
        json.put(field, "http://login.example.net/x");
        var wrong = assertThrows(OidcException.class, () -> Metadata.read(json, "a"));
        assertTrue(String.valueOf(wrong.getMessage()).contains(field + " must be a URL with https"));
    }

    @Test
    void whoHasNoRoleAnyMoreIsToldApart() throws Exception {
        var first = provider.signIn(client, "ada");
        provider.change("{\"groups\":{\"ada\":[]}}");
        var refused = assertThrows(OidcException.class, () -> client.confirm(first.held(), "subject-of-ada", _ -> {}));
        assertEquals(Why.NO_ROLE, refused.why());
        assertEquals("subject-of-ada", refused.subject());
    }

    @Test
    void aDocumentOfAnotherProviderIsNotTaken() throws Exception {
        var json = new JsonMapper().readTree("{\"issuer\":\"https://login.example.net/other\"}");
        var wrong = assertThrows(OidcException.class, () -> Metadata.read(json, "https://login.example.net"));
        assertTrue(String.valueOf(wrong.getMessage()).contains("calls itself https://login.example.net/other"));
        var empty = new JsonMapper().readTree("{\"issuer\":\"a\",\"authorization_endpoint\":\"javascript:1\"}");
        assertThrows(OidcException.class, () -> Metadata.read(empty, "a"));
    }

    @Test
    void aSignOutThatWouldBeTooLongGoesWithoutItsHint() {
        var back = URI.create("https://perf.example.net/");
        assertTrue(client.signOutAt("a".repeat(4_000), back)
                .orElseThrow()
                .toString()
                .contains("id_token_hint="));
        String without = client.signOutAt("a".repeat(4_001), back).orElseThrow().toString();
        assertTrue(!without.contains("id_token_hint=") && without.contains("client_id="), without);
    }
}
