package io.waddleperf.api.it;

import static io.waddleperf.api.it.OidcBrowser.here;
import static io.waddleperf.api.it.OidcBrowser.json;
import static io.waddleperf.api.it.OidcBrowser.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What people type into the realm's page, what programs ask of it, and what its admin changes.
final class KeycloakRealm {
    static final Pattern FORM = Pattern.compile("<form [^>]*action=\"([^\"]+)\"");

    private final OidcBrowser browser;

    /// @param browser of whoever signs in
    KeycloakRealm(OidcBrowser browser) {
        this.browser = browser;
    }

    /// From our button to Keycloak's page, filled in; its answer.
    HttpResponse<String> typed(String user, String password) throws IOException, InterruptedException {
        var page = browser.get(next(browser.get(here("/api/v1/oidc/login?to=%2Fincidents"))));
        assertEquals(200, page.statusCode(), page::body);
        Matcher form = FORM.matcher(page.body());
        assertTrue(form.find(), page::body);
        return post(form.group(1).replace("&amp;", "&"), Map.of("username", user, "password", password));
    }

    /// The whole way.
    void signIn(String user) throws IOException, InterruptedException {
        var signedIn = browser.get(next(typed(user, KeycloakServer.PASSWORD)));
        assertEquals("/incidents", next(signedIn).getPath(), signedIn::body);
        assertTrue(browser.hasSession());
    }

    /// Of a client's own account.
    String tokenOf(String client) throws IOException, InterruptedException {
        return token(
                OidcBrowser.issuer(),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client,
                        "client_secret",
                        KeycloakServer.SECRET));
    }

    /// Of Keycloak's admin, who is in a realm of his own.
    String adminToken() throws IOException, InterruptedException {
        return token(
                server() + "/realms/master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        KeycloakServer.ADMIN,
                        "password",
                        KeycloakServer.PASSWORD));
    }

    private String token(String issuer, Map<String, String> fields) throws IOException, InterruptedException {
        var answer = post(issuer + "/protocol/openid-connect/token", fields);
        assertEquals(200, answer.statusCode(), answer::body);
        return json(answer).get("access_token").asText();
    }

    private HttpResponse<String> post(String url, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send("POST", URI.create(url), form, "Content-Type", "application/x-www-form-urlencoded");
    }

    /// Puts somebody into a group.
    void join(String user, String group) throws IOException, InterruptedException {
        put("users/" + id("users", "username", user) + "/groups/" + id("groups", "name", group), "");
    }

    /// Locks somebody out, or lets them in again.
    void enable(String user, boolean enabled) throws IOException, InterruptedException {
        put("users/" + id("users", "username", user), "{\"enabled\":" + enabled + "}");
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        var answer = browser.send("PUT", inRealm(path), body, asAdmin("Content-Type", "application/json"));
        assertEquals(204, answer.statusCode(), answer::body);
    }

    private String id(String kind, String name, String value) throws IOException, InterruptedException {
        var answer = browser.get(inRealm(kind), asAdmin());
        assertEquals(200, answer.statusCode(), answer::body);
        for (JsonNode each : json(answer)) {
            if (each.get(name).asText().equals(value)) {
                return each.get("id").asText();
            }
        }
        throw new AssertionError(answer.body());
    }

    private String[] asAdmin(String... more) throws IOException, InterruptedException {
        return Stream.concat(Stream.of("Authorization", "Bearer " + adminToken()), Stream.of(more))
                .toArray(String[]::new);
    }

    private static URI inRealm(String path) {
        return URI.create(server() + "/admin/realms/noc/" + path);
    }

    private static String server() {
        return OidcBrowser.issuer().replaceFirst("/realms/.*", "");
    }
}
