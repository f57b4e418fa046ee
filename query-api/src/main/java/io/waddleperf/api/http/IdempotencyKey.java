package io.waddleperf.api.http;

import org.jspecify.annotations.Nullable;

/// The header by which a caller marks a request that it sends again as the same one.
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /// @throws ProblemException says what is allowed
    public static void require(@Nullable String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{1,255}")) {
            throw ProblemException.badRequest(HEADER, "must be 1 to 255 visible ASCII characters");
        }
    }
}
