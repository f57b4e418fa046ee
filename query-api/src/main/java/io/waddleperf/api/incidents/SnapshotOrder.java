package io.waddleperf.api.incidents;

import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Until when somebody wants a snapshot to be shown.
record SnapshotOrder(Instant expiresAt) {
    static final Duration SHORTEST = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(30);
    /// So far a caller's clock may be from ours.
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final int USUAL_HOURS = 7 * 24;
    private static final String EXPIRES_AT = "expiresAt";
    private static final String VALID_HOURS = "validHours";

    /// @param json has one of `expiresAt` and `validHours`, or neither: a week
    /// @throws ProblemException says everything that is wrong with it
    static SnapshotOrder read(byte[] json, Instant now) {
        var body = JsonBody.read(json, List.of(EXPIRES_AT, VALID_HOURS));
        @Nullable Instant given = body.instant(EXPIRES_AT);
        int hours = body.integer(VALID_HOURS, USUAL_HOURS, (int) SHORTEST.toHours(), (int) LONGEST.toHours());
        body.require(
                given == null || body.node(VALID_HOURS) == null,
                VALID_HOURS,
                "must be left out where " + EXPIRES_AT + " is given");
        Instant expiresAt = Objects.requireNonNullElse(given, now.plus(Duration.ofHours(hours)));
        body.require(
                !expiresAt.isBefore(now.plus(SHORTEST).minus(LEEWAY))
                        && !expiresAt.isAfter(now.plus(LONGEST).plus(LEEWAY)),
                EXPIRES_AT,
                "must be an hour to 30 days from now, which is " + now);
        return body.make(() -> new SnapshotOrder(expiresAt));
    }
}
