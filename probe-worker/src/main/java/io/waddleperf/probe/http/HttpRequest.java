package io.waddleperf.probe.http;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Request;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is asked for.
///
/// @param url  as a browser would show it, without the fragment
/// @param path with the query, as it stands in the request
record HttpRequest(boolean tls, String host, String authority, String path, String url) {
    static HttpRequest of(HttpSpec spec, Endpoint endpoint) {
        return of(endpoint, spec.path());
    }

    /// @param otherPath instead of the URL's own; null: that
    static HttpRequest of(Endpoint endpoint, @Nullable String otherPath) {
        URI url = Objects.requireNonNull(endpoint.url(), "admission lets only URLs through");
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        String host = endpoint.host().indexOf(':') >= 0 ? '[' + endpoint.host() + ']' : endpoint.host();
        int port = Objects.requireNonNull(endpoint.port());
        String authority = port == (tls ? 443 : 80) ? host : host + ':' + port;
        String path = otherPath == null ? pathOf(url) : otherPath;
        return new HttpRequest(tls, endpoint.host(), authority, path, scheme + "://" + authority + path);
    }

    private static String pathOf(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + '?' + url.getRawQuery();
    }

    Http2Request http2(String userAgent) {
        return Http2Request.get(tls ? "https" : "http", authority, path, fields(userAgent));
    }

    /// What a request says besides what it asks for.
    static List<HeaderField> fields(String userAgent) {
        return List.of(
                new HeaderField("user-agent", userAgent),
                new HeaderField("accept", "*/*"),
                new HeaderField("accept-encoding", "identity"));
    }

    /// As HTTP/1.1 has it.
    byte[] bytes(String userAgent) {
        return ResponseReader.ascii("GET " + path + " HTTP/1.1\r\n"
                + "Host: " + authority + "\r\n"
                + "User-Agent: " + userAgent + "\r\n"
                + "Accept: */*\r\n"
                + "Accept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n");
    }
}
