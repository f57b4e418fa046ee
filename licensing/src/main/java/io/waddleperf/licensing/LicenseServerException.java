package io.waddleperf.licensing;

import org.jspecify.annotations.Nullable;

/// The licence server gave no answer that is one of its own; the message says which server, and what to do.
public final class LicenseServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private LicenseServerException(String message, @Nullable Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    /// The same may work in a moment.
    static LicenseServerException away(String message, Throwable cause) {
        return new LicenseServerException(message, cause, true);
    }

    static LicenseServerException strange(String message) {
        return new LicenseServerException(message, null, false);
    }

    public boolean isPassing() {
        return passing;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
