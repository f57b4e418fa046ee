package io.waddleperf.api.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.oidc.OidcException.Why;
import java.net.URI;
import java.time.Clock;
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
        var second = client.confirm(first.held(), first.person().subject());
        assertTrue(!second.held().refresh().equals(first.held().refresh()));
        assertEquals(
                first.person(),
                client.confirm(second.held(), first.person().subject()).person());
        var used = assertThrows(OidcException.class, () -> client.confirm(first.held(), "subject-of-ada"));
        assertEquals(Why.REFUSED, used.why());
        var none = new OidcClient.Held("a.b.c", Optional.empty());
        assertEquals(
                Why.REFUSED,
                assertThrows(OidcException.class, () -> client.confirm(none, "any"))
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
        var refused = assertThrows(OidcException.class, () -> client.confirm(first.held(), "subject-of-ada"));
        assertEquals(Why.REFUSED, refused.why());
    }

    @Test
    void whoHasNoRoleAnyMoreIsToldApart() throws Exception {
        var first = provider.signIn(client, "ada");
        provider.change("{\"groups\":{\"ada\":[]}}");
        var refused = assertThrows(OidcException.class, () -> client.confirm(first.held(), "subject-of-ada"));
        assertEquals(Why.NO_ROLE, refused.why());
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
