package io.waddleperf.contracts.kafka;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The trace of an event (W3C Trace Context): a run is a trace, a command a span of it.
final class Traceparent {
    static final String HEADER = "traceparent";

    private Traceparent() {}

    /// @return empty for what belongs to no run
    static Optional<String> of(@Nullable Object event) {
        return switch (event) {
            case Command command -> Optional.of(text(command.runId(), command.id()));
            case Result result -> Optional.of(text(result.runId(), result.commandId()));
            case RunEvent step ->
                Optional.of(text(step.runId(), step.commandId() == null ? step.runId() : step.commandId()));
            case Request request -> Optional.of(text(request.runId(), request.runId()));
            case null, default -> Optional.empty();
        };
    }

    private static String text(UUID run, UUID span) {
        String trace = run.toString().replace("-", "");
        return "00-" + trace + '-' + span.toString().replace("-", "").substring(0, 16) + "-01";
    }
}
