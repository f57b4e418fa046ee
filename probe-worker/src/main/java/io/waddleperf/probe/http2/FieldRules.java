package io.waddleperf.probe.http2;

import java.util.List;
import java.util.Set;

/// Which header fields a response may have (RFC 9113, sections 8.2 and 8.3).
final class FieldRules {
    /// They are about connections, of which HTTP/2 knows better.
    private static final Set<String> OF_CONNECTIONS =
            Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");

    private FieldRules() {}

    /// @param fields begin with the status, the only pseudo-header of a response
    static void requireHead(List<HeaderField> fields) throws Http2Exception {
        if (fields.isEmpty()
                || !fields.getFirst().name().equals(":status")
                || !fields.getFirst().value().matches("[1-5]\\d\\d")) {
            throw new Http2Exception("the HTTP/2 response has no status");
        }
        requireFields(fields.subList(1, fields.size()));
    }

    /// Of trailers all, of a head those behind the status.
    static void requireFields(List<HeaderField> fields) throws Http2Exception {
        for (var field : fields) {
            if (!nameFits(field.name()) || OF_CONNECTIONS.contains(field.name()) || !valueFits(field.value())) {
                throw new Http2Exception(
                        "the HTTP/2 response is malformed: the header " + HeaderField.shown(field.name()));
            }
        }
    }

    private static boolean nameFits(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':' && (c < 'A' || c > 'Z'));
    }

    private static boolean valueFits(String value) {
        return value.chars().allMatch(c -> c != 0 && c != '\r' && c != '\n');
    }
}
