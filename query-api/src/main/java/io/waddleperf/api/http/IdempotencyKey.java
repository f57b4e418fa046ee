package io.waddleperf.api.http;

import io.waddleperf.contracts.Ids;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The header by which a caller marks a request that it sends again as the same one.
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /// The id of what a request makes whose answer holds a secret: only the hash of the secret is kept, so that a
    /// repetition cannot be answered again. That it is one is known by the id, which is there already.
    ///
    /// @param kind  of what is made
    /// @param owner whose key it is: two may have the same; null: nobody's
    /// @param key   null: no repetition is known, and each has an id of its own
    public static UUID idOf(String kind, @Nullable String owner, @Nullable String key, Supplier<UUID> ids) {
        return key == null ? ids.get() : Ids.uuid("idempotency-key", kind, String.valueOf(owner), key);
    }

    /// @param advice what to do about the first one
    public static ProblemException repeated(String advice) {
        return ProblemException.of(
                ProblemKind.CONFLICT,
                "the request with this key was answered before, and its secret is told once: " + advice
                        + ", and ask with another key");
    }

    /// @throws ProblemException says what is allowed
    public static void require(@Nullable String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{1,255}")) {
            throw ProblemException.badRequest(HEADER, "must be 1 to 255 visible ASCII characters");
        }
    }
}
