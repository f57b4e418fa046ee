package io.waddleperf.api.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// A browser without a window: it keeps cookies, and goes where it is sent one step at a time.
final class OidcBrowser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final CookieManager cookies = new LoopbackCookies();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    /// To browsers this machine is as safe as TLS, so that `Secure` cookies travel here, too (Secure Contexts, 3.1).
    private static final class LoopbackCookies extends CookieManager {
        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            super.put(uri, headers);
            for (var cookie : getCookieStore().getCookies()) {
                cookie.setSecure(false);
                cookie.setVersion(0); // as no browser knows another one; Java quotes what says `Version=1`
            }
        }
    }

    static URI here(String path) {
        return URI.create("http://127.0.0.1:" + Http.port() + path);
    }

    HttpResponse<String> get(URI url, String... headers) throws IOException, InterruptedException {
        return send("GET", url, null, headers);
    }

    HttpResponse<String> send(String method, URI url, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (url.getPort() == Http.port()) {
            ApiDocument.check(ApiDocument.Answer.of(answer, answer.body()));
        }
        return answer;
    }

    static URI next(HttpResponse<String> answer) {
        return answer.uri()
                .resolve(answer.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new AssertionError(
                                answer.statusCode() + " " + answer.headers().map() + " " + answer.body())));
    }

    /// To the provider, its page filled in, and back as far as our callback, which is not asked yet.
    URI untilCallback(String user, String to, String... headers) throws IOException, InterruptedException {
        var login = get(here("/api/v1/oidc/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)), headers);
        return next(send("POST", next(login), "username=" + user + "&password=password+of+" + user));
    }

    /// The whole way; where it ends.
    HttpResponse<String> signIn(String user) throws IOException, InterruptedException {
        return get(untilCallback(user, "/incidents?state=open"));
    }

    boolean hasSession() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getName)
                .anyMatch("waddleperf_session"::equals);
    }

    HttpResponse<String> me() throws IOException, InterruptedException {
        return get(here("/api/v1/me"));
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> change(String method, String path) throws IOException, InterruptedException {
        return send(
                method,
                here(path),
                null,
                "X-CSRF-Token",
                json(me()).get("csrfToken").asText());
    }

    static String issuer() {
        return ConfigProvider.getConfig().getValue("waddleperf.oidc.issuer", String.class);
    }

    /// Changes what the provider knows.
    static void control(String json) throws IOException, InterruptedException {
        ask("", json);
    }

    /// A token of these claims, signed in one way or another.
    static String token(String how, Object claims) throws IOException, InterruptedException {
        return ask("/token?how=" + how, JSON.writeValueAsString(claims));
    }

    /// @param what a person for whom it was refreshed, or `turned-away`
    static int counted(String what) throws IOException, InterruptedException {
        return JSON.readTree(ask("/counts", "")).path(what).asInt();
    }

    private static String ask(String what, String body) throws IOException, InterruptedException {
        try (var browser = new OidcBrowser()) {
            var answer = browser.send("POST", URI.create(issuer()).resolve("/control" + what), body);
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }
    }

    static List<String> cookiesOf(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    @Override
    public void close() {
        http.close();
    }
}
