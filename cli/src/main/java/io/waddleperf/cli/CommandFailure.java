package io.waddleperf.cli;

import org.jspecify.annotations.Nullable;

/// A command cannot go on: the message says what, where and what to do.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean passing;

    /// @param exitCode one of [Exit]
    public CommandFailure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    public CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        this(exitCode, message, cause, false);
    }

    private CommandFailure(int exitCode, String message, @Nullable Throwable cause, boolean passing) {
        super(message, cause);
        this.exitCode = exitCode;
        this.passing = passing;
    }

    /// A server that is away: the same may work in a moment.
    public static CommandFailure passing(String message, @Nullable Throwable cause) {
        return new CommandFailure(Exit.NO_SERVER, message, cause, true);
    }

    public int exitCode() {
        return exitCode;
    }

    public boolean isPassing() {
        return passing;
    }
}
