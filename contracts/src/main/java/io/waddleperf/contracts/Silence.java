package io.waddleperf.contracts;

import java.time.Instant;
import java.util.Map;

/// A time in which some paths are not to disturb anybody.
///
/// @param match   labels that a series must have, all of them ([Labels])
/// @param endsAt  exclusive
/// @param version readers ignore an older one
public record Silence(
        String id,
        Kind kind,
        Map<String, String> match,
        Instant startsAt,
        Instant endsAt,
        String comment,
        String createdBy,
        long version) {
    public Silence {
        Require.name("silence", id);
        Require.present("kind", kind);
        Require.range("match", match.size(), 0, Labels.MOST_MATCHERS);
        match = Map.copyOf(match);
        match.forEach(Labels::requireMatcher);
        Require.that(
                !match.isEmpty(), "match", match, "must have at least one label; to silence all, use site or probe");
        startsAt = Require.micros("startsAt", startsAt);
        endsAt = Require.micros("endsAt", endsAt);
        Require.that(startsAt.isBefore(endsAt), "endsAt", endsAt, "must be after startsAt");
        Require.present("comment", comment);
        Require.present("createdBy", createdBy);
    }

    /// What it keeps quiet.
    public enum Kind implements WireName {
        /// Incidents arise as always, nobody is told.
        SILENCE("silence"),
        /// Somebody works on it: results neither breach nor clear, nothing escalates, and
        /// availability leaves the time out.
        MAINTENANCE("maintenance"),
        UNKNOWN("unknown");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    public boolean covers(Instant time, Map<String, String> labels) {
        return !time.isBefore(startsAt) && time.isBefore(endsAt) && Labels.matches(match, labels);
    }
}
