package io.waddleperf.api.it;

import static io.waddleperf.api.it.OidcBrowser.control;
import static io.waddleperf.api.it.OidcBrowser.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.oidc.ProviderServer;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs show tokens that the provider has signed.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
@WithTestResource(ProviderServer.class)
final class OidcBearerIT {
    private static Map<String, Object> claims(String subject, String... groups) {
        long now = Instant.now().getEpochSecond();
        return new HashMap<>(Map.of(
                "iss",
                OidcBrowser.issuer(),
                "aud",
                "waddleperf-api",
                "sub",
                subject,
                "iat",
                now,
                "exp",
                now + 300,
                "client_id",
                "dashboards",
                "groups",
                List.of(groups)));
    }

    private static Http.Answer get(String path, String token) throws Exception {
        return Http.get(path, "Authorization", "Bearer " + token);
    }

    @Test
    void aProgramIsWhatItsClaimSays() throws Exception {
        var viewer =
                get("/api/v1/me", token("rs256", claims("robot", "guests"))).json();
        assertEquals("oidc:dashboards", viewer.get("name").asText());
        assertEquals("viewer", viewer.get("role").asText());
        assertEquals("token", viewer.get("via").asText());
        var bounded = get("/api/v1/me", token("rs256", claims("robot", "noc"))).json();
        assertEquals("maintainer", bounded.get("role").asText());
        assertEquals("[\"fra\"]", bounded.at("/scopes/0/sites").toString());
        String admin = token("rs256", claims("robot", "wp-admins"));
        assertEquals(200, get("/api/v1/users", admin).status());
        assertEquals(
                202,
                Http.any("POST", "/api/v1/notifications/test", null, "Authorization", "Bearer " + admin)
                        .status(),
                "no cookie, and so no CSRF token");
        assertEquals(
                403,
                get("/api/v1/users", token("rs256", claims("robot", "guests"))).status());
        assertEquals(
                403,
                get("/api/v1/paths", token("rs256", claims("robot", "admin"))).status(),
                "a role by no rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foreign", "unknown-key", "hs256", "none"})
    void onlyASignatureOfTheProviderCounts(String how) throws Exception {
        var answer = get("/api/v1/paths", token(how, claims("robot", "wp-admins")));
        assertEquals(401, answer.status(), answer.response()::body);
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://evil.example",
        "iss,",
        "aud, another-api",
        "aud, waddleperf-tests",
        "aud,",
        "exp, -120",
        "exp,",
        "nbf, 120",
        "sub,",
        "nonce, of-an-id-token",
        "at_hash, of-an-id-token",
        "typ, ID",
        "client_id,",
        "events, of-a-sign-out",
    })
    void aTokenOfAnotherIssuerAudienceTimeOrKindIsRefused(String claim, String value) throws Exception {
        var claims = claims("robot", "wp-admins");
        if (value == null) {
            claims.remove(claim);
        } else if (claim.equals("exp") || claim.equals("nbf")) {
            claims.put(claim, Instant.now().getEpochSecond() + Long.parseLong(value));
        } else {
            claims.put(claim, value);
        }
        var answer = get("/api/v1/paths", token("rs256", claims));
        assertEquals(401, answer.status(), answer.response()::body);
        assertEquals(
                "https://waddleperf.io/problems/unauthenticated",
                answer.json().get("type").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "..", "a.b.", "e30.e30.e30", "eyJhbGciOiJSUzI1NiJ9..", "a.b.c.d.e"})
    void whatIsNoTokenIsRefused(String token) throws Exception {
        assertEquals(401, get("/api/v1/paths", token).status());
    }

    @ParameterizedTest
    @CsvSource({"typ, Bearer", "scope, openid", "scp, read", "appid, robot"})
    void anAccessTokenSaysThatItIsOne(String claim, String value) throws Exception {
        var claims = claims("robot", "guests");
        claims.remove("client_id");
        claims.put(claim, value);
        assertEquals(200, get("/api/v1/paths", token("rs256", claims)).status());
    }

    /// Ours would outlive the provider's word by far.
    @Test
    void aTokenOfTheProviderMakesNoTokens() throws Exception {
        var answer = Http.any(
                "POST",
                "/api/v1/tokens",
                "{\"name\":\"successor\",\"role\":\"viewer\"}",
                "Authorization",
                "Bearer " + token("rs256", claims("robot", "wp-admins")),
                "Content-Type",
                "application/json");
        assertEquals(403, answer.status(), answer.response()::body);
        assertTrue(answer.json().get("detail").asText().contains("sign-in provider"), answer.response()::body);
    }

    @Test
    void aPersonWhomWeLockOutIsOutByTheirTokenToo() throws Exception {
        control("{\"groups\":{\"walt\":[\"guests\"]}}");
        try (var browser = new OidcBrowser()) {
            browser.signIn("walt");
        }
        String token = token("rs256", claims("subject-of-walt", "guests"));
        assertEquals("walt", get("/api/v1/me", token).json().get("name").asText());
        try (var client = HttpClient.newHttpClient()) {
            var stream = client.send(stream(token), HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, stream.statusCode());
            lockOut(token);
            assertEnds(stream);
        }
    }

    private static void lockOut(String token) throws Exception {
        var locked = Http.any(
                "PUT",
                "/api/v1/users/walt",
                "{\"role\":\"viewer\",\"disabled\":true}",
                "Authorization",
                "Bearer " + AccountsRequired.BOOTSTRAP,
                "Content-Type",
                "application/json");
        assertEquals(200, locked.status());
        assertEquals(401, get("/api/v1/me", token).status());
    }

    @Test
    void tokensOfOurOwnGoOn() throws Exception {
        assertEquals(200, get("/api/v1/paths", AccountsRequired.BOOTSTRAP).status());
        assertEquals(401, get("/api/v1/paths", "wpt_" + "a".repeat(43)).status());
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        var claims = claims("robot", "guests");
        claims.put("iat", Instant.now().getEpochSecond() - 60);
        claims.put("exp", Instant.now().getEpochSecond() - 18); // clocks may differ by 30 s
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(stream(token("rs256", claims)), HttpResponse.BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            assertEnds(answer);
        }
    }

    private static HttpRequest stream(String token) {
        return Http.request("/api/v1/stream")
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static void assertEnds(HttpResponse<InputStream> answer) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (var stream = answer.body()) {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // it was closed in the middle
            }
        });
    }

    @Test
    void aNewKeyOfTheProviderIsFound() throws Exception {
        assertEquals(
                200,
                get("/api/v1/paths", token("rs256", claims("robot", "guests"))).status());
        control("{\"rotate\":true}");
        String token = token("rs256", claims("robot", "guests"));
        Await.equal(
                200, Duration.ofSeconds(60), () -> get("/api/v1/paths", token).status());
    }
}
