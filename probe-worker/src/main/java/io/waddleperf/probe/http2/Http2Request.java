package io.waddleperf.probe.http2;

import java.util.List;

/// What is asked for.
///
/// @param scheme `http` or `https`
/// @param path   with the query
/// @param fields names in lower case, without those of the pseudo-headers
/// @param body   empty for none
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
public record Http2Request(
        String method, String scheme, String authority, String path, List<HeaderField> fields, byte[] body) {
    public Http2Request {
        fields = List.copyOf(fields);
    }

    public static Http2Request get(String scheme, String authority, String path, List<HeaderField> fields) {
        return new Http2Request("GET", scheme, authority, path, fields, new byte[0]);
    }

    byte[] head() {
        var block = new HeaderBlock()
                .field(":method", method)
                .field(":scheme", scheme)
                .field(":authority", authority)
                .field(":path", path);
        fields.forEach(field -> block.field(field.name(), field.value()));
        return block.bytes();
    }
}
