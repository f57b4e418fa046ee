package io.waddleperf.api.joining;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A probe that joined, as administrators see it: no secret of it.
public record IdentityView(
        String probe,
        String host,
        String keyId,
        Instant joinedAt,
        Instant rotatedAt,
        @Nullable Instant revokedAt) {
    static IdentityView of(Identity identity) {
        return new IdentityView(
                identity.probe(),
                identity.host(),
                identity.newest().id(),
                identity.joinedAt(),
                identity.rotatedAt(),
                identity.revokedAt());
    }
}
