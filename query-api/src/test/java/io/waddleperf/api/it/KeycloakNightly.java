package io.waddleperf.api.it;

import static io.waddleperf.api.it.OidcBrowser.here;
import static io.waddleperf.api.it.OidcBrowser.json;
import static io.waddleperf.api.it.OidcBrowser.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.testkit.Await;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Signs in by a real Keycloak, set up as docs/how-to/sign-in-with-oidc.md says. Each night and by hand:
/// CONTRIBUTING.md.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
@WithTestResource(KeycloakServer.class)
final class KeycloakNightly {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final OidcBrowser browser = new OidcBrowser();
    private final KeycloakRealm realm = new KeycloakRealm(browser);

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void somebodySignsInIsRefreshedAndSignsOut() throws Exception {
        assertEquals(200, realm.typed("ada", "not the password").statusCode(), "Keycloak asks again");
        realm.signIn("ada");
        var me = json(browser.me());
        assertEquals("ada", me.get("name").asText());
        assertEquals("viewer", me.get("role").asText());

        realm.join("ada", "wp-admins");
        Await.equal("admin", SOON, () -> json(browser.me()).get("role").asText());

        var out = browser.change("POST", "/api/v1/logout");
        assertEquals(200, out.statusCode(), out::body);
        assertEquals(401, browser.me().statusCode());
        URI end = URI.create(json(out).get("continueAt").asText());
        assertEquals(here("/"), next(browser.get(end)), "Keycloak sends the browser back");
        var asked = browser.get(next(browser.get(here("/api/v1/oidc/login"))));
        assertEquals(200, asked.statusCode(), "and asks who it is the next time");
        assertTrue(KeycloakRealm.FORM.matcher(asked.body()).find(), asked::body);
        assertFalse(browser.hasSession());
    }

    @Test
    void whoIsLockedOutThereIsOutHere() throws Exception {
        realm.signIn("grace");
        realm.enable("grace", false);
        Await.equal(401, SOON, () -> browser.me().statusCode());
    }

    @Test
    void aProgramIsWhatTheGroupsOfItsAccountSay() throws Exception {
        var me = me(realm.tokenOf("robot"));
        assertEquals(200, me.status(), me.response()::body);
        assertEquals("maintainer", me.json().get("role").asText());
        assertEquals("token", me.json().get("via").asText());
        assertEquals("oidc:service-account-robot", me.json().get("name").asText());
    }

    @Test
    void aTokenOfAnotherAudienceIssuerOrTimeIsNobodys() throws Exception {
        assertEquals(401, me(realm.tokenOf("stranger")).status(), "for another audience");
        assertEquals(401, me(realm.adminToken()).status(), "of another issuer");
        String brief = realm.tokenOf("hasty"); // lasts a second, and clocks may differ by 30
        assertEquals(200, me(brief).status());
        Await.equal(401, SOON, () -> me(brief).status());
    }

    private static Http.Answer me(String token) throws Exception {
        return Http.get("/api/v1/me", "Authorization", "Bearer " + token);
    }
}
