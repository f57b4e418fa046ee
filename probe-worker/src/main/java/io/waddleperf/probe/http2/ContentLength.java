package io.waddleperf.probe.http2;

import java.util.List;

/// How long a response says that its body is, against what comes: another length is malformed
/// (RFC 9113, section 8.1.1).
final class ContentLength {
    private static final long UNKNOWN = -1;

    private final long declared;
    private long received;

    private ContentLength(long declared) {
        this.declared = declared;
    }

    /// @param status of 204 and 304 a length is that of another response
    static ContentLength of(int status, List<HeaderField> fields) throws Http2Exception {
        var lengths = fields.stream()
                .filter(field -> field.name().equals("content-length"))
                .map(HeaderField::value)
                .distinct()
                .toList();
        if (lengths.isEmpty() || status == 204 || status == 304) {
            return new ContentLength(UNKNOWN);
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("\\d{1,18}")) {
            throw new Http2Exception("content-length is " + HeaderField.shown(lengths.toString()));
        }
        return new ContentLength(Long.parseLong(lengths.getFirst()));
    }

    void took(int bytes) throws Http2Exception {
        received += bytes;
        if (declared != UNKNOWN && received > declared) {
            throw mismatch("more");
        }
    }

    /// The body is whole.
    void end() throws Http2Exception {
        if (declared != UNKNOWN && received < declared) {
            throw mismatch("only " + received);
        }
    }

    private Http2Exception mismatch(String seen) {
        return new Http2Exception("content-length says " + declared + " bytes, the HTTP/2 response has " + seen);
    }
}
