package io.waddleperf.embedded;

/// Why a server or a child could not start: one line that says what, where, and what to do.
public final class EmbeddedStartException extends RuntimeException {
    public EmbeddedStartException(String message) {
        super(message);
    }

    public EmbeddedStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
