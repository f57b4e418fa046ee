package io.waddleperf.probe.http;

import java.io.IOException;

/// The server's bytes are no HTTP response, or one beyond our limits.
public final class HttpFormatException extends IOException {
    public HttpFormatException(String message) {
        super(message);
    }
}
