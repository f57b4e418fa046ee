package io.waddleperf.probe.http;

import io.waddleperf.contracts.Require;
import io.waddleperf.probe.http2.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a request says besides what it asks for. Checks send GETs without anything; the modules of
/// `/probe` may ask for more.
///
/// @param fields names in lower case, besides those that each request has; instead of `user-agent` and
///               `accept` where they name these
/// @param body   empty for none
public record Sending(String method, List<HeaderField> fields, String body) {
    /// What has one frame of HTTP/2.
    public static final int MOST_BODY_BYTES = 16_384;

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

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
            Require.that(!OURS.contains(field.name()), "header", field.name(), "must not be one of the connection's");
        }
    }

    /// What is asked for where the redirect leads: of these statuses some repeat a request, the others
    /// turn it into a GET (RFC 9110, 15.4).
    Sending after(int status) {
        return status == 307 || status == 308 || method.equals("GET") ? this : new Sending("GET", fields, "");
    }

    boolean says(String name) {
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

    /// @param name in any case
    public static HeaderField field(String name, String value) {
        return new HeaderField(name.toLowerCase(Locale.ROOT), value);
    }
}
