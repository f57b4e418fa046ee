package io.waddleperf.probe.http;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is asked for.
///
/// @param url  as a browser would show it, without the fragment
/// @param path with the query, as it stands in the request
record HttpRequest(boolean tls, String host, String authority, String path, String url, Sending sending) {
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
        return new HttpRequest(tls, endpoint.host(), authority, path, scheme + "://" + authority + path, Sending.GET);
    }

    HttpRequest with(Sending other) {
        return new HttpRequest(tls, host, authority, path, url, other);
    }

    /// What the server is called in the request.
    private String named() {
        return Objects.requireNonNullElse(sending.host(), authority);
    }

    /// Whom a certificate must name.
    String serverName() {
        return Objects.requireNonNullElse(sending.serverName(), Objects.requireNonNullElse(sending.host(), host));
    }

    /// Where a URL leads that a response to this request named. The server of a name's port 443 is that of its port 80,
    /// too.
    ///
    /// @param location as the response has it
    Sending.Toward toward(HttpRequest other, URI location) {
        boolean lessSecure = tls && !other.tls;
        if (lessSecure || !authority.equalsIgnoreCase(other.authority)) {
            return Sending.Toward.OTHER_SERVER;
        }
        return location.isAbsolute() ? Sending.Toward.SAME_SERVER : Sending.Toward.PATH;
    }

    /// What tells it from others, for circles of redirects.
    String key() {
        return sending.method().equals("GET") ? url : sending.method() + ' ' + url;
    }

    private static String pathOf(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + '?' + url.getRawQuery();
    }

    Http2Request http2(String userAgent) {
        return new Http2Request(
                sending.method(), tls ? "https" : "http", named(), path, fields(userAgent), sending.bytes());
    }

    /// What a request says besides what it asks for.
    List<HeaderField> fields(String userAgent) {
        var fields = new ArrayList<HeaderField>();
        if (!sending.says("user-agent")) {
            fields.add(new HeaderField("user-agent", userAgent));
        }
        if (!sending.says("accept")) {
            fields.add(new HeaderField("accept", "*/*"));
        }
        if (sending.coding() == Sending.Coding.IDENTITY) {
            fields.add(new HeaderField("accept-encoding", "identity"));
        }
        fields.addAll(sending.fields());
        if (sending.tellsLength()) {
            fields.add(new HeaderField("content-length", String.valueOf(sending.bytes().length)));
        }
        return fields;
    }

    /// As HTTP/1.1 has it.
    byte[] bytes(String userAgent) {
        var head = new StringBuilder(256)
                .append(sending.method())
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(named())
                .append("\r\n");
        for (var field : fields(userAgent)) {
            capitalised(field.name(), head).append(": ").append(field.value()).append("\r\n");
        }
        byte[] start =
                ResponseReader.ascii(head.append("Connection: close\r\n\r\n").toString());
        byte[] whole = Arrays.copyOf(start, start.length + sending.bytes().length);
        System.arraycopy(sending.bytes(), 0, whole, start.length, sending.bytes().length);
        return whole;
    }

    /// As most write names in HTTP/1.1, and some servers read nothing else.
    private static StringBuilder capitalised(String name, StringBuilder into) {
        for (int i = 0; i < name.length(); i++) {
            boolean first = i == 0 || name.charAt(i - 1) == '-';
            into.append(first ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
        }
        return into;
    }
}
