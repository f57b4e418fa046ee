package io.waddleperf.api.it;

import static io.waddleperf.api.it.OidcBrowser.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// Roles of a Keycloak's realm, which it tells without any mapper, and in the access token only.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
@WithTestResource(
        value = KeycloakServer.class,
        initArgs = @ResourceArg(name = KeycloakServer.ROLE_CLAIM, value = "realm_access/roles"))
final class KeycloakRolesNightly {
    @Test
    void aRoleOfTheRealmIsARoleHere() throws Exception {
        try (var browser = new OidcBrowser()) {
            new KeycloakRealm(browser).signIn("ada");
            assertEquals("maintainer", json(browser.me()).get("role").asText());
        }
    }
}
