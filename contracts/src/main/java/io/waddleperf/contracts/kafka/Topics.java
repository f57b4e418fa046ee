package io.waddleperf.contracts.kafka;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.Topic.Cleanup;
import io.waddleperf.contracts.kafka.Topic.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The catalogue of topics: writers and readers stand in docs/ARCHITECTURE.md.
public final class Topics {
    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    /// Small segments, so that compaction soon finds something to do on a quiet topic.
    private static final Map<String, String> CONFIGURATION =
            Map.of("segment.ms", "3600000", "min.cleanable.dirty.ratio", "0.1");

    public static final Topic<Schedule> SCHEDULES = new Topic<>(
            "waddleperf.schedules",
            Schedule.class,
            "io.waddleperf.schedule.v1",
            schedule -> schedule.id() + '@' + schedule.version(),
            "schedule id",
            Spread.SINGLE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Target> TARGETS = new Topic<>(
            "waddleperf.targets",
            Target.class,
            "io.waddleperf.target.v1",
            target -> target.id() + '@' + target.version(),
            "target id",
            Spread.SINGLE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Probe> PROBES = new Topic<>(
            "waddleperf.probes",
            Probe.class,
            "io.waddleperf.probe.v1",
            probe -> probe.id() + '@' + probe.version(),
            "probe id",
            Spread.SINGLE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Assignment> ASSIGNMENTS = new Topic<>(
            "waddleperf.assignments",
            Assignment.class,
            "io.waddleperf.assignment.v1",
            assignment -> assignment.probe() + '@' + assignment.version(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Request> REQUESTS = new Topic<>(
            "waddleperf.requests",
            Request.class,
            "io.waddleperf.request.v1",
            request -> request.runId().toString(),
            "run id",
            Spread.SINGLE,
            Cleanup.DELETE,
            Duration.ofDays(1),
            Map.of());

    public static final Topic<Command> COMMANDS = new Topic<>(
            "waddleperf.commands",
            Command.class,
            "io.waddleperf.command.v1",
            command -> command.id().toString(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofHours(1),
            Map.of("segment.ms", "600000"));

    /// In append time: decisions of all readers then use one clock.
    public static final Topic<Result> RESULTS = new Topic<>(
            "waddleperf.results",
            Result.class,
            "io.waddleperf.result.v1",
            result -> result.id().toString(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofDays(7),
            Map.of("message.timestamp.type", "LogAppendTime"));

    public static final Topic<RunEvent> RUN_EVENTS = new Topic<>(
            "waddleperf.run-events",
            RunEvent.class,
            "io.waddleperf.run-event.v1",
            event -> event.id().toString(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofDays(1),
            Map.of());

    /// In append time: who is silent is judged by one clock.
    public static final Topic<Heartbeat> HEARTBEATS = new Topic<>(
            "waddleperf.heartbeats",
            Heartbeat.class,
            "io.waddleperf.heartbeat.v1",
            heartbeat -> heartbeat.probe() + '@' + heartbeat.at(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.COMPACT_DELETE,
            Duration.ofDays(1),
            Map.of("segment.ms", "3600000", "message.timestamp.type", "LogAppendTime"));

    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "waddleperf.dead-letters",
            DeadLetter.class,
            "io.waddleperf.dead-letter.v1",
            letter -> letter.topic() + '-' + letter.partition() + '@' + letter.offset() + '/' + letter.reader(),
            "the original's",
            Spread.SINGLE,
            Cleanup.DELETE,
            Duration.ofDays(14),
            Map.of());

    private Topics() {}

    public static List<Topic<?>> all() {
        return List.of(
                SCHEDULES,
                TARGETS,
                PROBES,
                ASSIGNMENTS,
                REQUESTS,
                COMMANDS,
                RESULTS,
                RUN_EVENTS,
                HEARTBEATS,
                DEAD_LETTERS);
    }
}
