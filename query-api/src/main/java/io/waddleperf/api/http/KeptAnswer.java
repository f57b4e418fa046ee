package io.waddleperf.api.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// An answer that is written and compressed once for all who ask the same. Its operation is
/// `@Uncompressed`, so that it is not compressed for each.
///
/// @param tag     in quotes; the same for the same content
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
public record KeptAnswer(byte[] json, byte[] gzip, String tag) {
    public static KeptAnswer of(byte[] json) {
        return new KeptAnswer(json, compressed(json), tag(json));
    }

    /// What a request gets: 304 where it has this already.
    public Response to(HttpServerRequest request) {
        var condition = new Precondition(null, request.getHeader(HttpHeaders.IF_NONE_MATCH));
        if (condition.hasTag(tag)) {
            return Response.notModified().header(HttpHeaders.ETAG, "W/" + tag).build();
        }
        boolean small = takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        // over HTTP/2 the server itself compresses what has this encoding
        boolean made = small && request.version() != HttpVersion.HTTP_2;
        var answer = Response.ok(made ? gzip : json)
                .header(HttpHeaders.ETAG, "W/" + tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (small) {
            request.response().headers().remove(HttpHeaders.CONTENT_ENCODING); // Quarkus begins with "identity"
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.build();
    }

    private static boolean takesGzip(@Nullable String encodings) {
        return encodings != null && encodings.contains("gzip");
    }

    private static byte[] compressed(byte[] json) {
        var bytes = new ByteArrayOutputStream(json.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always written", e);
        }
        return bytes.toByteArray();
    }

    private static String tag(byte[] json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 12)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
