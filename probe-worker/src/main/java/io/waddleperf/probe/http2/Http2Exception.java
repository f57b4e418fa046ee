package io.waddleperf.probe.http2;

import java.io.IOException;

/// The server's bytes are no HTTP/2, break its rules, or are beyond our limits.
public final class Http2Exception extends IOException {
    private final Spoken spoken;

    /// What the server speaks, as far as its first bytes tell.
    public enum Spoken {
        HTTP_2,
        HTTP_1,
        SOMETHING_ELSE
    }

    Http2Exception(String message) {
        this(message, Spoken.HTTP_2);
    }

    Http2Exception(String message, Spoken spoken) {
        super(message);
        this.spoken = spoken;
    }

    public Spoken spoken() {
        return spoken;
    }
}
