package io.waddleperf.sink.notify;

import java.io.IOException;
import java.net.URI;

/// A URL as it is, or where it is kept; read when it is needed, so that a changed file counts at once.
record HttpUrl(Secret text) {
    static HttpUrl of(URI url) {
        return new HttpUrl(new Secret.Literal(url.toString()));
    }

    /// @throws IOException says in words why there is none; what stands there is not repeated
    URI uri() throws IOException {
        try {
            return Fields.httpUrl(text.value());
        } catch (IllegalArgumentException e) {
            throw new IOException("the URL in " + text + ' ' + e.getMessage(), e);
        }
    }
}
