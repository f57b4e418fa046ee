package io.waddleperf.probe.http;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.TestSpec;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/// What is asked for.
///
/// @param url  as a browser would show it, without the fragment
/// @param path with the query, as it stands in the request
record HttpRequest(boolean tls, String host, String authority, String path, String url) {
    static HttpRequest of(TestSpec.Http spec, Endpoint endpoint) {
        URI url = Objects.requireNonNull(endpoint.url(), "admission lets only URLs through");
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        String host = endpoint.host().indexOf(':') >= 0 ? '[' + endpoint.host() + ']' : endpoint.host();
        int port = Objects.requireNonNull(endpoint.port());
        String authority = port == (tls ? 443 : 80) ? host : host + ':' + port;
        String path = spec.path() == null ? pathOf(url) : spec.path();
        return new HttpRequest(tls, endpoint.host(), authority, path, scheme + "://" + authority + path);
    }

    private static String pathOf(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + '?' + url.getRawQuery();
    }

    byte[] bytes(String userAgent) {
        return ResponseReader.ascii("GET " + path + " HTTP/1.1\r\n"
                + "Host: " + authority + "\r\n"
                + "User-Agent: " + userAgent + "\r\n"
                + "Accept: */*\r\n"
                + "Accept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n");
    }
}
