package io.waddleperf.api.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A provider of OpenID Connect in this process: discovery, keys, a page to sign in at, codes with PKCE, refresh
/// tokens that are good once, and sign-out. It is as strict as a provider is, so that a client that leaves something
/// out gets nowhere. Tests change what it knows at `/control`, by HTTP as everybody.
public final class TestProvider implements AutoCloseable {
    static final String CLIENT = "waddleperf-tests";
    static final String SECRET = "a secret: of the tests/+%";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BACK = Pattern.compile("https?://127\\.0\\.0\\.1(?::\\d+)?/.*");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String issuer;
    private final TestGrants grants;
    private volatile boolean away;
    private volatile boolean keysAway;
    private volatile boolean discoveryAway;
    private volatile Runnable beforeRefresh = () -> {};

    public TestProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://localhost:" + server.getAddress().getPort() + "/realms/test";
        grants = new TestGrants(issuer, CLIENT);
        handle("/.well-known/openid-configuration", this::discovery);
        handle("/keys", this::keys);
        handle("/authorize", this::authorize);
        handle("/token", this::token);
        handle("/logout", this::logout);
        server.createContext("/control", this::control);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(String path, HttpHandler handler) {
        server.createContext("/realms/test" + path, exchange -> {
            if (away) {
                grants.count("turned-away");
                answer(exchange, 503, "text/plain", "not now");
            } else {
                handler.handle(exchange);
            }
        });
    }

    public String issuer() {
        return issuer;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        if (discoveryAway) {
            answer(exchange, 503, "text/plain", "not now");
            return;
        }
        json(
                exchange,
                200,
                Map.of(
                        "issuer", issuer,
                        "authorization_endpoint", issuer + "/authorize",
                        "token_endpoint", issuer + "/token",
                        "jwks_uri", issuer + "/keys",
                        "end_session_endpoint", issuer + "/logout",
                        "response_types_supported", List.of("code"),
                        "token_endpoint_auth_methods_supported", List.of("client_secret_basic")));
    }

    private void keys(HttpExchange exchange) throws IOException {
        if (keysAway) {
            answer(exchange, 503, "text/plain", "not now");
            return;
        }
        json(exchange, 200, Map.of("keys", List.of(grants.publicKey())));
    }

    /// Shows the page to sign in at, takes what is typed there, and sends the browser back with a code.
    private void authorize(HttpExchange exchange) throws IOException {
        var query = form(exchange.getRequestURI().getRawQuery());
        String wrong = wrongWith(query);
        if (wrong != null) {
            answer(exchange, 400, "text/plain", wrong);
            return;
        }
        @Nullable String user = grants.userOf(cookie(exchange));
        if (user == null && exchange.getRequestMethod().equals("POST")) {
            var typed = form(body(exchange));
            user = grants.signIn(typed.getOrDefault("username", ""), typed.getOrDefault("password", ""));
            if (user != null) {
                exchange.getResponseHeaders()
                        .add("Set-Cookie", "SSO=" + grants.open(user) + "; Path=/; HttpOnly; SameSite=Lax");
            }
        }
        if (user == null) {
            answer(exchange, 200, "text/html", """
                <!doctype html><html lang="en"><title>Who are you?</title><h1>Test provider</h1>
                <form method="post"><label>User <input name="username"></label>
                <label>Secret <input name="password" type="password"></label><button>Go on</button></form>\
                """);
            return;
        }
        redirect(
                exchange,
                query.get("redirect_uri") + "?code=" + grants.code(user, query) + "&state="
                        + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8) + "&iss="
                        + URLEncoder.encode(issuer, StandardCharsets.UTF_8));
    }

    private static @Nullable String wrongWith(Map<String, String> query) {
        for (String field : List.of("state", "nonce", "code_challenge", "redirect_uri")) {
            if (query.getOrDefault(field, "").isEmpty()) {
                return field + " is missing";
            }
        }
        boolean right = CLIENT.equals(query.get("client_id"))
                && "code".equals(query.get("response_type"))
                && "S256".equals(query.get("code_challenge_method"))
                && BACK.matcher(query.get("redirect_uri")).matches()
                && List.of(query.getOrDefault("scope", "").split(" ")).contains("openid");
        return right ? null : "not as it must be: " + query;
    }

    private void token(HttpExchange exchange) throws IOException {
        String basic = Base64.getEncoder()
                .encodeToString((URLEncoder.encode(CLIENT, StandardCharsets.UTF_8)
                                + ':'
                                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
        if (!("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        var form = form(body(exchange));
        var given = switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> grants.exchange(form);
            case "refresh_token" -> {
                beforeRefresh.run();
                yield grants.refresh(form.getOrDefault("refresh_token", ""));
            }
            default -> null;
        };
        if (given == null) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            json(exchange, 200, given);
        }
    }

    private void logout(HttpExchange exchange) throws IOException {
        var query = form(exchange.getRequestURI().getRawQuery());
        String back = query.getOrDefault("post_logout_redirect_uri", "");
        if (!BACK.matcher(back).matches() || !grants.close(query.getOrDefault("id_token_hint", ""), cookie(exchange))) {
            answer(exchange, 400, "text/plain", "whose sign-out is it?");
            return;
        }
        exchange.getResponseHeaders().add("Set-Cookie", "SSO=; Path=/; Max-Age=0");
        redirect(exchange, back);
    }

    /// `{"groups": {"ada": ["a"]}}`, `{"locked": ["ada"]}`, `{"away": true}` or its `keysAway` or
    /// `discoveryAway`, `{"refreshedIdToken": false}`, `{"idToken": {"aud": "other"}}` for
    /// claims
    /// that are to differ, `{"rotate": true}` for another key; `/control/token?how=rs256` signs the claims in its
    /// body; `/control/counts` says how often it refreshed
    /// for somebody, and turned somebody away.
    private void control(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/counts")) {
            json(exchange, 200, grants.counts());
            return;
        }
        JsonNode body = JSON.readTree(body(exchange));
        if (path.endsWith("/token")) {
            String how = form(exchange.getRequestURI().getRawQuery()).getOrDefault("how", "");
            Map<?, ?> claims = JSON.convertValue(body, Map.class);
            answer(exchange, 200, "text/plain", grants.sign(claims, how));
            return;
        }
        change(body);
        answer(exchange, 200, "text/plain", "so be it");
    }

    private void change(JsonNode body) {
        away = body.path("away").asBoolean(away);
        keysAway = body.path("keysAway").asBoolean(keysAway);
        discoveryAway = body.path("discoveryAway").asBoolean(discoveryAway);
        grants.change(body);
    }

    /// What happens elsewhere while somebody asks for new tokens.
    public void beforeRefresh(Runnable elsewhere) {
        beforeRefresh = elsewhere;
    }

    /// As `/control` does.
    public void change(String json) throws IOException {
        change(JSON.readTree(json));
    }

    /// As `/control/counts` says.
    public int counted(String what) {
        return grants.counts().getOrDefault(what, 0);
    }

    /// A client of it, which asks again every second.
    /// @param clock that its tokens go by
    public void by(InstantSource clock) {
        grants.by(clock);
    }

    public Oidc client(InstantSource clock) {
        return client(clock, "groups");
    }

    Oidc client(InstantSource clock, String roleClaim) {
        return new Oidc(
                new OidcSettings(
                        issuer,
                        CLIENT,
                        Optional.of(SECRET),
                        "Test provider",
                        "openid",
                        "preferred_username",
                        roleClaim,
                        List.of(Rights.parse("wp-admins=admin"), Rights.parse("guests=viewer")),
                        CLIENT,
                        Duration.ofSeconds(1),
                        Optional.empty()),
                clock);
    }

    /// Whatever somebody does at the page, without it.
    public OidcClient.SignedIn signIn(OidcClient client, String user) throws IOException {
        var attempt = Attempt.begin(new SecureRandom(), "/");
        var callback = URI.create("http://127.0.0.1/api/v1/oidc/callback");
        var asked = form(client.signInAt(attempt, callback).getRawQuery());
        return client.signIn(attempt, grants.code(user, asked), callback);
    }

    private static String cookie(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Cookie");
        return header == null
                ? ""
                : Arrays.stream(header.split("; "))
                        .filter(one -> one.startsWith("SSO="))
                        .map(one -> one.substring(4))
                        .findFirst()
                        .orElse("");
    }

    static Map<String, String> form(@Nullable String encoded) {
        return encoded == null || encoded.isEmpty()
                ? Map.of()
                : Arrays.stream(encoded.split("&"))
                        .map(field -> field.split("=", 2))
                        .collect(Collectors.toMap(field -> field[0], field -> decode(field[1])));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void redirect(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().add("Location", URI.create(where).toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void json(HttpExchange exchange, int status, Object value) throws IOException {
        answer(exchange, status, "application/json", JSON.writeValueAsString(value));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
