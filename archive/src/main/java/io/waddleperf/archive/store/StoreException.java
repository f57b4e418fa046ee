package io.waddleperf.archive.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a store could not do, and what to do about it.
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /// Of these only `NO_SUCH_KEY` is about the key.
    public enum Kind {
        NO_SUCH_KEY,
        /// The folder or bucket itself.
        ABSENT,
        DENIED,
        FULL,
        /// Not reached, too slow, cut off, or for the moment unable: worth another try.
        AWAY,
        OTHER
    }

    private final Kind kind;

    /// @param message names the store and the key, and what an operator has to look at
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
