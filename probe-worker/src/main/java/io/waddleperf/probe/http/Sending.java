package io.waddleperf.probe.http;

import io.waddleperf.contracts.Require;
import io.waddleperf.probe.http2.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a request says besides what it asks for. Checks send GETs without anything; the modules of
/// `/probe` may ask for more.
///
/// @param fields names in lower case, besides those that each request has; instead of `user-agent` and
///               `accept` where they name these
/// @param body       empty for none
/// @param host       the server's name in the request; null: that of the URL
/// @param serverName which the certificate must have; null: that of the request
/// @param coding     in which the body of the response must come
public record Sending(
        String method,
        List<HeaderField> fields,
        String body,
        @Nullable String host,
        @Nullable String serverName,
        Coding coding) {
    /// How a body is packed (RFC 9110, 8.4.1).
    public enum Coding {
        IDENTITY,
        GZIP
    }

    /// What has one frame of HTTP/2.
    public static final int MOST_BODY_BYTES = 16_384;

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /// What is meant for one server only.
    private static final Set<String> CONFIDENTIAL =
            Set.of("authorization", "cookie", "cookie2", "proxy-authorization", "www-authenticate");

    /// They are the connection's, or would have us read what we cannot.
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "te",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-connection");

    /// Behind the sets that its constructor looks into.
    public static final Sending GET = new Sending("GET", List.of(), "");

    public Sending {
        fields = List.copyOf(fields);
        Require.that(
                METHODS.contains(method), "method", method, "must be one of GET, POST, PUT, PATCH, DELETE, OPTIONS");
        int bytes = bytes(body).length;
        Require.range("the body's bytes", bytes, 0, MOST_BODY_BYTES);
        for (var field : fields) {
            boolean fits = field.name().matches("[a-z0-9!#$%&'*+.^_`|~-]{1,64}")
                    && field.value().matches("[\\x20-\\x7E\\t]{0,1000}");
            Require.that(fits, "header", field.name(), "must be a name and a value in ASCII (RFC 9110)");
            boolean free = !OURS.contains(field.name()) || (coding == Coding.GZIP && acceptsGzip(field));
            Require.that(free, "header", field.name(), "must not be one of the connection's");
        }
        requireName("host", host);
        requireName("server_name", serverName);
    }

    /// To the server that the URL names, for a body as it is.
    public Sending(String method, List<HeaderField> fields, String body) {
        this(method, fields, body, null, null, Coding.IDENTITY);
    }

    private static boolean acceptsGzip(HeaderField field) {
        return field.name().equals("accept-encoding")
                && Stream.of(field.value().split(",")).map(String::strip).anyMatch("gzip"::equals);
    }

    private static void requireName(String field, @Nullable String name) {
        if (name != null) {
            Require.that(
                    name.matches("[A-Za-z0-9._:\\[\\]-]{1,255}"),
                    field,
                    '"' + name + '"',
                    "must be the name of a server");
        }
    }

    /// The same for a server of that name.
    public Sending to(String name) {
        return new Sending(method, fields, body, name, serverName, coding);
    }

    /// The same with one more field.
    public Sending with(HeaderField field) {
        return new Sending(
                method, Stream.concat(fields.stream(), Stream.of(field)).toList(), body, host, serverName, coding);
    }

    /// Where a redirect leads, as seen from the request.
    enum Toward {
        /// Another path of the same server.
        PATH,
        /// A URL of the same server, which names it.
        SAME_SERVER,
        OTHER_SERVER
    }

    /// What is asked for where a redirect leads: some statuses repeat a request, the others turn it into a
    /// GET (RFC 9110, 15.4). Another server is not told what is confidential.
    Sending after(int status, Toward toward) {
        boolean again = status == 307 || status == 308 || method.equals("GET");
        boolean path = toward == Toward.PATH;
        return new Sending(
                again ? method : "GET",
                toward == Toward.OTHER_SERVER ? open() : fields,
                again ? body : "",
                path ? host : null,
                path ? serverName : null,
                coding);
    }

    private List<HeaderField> open() {
        return fields.stream()
                .filter(field -> !CONFIDENTIAL.contains(field.name()))
                .toList();
    }

    public boolean says(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    /// Whether the length of the body is told, though it be 0.
    boolean tellsLength() {
        return !body.isEmpty() || WITH_BODY.contains(method);
    }

    byte[] bytes() {
        return bytes(body);
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /// Any value and any body may hold a secret, which is not for logs.
    @Override
    public String toString() {
        String named = fields.stream().map(HeaderField::name).collect(Collectors.joining(", "));
        return "Sending[" + method + ", {" + named + "}, body of " + bytes().length + " bytes, host=" + host
                + ", serverName=" + serverName + ", coding=" + coding + ']';
    }

    /// @param name in any case
    public static HeaderField field(String name, String value) {
        return new HeaderField(name.toLowerCase(Locale.ROOT), value);
    }
}
