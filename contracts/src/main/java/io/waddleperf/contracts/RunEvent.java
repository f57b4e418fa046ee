package io.waddleperf.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a command on its way, besides its result.
///
/// @param detail in words
public record RunEvent(
        UUID id, UUID runId, @Nullable UUID commandId, String probe, Kind kind, Instant at, String detail) {
    public RunEvent {
        Require.present("id", id);
        Require.present("runId", runId);
        Require.name("probe", probe);
        Require.present("kind", kind);
        Require.present("detail", detail);
        at = Require.micros("at", at);
    }

    /// Which step.
    public enum Kind implements WireName {
        /// The scheduler took a request up.
        QUEUED("queued"),
        /// The scheduler cannot serve a request, or a part of it.
        REJECTED("rejected"),
        /// The probe has the command and will run it.
        ACCEPTED("accepted"),
        /// The probe has begun.
        STARTED("started"),
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

    /// The id follows from what happened to whom, so that a repeated event is one event.
    public static RunEvent of(
            UUID runId, @Nullable UUID commandId, String probe, Kind kind, Instant at, String detail) {
        UUID id = Ids.uuid("run-event", runId.toString(), String.valueOf(commandId), probe, kind.wireName());
        return new RunEvent(id, runId, commandId, probe, kind, at, detail);
    }
}
