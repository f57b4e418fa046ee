package io.waddleperf.api.accounts;

import io.vertx.core.http.HttpServerRequest;

/// Writes cookies that no script reads.
///
/// By hand: `NewCookie` writes an attribute `Version` that no browser knows.
final class SessionCookie {
    private SessionCookie() {}

    /// Of a session: no other page's request brings it along.
    static String of(HttpServerRequest request, Secret session) {
        return strict(request, session.text(), Credentials.LONGEST_SESSION.toSeconds());
    }

    static String none(HttpServerRequest request) {
        return strict(request, "", 0);
    }

    private static String strict(HttpServerRequest request, String value, long seconds) {
        return cookie(request, Presented.COOKIE, value, "/", seconds, "Strict");
    }

    /// One that a way back from another page brings along.
    ///
    /// @param path    to which alone it is sent
    /// @param seconds 0: it is to go
    static String lax(HttpServerRequest request, String name, String value, String path, long seconds) {
        return cookie(request, name, value, path, seconds, "Lax");
    }

    private static String cookie(
            HttpServerRequest request, String name, String value, String path, long seconds, String sameSite) {
        return name + '=' + value + "; Path=" + path + "; Max-Age=" + seconds + "; HttpOnly; SameSite=" + sameSite
                + ("https".equals(request.scheme()) ? "; Secure" : "");
    }
}
