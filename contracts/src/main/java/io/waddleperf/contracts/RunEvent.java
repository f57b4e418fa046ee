package io.waddleperf.contracts;

import io.waddleperf.contracts.Details.Interval;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a command on its way, besides its result.
///
/// @param detail  in words
/// @param subject what was to be tested; null where the run or the command says it
/// @param seen    what a test that runs carried in its last second; null where this tells of none
public record RunEvent(
        UUID id,
        UUID runId,
        @Nullable UUID commandId,
        String probe,
        Kind kind,
        Instant at,
        String detail,
        @Nullable Subject subject,
        @Nullable Interval seen) {
    public RunEvent {
        Require.present("id", id);
        Require.present("runId", runId);
        Require.name("probe", probe);
        Require.present("kind", kind);
        Require.present("detail", detail);
        at = Require.micros("at", at);
    }

    /// What was to be tested.
    ///
    /// @param schedule null where no schedule ordered it
    /// @param incident that stands for what was suppressed; null where none does
    public record Subject(
            String target,
            @Nullable String check,
            int tier,
            @Nullable String schedule,
            @Nullable Instant dueAt,
            @Nullable UUID incident) {
        public Subject {
            Require.name("target", target);
            Require.range("tier", tier, 1, 3);
        }
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
        /// The test goes on and has `seen` so much; no ending. At most one a second of a command on demand.
        PROGRESS("progress"),
        /// A slot of a schedule has had no ending in time.
        MISSED("missed"),
        /// A test was due by the rules and withheld for the reason in `detail`.
        SUPPRESSED("suppressed"),
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
        return new RunEvent(id, runId, commandId, probe, kind, at, detail, null, null);
    }

    /// Of each second one, whose id follows from when it was told.
    public static RunEvent progress(Command command, Instant at, Interval seen) {
        var kind = Kind.PROGRESS;
        UUID id = Ids.uuid(
                "run-event",
                command.runId().toString(),
                command.id().toString(),
                command.probe(),
                kind.wireName(),
                at.toString());
        return new RunEvent(id, command.runId(), command.id(), command.probe(), kind, at, "", null, seen);
    }

    public RunEvent about(Subject what) {
        return new RunEvent(id, runId, commandId, probe, kind, at, detail, what, seen);
    }
}
