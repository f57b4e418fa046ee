package io.waddleperf.probe.joining;

import java.io.IOException;

/// The probe is not let in; the message says why and what to do.
public final class JoinException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Whether the same may go well later.
    private final boolean passing;

    private JoinException(String message, Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    static JoinException refused(String message, Throwable cause) {
        return new JoinException(message, cause, false);
    }

    static JoinException away(String message, Throwable cause) {
        return new JoinException(message, cause, true);
    }

    boolean passing() {
        return passing;
    }
}
