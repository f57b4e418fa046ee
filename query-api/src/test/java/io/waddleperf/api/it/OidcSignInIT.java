package io.waddleperf.api.it;

import static io.waddleperf.api.it.OidcBrowser.control;
import static io.waddleperf.api.it.OidcBrowser.here;
import static io.waddleperf.api.it.OidcBrowser.json;
import static io.waddleperf.api.it.OidcBrowser.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.oidc.ProviderServer;
import io.waddleperf.testkit.Await;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People sign in by a provider: the code flow over real HTTP, against a provider that is as strict as one.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
@WithTestResource(ProviderServer.class)
final class OidcSignInIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OidcBrowser browser = new OidcBrowser();

    @AfterEach
    void close() throws Exception {
        control("{\"idToken\":{},\"locked\":[],\"away\":false}");
        browser.close();
    }

    private static JsonNode asAdmin(String method, String path, @Nullable String body, int status) throws Exception {
        var answer = Http.any(
                method,
                path,
                body,
                "Authorization",
                "Bearer " + AccountsRequired.BOOTSTRAP,
                "Content-Type",
                "application/json");
        assertEquals(status, answer.status(), answer.response()::body);
        return answer.json();
    }

    private static void known(String user, String... groups) throws Exception {
        control("{\"groups\":{\"" + user + "\":[\"" + String.join("\",\"", groups) + "\"]}}");
    }

    private void assertRefused(HttpResponse<String> answer, String word) {
        assertEquals(303, answer.statusCode(), answer::body);
        assertEquals(
                "/?sign-in=" + word, answer.headers().firstValue("Location").orElse(""));
        assertFalse(browser.hasSession());
    }

    @Test
    void somebodySignsInForTheFirstTimeAndIsAmongTheUsers() throws Exception {
        known("grace", "noc", "others");
        var login = browser.get(here("/api/v1/oidc/login?to=%2Fincidents%3Fstate%3Dopen"));
        String attempt = OidcBrowser.cookiesOf(login).getFirst();
        assertTrue(attempt.contains("; Path=/api/v1/oidc; Max-Age=600; HttpOnly; SameSite=Lax"), attempt);
        assertFalse(attempt.contains("Secure"), "the request came without TLS");
        String asked = next(login).getRawQuery();
        for (String part : new String[] {"response_type=code", "code_challenge_method=S256", "nonce=", "state="}) {
            assertTrue(asked.contains(part), asked);
        }

        var answer = browser.signIn("grace");
        assertEquals(303, answer.statusCode(), answer::body);
        assertEquals(
                "/incidents?state=open", answer.headers().firstValue("Location").orElse(""));
        String session = OidcBrowser.cookiesOf(answer).getLast();
        assertTrue(session.startsWith("waddleperf_session=wps_"), session);
        assertTrue(session.endsWith("; HttpOnly; SameSite=Strict"), session);
        assertTrue(OidcBrowser.cookiesOf(answer).getFirst().contains("Max-Age=0"), "the attempt is over");

        var me = json(browser.me());
        assertEquals("grace", me.get("name").asText());
        assertEquals("maintainer", me.get("role").asText());
        assertEquals("session", me.get("via").asText());
        assertEquals("[\"fra\"]", me.at("/scopes/0/sites").toString());
        assertFalse(me.get("mustChangePassword").asBoolean());

        var account = asAdmin("GET", "/api/v1/users/grace", null, 200);
        assertTrue(account.get("external").asBoolean());
        assertFalse(
                asAdmin("GET", "/api/v1/users/admin", null, 200).get("external").asBoolean());
        var actions = StreamSupport.stream(
                        asAdmin("GET", "/api/v1/audit?who=grace", null, 200)
                                .get("items")
                                .spliterator(),
                        false)
                .map(item -> item.get("action").asText())
                .toList();
        assertTrue(actions.contains("user.put") && actions.contains("session.open"), actions::toString);
    }

    @Test
    void whoeverComesFromElsewhereHasNoPasswordHere() throws Exception {
        known("heidi", "guests");
        browser.signIn("heidi");
        asAdmin("POST", "/api/v1/users/heidi/password", null, 409);
        for (String guess : new String[] {"password of heidi", "", "nobody guesses this"}) {
            assertNotEquals(200, Session.tryOpen("heidi", guess).status());
        }
        var own = browser.send(
                "PUT",
                here("/api/v1/me/password"),
                "{\"current\":\"password of heidi\",\"password\":\"a long enough one\"}",
                "Content-Type",
                "application/json",
                "X-CSRF-Token",
                json(browser.me()).get("csrfToken").asText());
        assertEquals(409, own.statusCode(), own::body);
    }

    @ParameterizedTest
    @CsvSource({
        "ivan, wp-admins, admin, []",
        "judy, noc-all noc guests, maintainer, []",
        "ken, guests, viewer, []",
    })
    void theClaimSaysTheRole(String user, String groups, String role, String scopes) throws Exception {
        known(user, groups.split(" "));
        browser.signIn(user);
        var me = json(browser.me());
        assertEquals(role, me.get("role").asText());
        assertEquals(scopes, me.get("scopes").toString());
    }

    @Test
    void whoHasNoRoleHereStaysOutside() throws Exception {
        known("leo", "admin", "viewer", "WP-ADMINS");
        assertRefused(browser.signIn("leo"), "no-role");
        asAdmin("GET", "/api/v1/users/leo", null, 404);
    }

    @Test
    void whoCallsThemselvesAdminThereIsNotOurAdmin() throws Exception {
        known("admin", "guests");
        browser.signIn("admin");
        var me = json(browser.me());
        assertTrue(me.get("name").asText().matches("admin@[0-9a-f]{8}"), me::toString);
        assertEquals("viewer", me.get("role").asText());
        assertEquals(
                200, Session.tryOpen("admin", AccountsRequired.ADMIN_PASSWORD).status());
    }

    @Test
    void anAnswerIsTheBrowsersThatBeganAndGoodOnce() throws Exception {
        known("mallory", "guests");
        known("nina", "wp-admins");
        try (var victim = new OidcBrowser()) {
            URI back = victim.untilCallback("nina", "/");
            assertRefused(browser.get(back), "failed"); // without an attempt
            URI own = browser.untilCallback("mallory", "/");
            assertRefused(browser.get(back), "failed"); // with another one, which is over by that
            assertRefused(browser.get(own), "failed");
            // PKCE: nobody has any use of another's code
            own = browser.untilCallback("mallory", "/");
            String state = own.getRawQuery().replaceFirst(".*&state=([^&]*).*", "$1");
            String stolen = back.toString().replaceFirst("state=[^&]*", "state=" + state);
            assertRefused(browser.get(URI.create(stolen)), "failed");
            // and another provider's answer is not taken (RFC 9207)
            own = browser.untilCallback("mallory", "/");
            String elsewhere = own.toString().replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fevil.example");
            assertRefused(browser.get(URI.create(elsewhere)), "failed");
            own = browser.untilCallback("mallory", "/");
            browser.get(own);
            assertTrue(browser.hasSession());
            try (var other = new OidcBrowser()) {
                assertFalse(other.get(own)
                        .headers()
                        .allValues("Set-Cookie")
                        .toString()
                        .contains("wps_"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nonce\":\"of-another\"}",
                "{\"nonce\":null}",
                "{\"aud\":\"another-client\"}",
                "{\"aud\":null}",
                "{\"iss\":\"https://evil.example\"}",
                "{\"azp\":\"another-client\"}",
                "{\"exp\":1700000000}",
                "{\"exp\":null}",
                "{\"nbf\":4100000000}",
                "{\"sub\":null}",
                "{\"sub\":\"\"}",
                "{\"sub\":\"of-two\\nlines\"}",
            })
    void anIdTokenThatIsNotForThisSignInIsRefused(String claims) throws Exception {
        known("oscar", "wp-admins");
        control("{\"idToken\":" + claims + "}");
        assertRefused(browser.signIn("oscar"), "failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "evil.example",
                "/\t/evil.example",
                "/a\\b",
                "/a\r\nSet-Cookie: b=c",
                "/api/v1/oidc/login",
                "/api?x",
            })
    void nobodyIsSentToAnotherHost(String to) throws Exception {
        String path = "/api/v1/oidc/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        var refused = browser.get(here(path));
        assertEquals(400, refused.statusCode(), refused::body);
        // nor by a cookie that somebody else has planted
        known("peggy", "guests");
        URI back = browser.untilCallback("peggy", "/incidents");
        var attempt = OidcBrowser.cookiesOf(browser.get(here("/api/v1/oidc/login?to=%2F")));
        String secret = attempt.getFirst().replaceFirst(".*?=([^.]*)\\..*", "$1");
        var answer = Http.get(
                "/api/v1/oidc/callback?" + back.getRawQuery(),
                "Cookie",
                "waddleperf_sign_in=" + secret + "." + URLEncoder.encode(to, StandardCharsets.UTF_8));
        assertEquals("/?sign-in=failed", answer.header("Location"));
    }

    @Test
    void overTlsAllCookiesAreSecure() throws Exception {
        known("quinn", "guests");
        String[] tls = {"X-Forwarded-Proto", "https"};
        var login = Http.get("/api/v1/oidc/login", tls);
        assertTrue(login.header("Set-Cookie").contains("; Secure"), login.header("Set-Cookie"));
        URI there = URI.create(login.header("Location"));
        assertTrue(there.getRawQuery().contains("redirect_uri=https%3A%2F%2F127.0.0.1"), there::toString);
        URI back = next(browser.send("POST", there, "username=quinn&password=password+of+quinn"));
        var answer = Http.get(
                back.getRawPath() + "?" + back.getRawQuery(),
                "X-Forwarded-Proto",
                "https",
                "Cookie",
                login.header("Set-Cookie").replaceFirst(";.*", ""));
        var cookies = answer.response().headers().allValues("Set-Cookie");
        assertTrue(cookies.getLast().startsWith("waddleperf_session=wps_"), cookies::toString);
        assertTrue(cookies.stream().allMatch(cookie -> cookie.contains("; Secure")), cookies::toString);
    }

    @Test
    void theProviderIsAskedAgainAndItsWordHolds() throws Exception {
        known("rita", "guests");
        browser.signIn("rita");
        assertEquals("viewer", json(browser.me()).get("role").asText());
        known("rita", "wp-admins");
        Await.equal("admin", PATIENCE, () -> json(browser.me()).get("role").asText());
        int before = OidcBrowser.counted("rita");
        assertTrue(before >= 1, "refreshed " + before);
        Await.until("two refreshes more", PATIENCE, () -> {
            assertEquals(200, browser.me().statusCode(), "each refresh token is good once, and the next one is kept");
            return OidcBrowser.counted("rita") >= before + 2;
        });
        known("rita", "nothing-here");
        Await.equal(401, PATIENCE, () -> browser.me().statusCode());
        var ends = asAdmin("GET", "/api/v1/audit?who=rita&action=session.end", null, 200);
        assertEquals(1, ends.get("items").size(), ends::toString);
    }

    /// They come back to sign in, and nothing of theirs asks the provider before.
    @Test
    void whoComesBackWithoutARoleLosesTheirTokens() throws Exception {
        known("olga", "guests");
        browser.signIn("olga");
        var made = browser.send(
                "POST",
                here("/api/v1/tokens"),
                "{\"name\":\"script\"}",
                "Content-Type",
                "application/json",
                "X-CSRF-Token",
                json(browser.me()).get("csrfToken").asText());
        assertEquals(201, made.statusCode(), made::body);
        String token = json(made).get("secret").asText();
        assertEquals(
                200, Http.get("/api/v1/me", "Authorization", "Bearer " + token).status());
        known("olga", "nothing-here");
        try (var again = new OidcBrowser()) {
            var answer = again.signIn("olga");
            assertEquals(
                    "/?sign-in=no-role", answer.headers().firstValue("Location").orElse(""));
        }
        assertEquals(
                401, Http.get("/api/v1/me", "Authorization", "Bearer " + token).status());
    }

    @Test
    void whomTheProviderLocksOutIsOut() throws Exception {
        known("sam", "guests");
        browser.signIn("sam");
        control("{\"locked\":[\"sam\"]}");
        Await.equal(401, PATIENCE, () -> browser.me().statusCode());
        assertEquals(401, browser.me().statusCode());
    }

    @Test
    void aProviderThatDoesNotAnswerEndsNoSession() throws Exception {
        known("sue", "guests");
        browser.signIn("sue");
        int before = OidcBrowser.counted("turned-away");
        control("{\"away\":true}");
        Await.until("a question that the provider does not answer", PATIENCE, () -> {
            assertEquals(200, browser.me().statusCode());
            return OidcBrowser.counted("turned-away") > before;
        });
        assertEquals(200, browser.me().statusCode());
    }

    @Test
    void whomWeLockOutIsOutWhateverTheProviderSays() throws Exception {
        known("tina", "guests");
        browser.signIn("tina");
        asAdmin("PUT", "/api/v1/users/tina", "{\"role\":\"viewer\",\"disabled\":true}", 200);
        assertEquals(401, browser.me().statusCode());
        try (var again = new OidcBrowser()) {
            var answer = again.signIn("tina");
            assertEquals(
                    "/?sign-in=locked-out",
                    answer.headers().firstValue("Location").orElse(""));
            assertFalse(again.hasSession());
        }
        asAdmin("PUT", "/api/v1/users/tina", "{\"role\":\"viewer\"}", 200);
        try (var again = new OidcBrowser()) {
            again.signIn("tina");
            assertEquals(200, again.me().statusCode());
            assertEquals(
                    204,
                    Http.any(
                                    "DELETE",
                                    "/api/v1/users/tina",
                                    null,
                                    "Authorization",
                                    "Bearer " + AccountsRequired.BOOTSTRAP)
                            .status());
            assertEquals(401, again.me().statusCode());
        }
    }

    @Test
    void signingOutGoesOnToTheProvider() throws Exception {
        known("uma", "guests");
        browser.signIn("uma");
        var out = browser.change("POST", "/api/v1/logout");
        assertEquals(200, out.statusCode(), out::body);
        assertFalse(browser.hasSession());
        assertEquals(401, browser.me().statusCode());
        URI there = URI.create(json(out).get("continueAt").asText());
        assertTrue(there.getRawQuery().contains("id_token_hint=ey"), there::toString);
        assertEquals(here("/"), next(browser.get(there)));
        var asked = browser.get(next(browser.get(here("/api/v1/oidc/login"))));
        assertTrue(asked.body().contains("Test provider"), "the provider asks who it is again");
    }

    @Test
    void aProviderThatIsAwayIsToldAndTheOthersSignIn() throws Exception {
        known("vera", "guests");
        URI back = browser.untilCallback("vera", "/");
        control("{\"away\":true}");
        assertRefused(browser.get(back), "away");
        assertEquals(
                200, Session.tryOpen("admin", AccountsRequired.ADMIN_PASSWORD).status());
    }

    @Test
    void theScreenIsToldHowToSignIn() throws Exception {
        var methods = Http.get("/api/v1/sign-in-methods").json();
        assertTrue(methods.get("password").asBoolean());
        assertEquals("Test provider", methods.at("/provider/name").asText());
        assertEquals("/api/v1/oidc/login", methods.at("/provider/url").asText());
    }
}
