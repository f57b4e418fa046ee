package io.waddleperf.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the stage of incidents asks of the stage of paths; internal to escalation-streams.
///
/// @param by       who approved or closed; `rule` where nobody did
/// @param resultId of the breach that is compared with, null otherwise
/// @param check    that is compared, null otherwise
public record PathOrder(
        UUID id,
        String probe,
        String target,
        Kind kind,
        Instant at,
        String by,
        @Nullable UUID resultId,
        @Nullable String check) {
    public PathOrder {
        Require.present("id", id);
        Require.name("probe", probe);
        Require.name("target", target);
        Require.present("kind", kind);
        at = Require.micros("at", at);
        Require.present("by", by);
    }

    /// What.
    public enum Kind implements WireName {
        /// Tier 3 may run.
        APPROVE("approve"),
        /// Taken for healthy until the next breach.
        CLOSE("close"),
        /// The check runs here too, to tell whether another path's breach is its own.
        COMPARE("compare"),
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
}
