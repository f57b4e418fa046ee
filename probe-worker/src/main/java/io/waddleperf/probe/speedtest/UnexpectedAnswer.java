package io.waddleperf.probe.speedtest;

import java.io.IOException;

/// The server answers, but not as a speed test server does.
final class UnexpectedAnswer extends IOException {
    private static final long serialVersionUID = 1;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final int status;

    UnexpectedAnswer(int status, String message) {
        super(message);
        this.status = status;
    }

    /// Whether it may do otherwise a little later.
    boolean busy() {
        return status == UNAVAILABLE || status == TOO_MANY;
    }

    /// Whether the status says it all.
    boolean ofStatus() {
        return status / 100 != 2;
    }
}
