package io.waddleperf.api.accounts;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a request shows of its caller.
sealed interface Presented {
    String COOKIE = "waddleperf_session";

    record Nothing() implements Presented {}

    record Shown(Secret secret) implements Presented {}

    /// A header that cannot be used.
    record Unusable(String why) implements Presented {}

    /// A header always goes before a cookie: a program says who it is with each request, a browser
    /// sends cookies by itself.
    static Presented of(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            String text = header.strip();
            return text.toLowerCase(Locale.ROOT).startsWith("bearer ")
                    ? new Shown(new Secret(Secret.Kind.TOKEN, text.substring(7).strip()))
                    : new Unusable("Authorization must be: Bearer, and a token");
        }
        Secret session = session(request);
        return session == null ? new Nothing() : new Shown(session);
    }

    static @Nullable Secret session(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null || cookie.getValue().isEmpty()
                ? null
                : new Secret(Secret.Kind.SESSION, cookie.getValue());
    }
}
