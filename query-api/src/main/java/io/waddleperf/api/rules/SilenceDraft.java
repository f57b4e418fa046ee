package io.waddleperf.api.rules;

import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a silence that somebody wants. `createdBy` and `version` are there to be read and are not
/// looked at, so that what a caller has read may be sent back.
final class SilenceDraft {
    private static final int MOST_COMMENT = 4_000;
    private static final List<String> FIELDS =
            List.of("id", "kind", "match", "startsAt", "endsAt", "comment", "createdBy", "version");

    private SilenceDraft() {}

    /// @param id     from the path
    /// @param before the one that there is: it keeps its begin where none is given and it goes on;
    ///               all others then begin now
    /// @param by     who wants it
    /// @throws ProblemException says everything that is wrong with it
    static Silence read(String id, byte[] json, Instant now, Optional<Silence> before, String by) {
        var body = JsonBody.read(json, FIELDS);
        @Nullable String given = body.text("id");
        body.require(given == null || given.equals(id), "id", "must be that of the path, " + id);
        try {
            Require.name("id", id);
        } catch (IllegalArgumentException e) {
            body.require(false, "id", Parameters.withoutField("id", String.valueOf(e.getMessage())));
        }
        var kind = body.choice("kind", Parameters.known(Silence.Kind.values()));
        var match = body.texts("match");
        Instant startsAt = Objects.requireNonNullElse(body.instant("startsAt"), begin(before, now));
        Instant endsAt = body.required("endsAt", body.instant("endsAt"));
        body.require(
                before.isPresent() || endsAt == null || endsAt.isAfter(now),
                "endsAt",
                "must be later than now, which is " + now);
        String comment = Objects.requireNonNullElse(body.text("comment"), "");
        body.require(comment.length() <= MOST_COMMENT, "comment", "must be at most " + MOST_COMMENT + " characters");
        return body.make(() -> new Silence(
                id,
                Objects.requireNonNullElse(kind, Silence.Kind.SILENCE),
                match,
                startsAt,
                Objects.requireNonNull(endsAt),
                comment,
                by,
                1));
    }

    private static Instant begin(Optional<Silence> before, Instant now) {
        return before.filter(silence -> silence.endsAt().isAfter(now))
                .map(Silence::startsAt)
                .orElse(now);
    }
}
