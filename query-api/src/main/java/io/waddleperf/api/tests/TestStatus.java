package io.waddleperf.api.tests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details.Interval;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.WireName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a test on demand is.
///
/// @param probes how many of its probes are how far
public record TestStatus(
        @JsonProperty("test_id") UUID testId,
        Phase status,
        Instant requestedAt,
        Instant expiresAt,
        Target target,
        ProbeCounts probes,
        List<CommandStatus> commands) {
    public TestStatus {
        commands = List.copyOf(commands);
    }

    /// How far a test or one of its commands is.
    public enum Phase implements WireName {
        QUEUED("queued"),
        ACCEPTED("accepted"),
        RUNNING("running"),
        /// There is a result, or a reason why there will be none.
        DONE("done"),
        /// Nobody took it up in time, or its result did not arrive.
        EXPIRED("expired");

        private final String wireName;

        Phase(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// One command of the test.
    ///
    /// @param detail why there is no result, where that is known
    /// @param ending null while it has none
    /// @param result as on the topic; null where there is none, or nobody asked for it
    /// @param seen   what its test carried in its last second; null where it ended, or tells of none
    public record CommandStatus(
            UUID commandId,
            String probe,
            String check,
            Family family,
            Phase status,
            String detail,
            @Nullable Ending ending,
            @Nullable RawJson result,
            @Nullable Interval seen) {
        /// What a result may need from the probe to here.
        private static final Duration DELIVERY = Duration.ofSeconds(5);

        static CommandStatus of(Command command, List<Step> steps, @Nullable String result, Instant now) {
            Phase phase = result == null ? phase(command, steps, now) : Phase.DONE;
            String detail = steps.stream()
                    .map(Step::detail)
                    .filter(text -> !text.isBlank() && result == null)
                    .reduce("", (_, last) -> last);
            return new CommandStatus(
                    command.id(),
                    command.probe(),
                    command.check(),
                    command.family(),
                    phase,
                    detail,
                    ending(phase, result),
                    result == null ? null : new RawJson(result),
                    phase == Phase.RUNNING ? seen(steps) : null);
        }

        private static @Nullable Interval seen(List<Step> steps) {
            Interval last = null;
            for (Step step : steps) {
                last = step.seen() == null ? last : step.seen();
            }
            return last;
        }

        private static @Nullable Ending ending(Phase phase, @Nullable String result) {
            if (result != null) {
                return Ending.of(result);
            }
            return switch (phase) {
                case QUEUED, ACCEPTED, RUNNING -> null;
                case DONE -> Ending.REFUSED;
                case EXPIRED -> Ending.UNANSWERED;
            };
        }

        CommandStatus withoutResult() {
            return new CommandStatus(commandId, probe, check, family, status, detail, ending, null, seen);
        }

        private static Phase phase(Command command, List<Step> steps, Instant now) {
            Phase reached = Phase.QUEUED;
            for (Step step : steps) {
                Phase phase = phase(step.kind());
                reached = phase.compareTo(reached) > 0 ? phase : reached;
            }
            Instant end = command.expiresAt().plus(DELIVERY);
            if (reached == Phase.RUNNING || reached == Phase.ACCEPTED) {
                end = end.plus(command.spec().limitUs(), ChronoUnit.MICROS);
            }
            return reached != Phase.DONE && now.isAfter(end) ? Phase.EXPIRED : reached;
        }

        private static Phase phase(RunEvent.Kind kind) {
            return switch (kind) {
                case QUEUED, UNKNOWN -> Phase.QUEUED;
                case ACCEPTED -> Phase.ACCEPTED;
                case STARTED, PROGRESS -> Phase.RUNNING;
                case REJECTED, MISSED, SUPPRESSED -> Phase.DONE;
            };
        }
    }

    static TestStatus of(Request request, List<CommandStatus> commands) {
        return new TestStatus(
                request.runId(),
                overall(commands),
                request.at(),
                request.expiresAt(),
                request.target(),
                ProbeCounts.of(commands),
                commands);
    }

    /// Of hundreds of probes the results are megabytes.
    TestStatus withoutResults() {
        return new TestStatus(
                testId,
                status,
                requestedAt,
                expiresAt,
                target,
                probes,
                commands.stream().map(CommandStatus::withoutResult).toList());
    }

    /// The probes of which something is still to come.
    List<String> unended() {
        return commands.stream()
                .filter(command -> command.ending() == null)
                .map(CommandStatus::probe)
                .distinct()
                .toList();
    }

    private static Phase overall(List<CommandStatus> commands) {
        var phases = commands.stream().map(CommandStatus::status).toList();
        if (phases.stream().allMatch(phase -> phase == Phase.DONE || phase == Phase.EXPIRED)) {
            return phases.contains(Phase.EXPIRED) ? Phase.EXPIRED : Phase.DONE;
        }
        return phases.stream().allMatch(phase -> phase == Phase.QUEUED) ? Phase.QUEUED : Phase.RUNNING;
    }
}
