package io.waddleperf.standalone;

/// Why `up` cannot start, in one line that the operator can act on.
final class StartException extends RuntimeException {
    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
