package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class AccountsIT {
    private static final String BEARER = "Bearer " + AccountsRequired.BOOTSTRAP;
    private static final String JSON = "application/json";

    @Inject
    DataSource database;

    private static Http.Answer asAdmin(String method, String path, @Nullable String body) throws Exception {
        return Http.any(method, path, body, "Authorization", BEARER, "Content-Type", JSON);
    }

    /// Makes an account and signs it in with a password of its own.
    private static Session signedIn(String name, String grant) throws Exception {
        var made = asAdmin("PUT", "/api/v1/users/" + name, grant);
        assertEquals(201, made.status(), made.response()::body);
        var first = Session.open(name, made.json().get("password").asText());
        assertTrue(first.me().get("mustChangePassword").asBoolean());
        return changed(first, made.json().get("password").asText(), "the new password of " + name);
    }

    private static Session changed(Session session, String from, String to) throws Exception {
        return Session.of(session.send(
                "PUT", "/api/v1/me/password", "{\"current\":\"" + from + "\",\"password\":\"" + to + "\"}"));
    }

    private static void assertProblem(Http.Answer answer, int status, String slug) throws Exception {
        assertEquals(status, answer.status(), answer.response()::body);
        assertEquals(
                "https://waddleperf.io/problems/" + slug,
                answer.json().get("type").asText());
    }

    @Test
    void theFirstAdminSignsInWithThePasswordThatWasChosen() throws Exception {
        var answer = Session.tryOpen("admin", AccountsRequired.ADMIN_PASSWORD);
        var session = Session.of(answer);
        assertEquals("admin", session.me().get("role").asText());
        assertFalse(session.me().get("mustChangePassword").asBoolean());
        String cookie = answer.header("Set-Cookie");
        assertTrue(cookie.contains("; HttpOnly; SameSite=Strict"), cookie);
        assertFalse(cookie.contains("Secure"), "the request came without TLS");
        assertEquals(200, session.get("/api/v1/paths").status());
        assertEquals(
                "required", session.get("/api/v1/me").json().get("accounts").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/paths", "/api/v1/stream", "/api/v1/me", "/q/metrics", "/q/openapi", "/api", "/q"})
    void nobodyIsToldAnythingWithoutAName(String path) throws Exception {
        assertProblem(Http.get(path), 401, "unauthenticated");
        assertProblem(Http.get(path, "Authorization", "Basic YWRtaW46YWRtaW4="), 401, "unauthenticated");
        assertProblem(Http.get(path, "Authorization", "Bearer wpt_" + "a".repeat(43)), 401, "unauthenticated");
        assertProblem(Http.get(path, "Cookie", "waddleperf_session=wps_" + "a".repeat(43)), 401, "unauthenticated");
    }

    @Test
    void thePageAndHealthAreForEverybody() throws Exception {
        assertEquals(200, Http.get("/", "Accept", "text/html").status());
        assertEquals(200, Http.get("/q/health").status());
        assertEquals(200, Http.get("/users", "Accept", "text/html").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/v1/paths",
                "//api/v1/paths",
                "/api//v1/paths",
                "/api/v1/paths;v=1",
                "/api;v=1/v1/paths",
                "/x/../api/v1/paths",
                "/api/v1/login/../paths",
                "/api/v1/./paths",
                "/api/v1/%70aths",
                "/q/health/../metrics",
                "/q/%6detrics",
                "/q//metrics",
                "/api/v1/paths/",
                "/api/v1%2fpaths",
                "/API/v1/paths"
            })
    void noSpellingOfAPathComesByTheGate(String path) throws Exception {
        String answer = Http.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 401 ") || answer.startsWith("HTTP/1.1 404 "), answer);
        assertFalse(answer.contains("\"items\""), answer);
    }

    @Test
    void whoeverMustChangeThePasswordDoesNothingElse() throws Exception {
        var made = asAdmin("PUT", "/api/v1/users/newcomer", "{\"role\":\"viewer\"}")
                .json();
        assertEquals("newcomer", made.at("/account/name").asText());
        String password = made.get("password").asText();
        var session = Session.open("newcomer", password);
        assertProblem(session.get("/api/v1/paths"), 403, "password-change-required");
        assertEquals(200, session.get("/api/v1/me").status());
        for (String weak : new String[] {"short", "aaaaaaaaaaaaaaaa", password}) {
            var refused = session.send(
                    "PUT", "/api/v1/me/password", "{\"current\":\"" + password + "\",\"password\":\"" + weak + "\"}");
            assertProblem(refused, 400, "bad-request");
        }
        var wrong = session.send(
                "PUT", "/api/v1/me/password", "{\"current\":\"wrong\",\"password\":\"a long enough one\"}");
        assertProblem(wrong, 400, "bad-request");
        var next = changed(session, password, "a long enough one");
        assertEquals(200, next.get("/api/v1/paths").status());
        assertProblem(session.get("/api/v1/me"), 401, "unauthenticated");
        assertEquals(401, Session.tryOpen("newcomer", password).status());
    }

    @Test
    void wrongNamesAndWrongPasswordsSoundTheSameAndAreHeldBack() throws Exception {
        asAdmin("PUT", "/api/v1/users/guessed", "{\"role\":\"viewer\",\"password\":\"nobody guesses this\"}");
        var wrong = Session.tryOpen("guessed", "a wrong password");
        var unknown = Session.tryOpen("who-is-that", "a wrong password");
        assertProblem(wrong, 401, "sign-in-failed");
        assertEquals(wrong.response().body(), unknown.response().body());
        int tried = 1;
        Http.Answer answer;
        do {
            answer = Session.tryOpen("guessed", "a wrong password");
        } while (answer.status() == 401 && ++tried < 20);
        assertProblem(answer, 429, "too-many-requests");
        assertTrue(tried >= 5 && tried <= 8, "tried " + tried);
        assertTrue(Integer.parseInt(answer.header("Retry-After")) >= 1);
        assertEquals(429, Session.tryOpen("guessed", "nobody guesses this").status(), "not even the right one");
    }

    /// To the database `admin ` is `admin`, and a name of other letters cannot be compared with one of ASCII.
    @Test
    void aNameThatNobodyCanHaveIsNobodys() throws Exception {
        var unknown = Session.tryOpen("who-else-is-that", AccountsRequired.ADMIN_PASSWORD);
        for (String name : new String[] {"admin ", "\u00e4dmin", "\ud83d\udc27", "\\ud800"}) {
            var answer = Session.tryOpen(name, AccountsRequired.ADMIN_PASSWORD);
            assertProblem(answer, 401, "sign-in-failed");
            assertEquals(unknown.response().body(), answer.response().body(), name);
        }
        for (String name : new String[] {"admin%20", "%C3%A4dmin", "%F0%9F%90%A7", "admin%00"}) {
            String path = "/api/v1/users/" + name;
            assertProblem(asAdmin("GET", path, null), 404, "not-found");
            assertProblem(asAdmin("PUT", path, "{\"role\":\"viewer\"}"), 400, "bad-request");
            assertProblem(asAdmin("POST", path + "/password", null), 404, "not-found");
            assertProblem(asAdmin("DELETE", path + "/sessions", null), 404, "not-found");
            assertProblem(asAdmin("DELETE", path, null), 404, "not-found");
            assertEquals(0, audit("?who=" + name).size());
            assertEquals(0, audit("?action=" + name).size());
        }
        assertEquals(
                200, Session.tryOpen("admin", AccountsRequired.ADMIN_PASSWORD).status());
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, http://localhost:1",
        "Origin, http://127.0.0.1"
    })
    void aForeignPageNeitherSignsInNorChangesAnything(String header, String value) throws Exception {
        var login = Session.tryOpen("admin", AccountsRequired.ADMIN_PASSWORD, header, value);
        assertProblem(login, 403, "forbidden");
        var session = Session.open("admin", AccountsRequired.ADMIN_PASSWORD);
        var change = Http.any(
                "POST",
                "/api/v1/notifications/test",
                null,
                "Cookie",
                session.cookie(),
                "X-CSRF-Token",
                session.csrf(),
                header,
                value);
        assertProblem(change, 403, "forbidden");
    }

    @Test
    void aChangeNeedsTheTokenOfItsOwnSession() throws Exception {
        var one = Session.open("admin", AccountsRequired.ADMIN_PASSWORD);
        var other = Session.open("admin", AccountsRequired.ADMIN_PASSWORD);
        String path = "/api/v1/notifications/test";
        assertProblem(Http.any("POST", path, null, "Cookie", one.cookie()), 403, "forbidden");
        assertProblem(
                Http.any("POST", path, null, "Cookie", one.cookie(), "X-CSRF-Token", other.csrf()), 403, "forbidden");
        assertEquals(
                202,
                Http.any("POST", path, null, "Cookie", one.cookie(), "X-CSRF-Token", one.csrf())
                        .status());
        assertEquals(
                415,
                Http.post("/api/v1/login", "{}", "Content-Type", "text/plain").status());
    }

    @Test
    void aSessionEndsWhenItIsSignedOutRevokedOrItsAccountIsClosed() throws Exception {
        var out = signedIn("leaves", "{\"role\":\"viewer\"}");
        var goodbye = out.send("POST", "/api/v1/logout", "");
        assertEquals(204, goodbye.status());
        assertTrue(goodbye.header("Set-Cookie").contains("Max-Age=0"));
        assertProblem(out.get("/api/v1/me"), 401, "unauthenticated");

        var revoked = Session.open("leaves", "the new password of leaves");
        assertEquals(
                204, asAdmin("DELETE", "/api/v1/users/leaves/sessions", null).status());
        assertProblem(revoked.get("/api/v1/me"), 401, "unauthenticated");

        var disabled = Session.open("leaves", "the new password of leaves");
        assertEquals(
                200,
                asAdmin("PUT", "/api/v1/users/leaves", "{\"role\":\"viewer\",\"disabled\":true}")
                        .status());
        assertProblem(disabled.get("/api/v1/me"), 401, "unauthenticated");
        assertEquals(
                401, Session.tryOpen("leaves", "the new password of leaves").status());

        asAdmin("PUT", "/api/v1/users/leaves", "{\"role\":\"maintainer\"}");
        var promoted = Session.open("leaves", "the new password of leaves");
        assertEquals("maintainer", promoted.me().get("role").asText());
        asAdmin("PUT", "/api/v1/users/leaves", "{\"role\":\"viewer\"}");
        assertEquals("viewer", promoted.get("/api/v1/me").json().get("role").asText(), "with the next request");

        var everywhere = promoted.send("DELETE", "/api/v1/me/sessions", null);
        assertEquals(204, everywhere.status());
        assertProblem(promoted.get("/api/v1/me"), 401, "unauthenticated");

        var removed = Session.open("leaves", "the new password of leaves");
        assertEquals(204, asAdmin("DELETE", "/api/v1/users/leaves", null).status());
        assertProblem(removed.get("/api/v1/me"), 401, "unauthenticated");
    }

    @Test
    void aSessionThatNobodyUsesEnds() throws Exception {
        var session = Session.open("admin", AccountsRequired.ADMIN_PASSWORD);
        update(
                "UPDATE credential SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE secret_hash = ?",
                session);
        assertProblem(session.get("/api/v1/me"), 401, "unauthenticated");

        var used = Session.open("admin", AccountsRequired.ADMIN_PASSWORD);
        update("""
                UPDATE credential SET seen_at = seen_at - INTERVAL 11 HOUR, expires_at = expires_at - INTERVAL 11 HOUR
                WHERE secret_hash = ?""", used);
        assertEquals(200, used.get("/api/v1/me").status());
        assertEquals(1, update("""
                UPDATE credential SET seen_at = seen_at
                WHERE secret_hash = ? AND expires_at > UTC_TIMESTAMP(6) + INTERVAL 11 HOUR""", used), "renewed");
    }

    private int update(String sql, Session session) throws Exception {
        String secret = session.cookie().substring(session.cookie().indexOf('=') + 1);
        var hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, hash);
            int rows = statement.executeUpdate();
            assertEquals(1, rows, HexFormat.of().formatHex(hash));
            return rows;
        }
    }

    @Test
    void aTokenHasARoleAndAScopeWithinThoseOfItsMaker() throws Exception {
        var maker =
                signedIn("maker", "{\"role\":\"maintainer\",\"sites\":[\"fra\",\"ber\"],\"tags\":{\"team\":\"a\"}}");
        for (String tooMuch : new String[] {
            "{\"name\":\"t\",\"role\":\"admin\"}",
            "{\"name\":\"t\",\"role\":\"viewer\"}",
            "{\"name\":\"t\",\"role\":\"viewer\",\"sites\":[\"fra\",\"lon\"],\"tags\":{\"team\":\"a\"}}",
            "{\"name\":\"t\",\"role\":\"viewer\",\"sites\":[\"fra\"]}"
        }) {
            assertProblem(maker.send("POST", "/api/v1/tokens", tooMuch), 403, "forbidden");
        }
        var made = maker.send(
                "POST",
                "/api/v1/tokens",
                "{\"name\":\"t\",\"role\":\"viewer\",\"sites\":[\"fra\"],\"tags\":{\"team\":\"a\"},\"validDays\":1}");
        assertEquals(201, made.status(), made.response()::body);
        String bearer = "Bearer " + made.json().get("secret").asText();
        var me = Http.get("/api/v1/me", "Authorization", bearer).json();
        assertEquals("maker", me.get("name").asText());
        assertEquals("viewer", me.get("role").asText());
        assertEquals(2, me.get("scopes").size(), "its own and that of its account");
        assertProblem(
                Http.any("POST", "/api/v1/tokens", "{\"name\":\"u\"}", "Authorization", bearer, "Content-Type", JSON),
                403,
                "forbidden");
        // a token is no cookie, a session no token
        String secret = made.json().get("secret").asText();
        assertProblem(Http.get("/api/v1/me", "Cookie", "waddleperf_session=" + secret), 401, "unauthenticated");
        String session = maker.cookie().substring(maker.cookie().indexOf('=') + 1);
        assertProblem(Http.get("/api/v1/me", "Authorization", "Bearer " + session), 401, "unauthenticated");

        String id = made.json().at("/token/id").asText();
        assertTrue(maker.get("/api/v1/tokens")
                .json()
                .get("items")
                .findValuesAsText("id")
                .contains(id));
        var stranger = signedIn("stranger", "{\"role\":\"maintainer\"}");
        assertFalse(stranger.get("/api/v1/tokens").response().body().contains(id));
        assertProblem(stranger.send("DELETE", "/api/v1/tokens/" + id, null), 404, "not-found");
        assertEquals(204, maker.send("DELETE", "/api/v1/tokens/" + id, null).status());
        assertProblem(Http.get("/api/v1/me", "Authorization", bearer), 401, "unauthenticated");
    }

    /// Its secret is not kept, so that nobody can be told it again.
    @Test
    void theSameKeyMakesNoSecondToken() throws Exception {
        var key = new String[] {"Idempotency-Key", "twice", "Authorization", BEARER, "Content-Type", JSON};
        var made = Http.any("POST", "/api/v1/tokens", "{\"name\":\"twice\"}", key);
        assertEquals(201, made.status(), made.response()::body);
        String id = made.json().at("/token/id").asText();
        var again = Http.any("POST", "/api/v1/tokens", "{\"name\":\"twice\"}", key);
        assertProblem(again, 409, "conflict");
        assertTrue(again.json().get("detail").asText().contains("revoke token " + id), again.response()::body);
        assertFalse(again.response().body().contains(made.json().get("secret").asText()));

        key[1] = "another";
        var other = Http.any("POST", "/api/v1/tokens", "{\"name\":\"twice\"}", key);
        assertEquals(201, other.status());
        assertEquals(204, asAdmin("DELETE", "/api/v1/tokens/" + id, null).status());
        assertEquals(
                204,
                asAdmin(
                                "DELETE",
                                "/api/v1/tokens/" + other.json().at("/token/id").asText(),
                                null)
                        .status());
        key[1] = "a b";
        assertEquals(
                400,
                Http.any("POST", "/api/v1/tokens", "{\"name\":\"twice\"}", key).status());
    }

    @Test
    void theLastAdminStays() throws Exception {
        assertProblem(asAdmin("DELETE", "/api/v1/users/admin", null), 409, "conflict");
        assertProblem(asAdmin("PUT", "/api/v1/users/admin", "{\"role\":\"viewer\"}"), 409, "conflict");
        assertProblem(asAdmin("PUT", "/api/v1/users/admin", "{\"role\":\"admin\",\"disabled\":true}"), 409, "conflict");
        assertProblem(asAdmin("PUT", "/api/v1/users/a", "{\"role\":\"admin\",\"sites\":[\"x\"]}"), 400, "bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "api, '{\"role\":\"viewer\"}', name",
        "a%2Fb, '{\"role\":\"viewer\"}', name",
        "x1, '{}', role",
        "x1, '{\"role\":\"king\"}', role",
        "x1, '{\"role\":\"viewer\",\"password\":\"short\"}', password",
        "x1, '{\"role\":\"viewer\",\"sites\":[\" \"]}', sites[0]",
        "x1, '{\"role\":\"viewer\",\"tags\":{\"a b\":\"c\"}}', tags",
    })
    void saysWhatIsWrongWithAnAccount(String name, String body, String field) throws Exception {
        var answer = asAdmin("PUT", "/api/v1/users/" + name, body);
        assertProblem(answer, 400, "bad-request");
        assertEquals(field, answer.json().at("/errors/0/field").asText(), answer.response()::body);
    }

    @Test
    void eachChangeIsInTheAudit() throws Exception {
        String silence = "{\"match\":{\"site\":\"audited\"},\"endsAt\":\"2099-01-01T00:00:00Z\"}";
        var keeper = signedIn("keeper", "{\"role\":\"maintainer\"}");
        assertEquals(
                201, keeper.send("PUT", "/api/v1/silences/audited", silence).status());
        assertEquals(
                200,
                keeper.send("PUT", "/api/v1/silences/audited", silence.replace("2099", "2098"))
                        .status());
        assertEquals(
                204, keeper.send("DELETE", "/api/v1/silences/audited", null).status());
        assertEquals(
                404, keeper.send("DELETE", "/api/v1/silences/audited", null).status());
        var items = audit("?subject=audited");
        assertEquals(3, items.size());
        assertEquals("silence.remove", items.get(0).get("action").asText());
        assertTrue(items.get(0).get("after").isNull());
        assertEquals("keeper", items.get(0).get("who").asText());
        assertEquals("session", items.get(0).get("via").asText());
        assertEquals("127.0.0.1", items.get(0).get("source").asText());
        assertEquals(
                "2099-01-01T00:00:00.000000Z", items.get(1).at("/before/endsAt").asText());
        assertEquals(
                "2098-01-01T00:00:00.000000Z", items.get(1).at("/after/endsAt").asText());
        assertEquals("keeper", items.get(1).at("/after/createdBy").asText());
        assertTrue(items.get(2).get("before").isNull());

        var accounts = audit("?subject=keeper");
        assertEquals("user.password", accounts.get(1).get("action").asText(), accounts::toString);
        assertEquals(
                "token:bootstrap", accounts.get(accounts.size() - 1).get("who").asText());
        assertFalse(accounts.toString().contains("argon2"), "no hash is told");
        assertProblem(keeper.get("/api/v1/audit"), 403, "forbidden");
    }

    private static JsonNode audit(String query) throws Exception {
        return asAdmin("GET", "/api/v1/audit" + query, null).json().get("items");
    }

    @Test
    void noTwoSessionsAreAlikeAndNoSecretIsStored() throws Exception {
        var one = Session.open("admin", AccountsRequired.ADMIN_PASSWORD);
        var other = Session.open("admin", AccountsRequired.ADMIN_PASSWORD);
        assertNotEquals(one.cookie(), other.cookie());
        assertNotEquals(one.csrf(), other.csrf());
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT password_hash FROM account")) {
            while (rows.next()) {
                assertTrue(rows.getString(1).startsWith("$argon2id$"), rows.getString(1));
            }
        }
    }

    @Test
    void answersCarryTheHeadersThatKeepABrowserSafe() throws Exception {
        var page = Http.get("/", "Accept", "text/html");
        for (var header : Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "no-referrer",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Cross-Origin-Resource-Policy", "same-origin")
                .entrySet()) {
            assertEquals(header.getValue(), page.header(header.getKey()));
        }
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void aRequestMayNotBeLargerThanAMebibyte() throws Exception {
        String large = "{\"name\":\"" + "a".repeat(2 << 20) + "\"}";
        assertEquals(
                413, Http.post("/api/v1/login", large, "Content-Type", JSON).status());
    }
}
