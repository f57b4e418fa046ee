package io.waddleperf.database;

/// The schema could not be brought up to date; the message says what to do.
public final class MigrationException extends RuntimeException {
    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
