package io.waddleperf.contracts.kafka;

import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.PathOrder;
import io.waddleperf.contracts.PathReport;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Reservation;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Tick;
import io.waddleperf.contracts.kafka.Topic.Cleanup;
import io.waddleperf.contracts.kafka.Topic.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// All topics; what each is for, and who writes and reads it, says `TopicCatalogue`.
public final class Topics {
    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    /// Small segments, so that compaction soon finds something to do on a quiet topic.
    private static final Map<String, String> CONFIGURATION =
            Map.of("segment.ms", "3600000", "min.cleanable.dirty.ratio", "0.1");

    private static final Map<String, String> APPEND_TIME = Map.of("message.timestamp.type", "LogAppendTime");

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

    /// Secrets: probes may not read it. Written by query-api.
    public static final Topic<ProbeKeys> PROBE_KEYS = new Topic<>(
            "waddleperf.probe-keys",
            ProbeKeys.class,
            "io.waddleperf.probe-keys.v1",
            keys -> keys.probe() + '@' + keys.version(),
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

    /// Internal to the scheduler: for how long which ends are held for an exclusive test.
    public static final Topic<Reservation> RESERVATIONS = new Topic<>(
            "waddleperf.reservations",
            Reservation.class,
            "io.waddleperf.reservation.v1",
            reservation -> reservation.command().id().toString(),
            "command id",
            Spread.SINGLE,
            Cleanup.DELETE,
            Duration.ofDays(1),
            Map.of("segment.ms", "600000"));

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
            APPEND_TIME);

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

    public static final Topic<Threshold> THRESHOLDS = new Topic<>(
            "waddleperf.thresholds",
            Threshold.class,
            "io.waddleperf.threshold.v1",
            rule -> rule.id() + '@' + rule.version(),
            "threshold id",
            Spread.SINGLE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Silence> SILENCES = new Topic<>(
            "waddleperf.silences",
            Silence.class,
            "io.waddleperf.silence.v1",
            silence -> silence.id() + '@' + silence.version(),
            "silence id",
            Spread.SINGLE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Channel> CHANNELS = new Topic<>(
            "waddleperf.channels",
            Channel.class,
            "io.waddleperf.channel.v1",
            channel -> channel.id() + '@' + channel.version(),
            "channel id",
            Spread.SINGLE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Entitlements> ENTITLEMENTS = new Topic<>(
            "waddleperf.entitlements",
            Entitlements.class,
            "io.waddleperf.entitlements.v1",
            entitlements -> entitlements.id() + '@' + entitlements.version(),
            "installation",
            Spread.SINGLE,
            Cleanup.COMPACT,
            FOR_EVER,
            CONFIGURATION);

    public static final Topic<Escalation> ESCALATIONS = new Topic<>(
            "waddleperf.escalations",
            Escalation.class,
            "io.waddleperf.escalation.v1",
            decision -> decision.id().toString(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofDays(7),
            Map.of());

    public static final Topic<Incident> INCIDENTS = new Topic<>(
            "waddleperf.incidents",
            Incident.class,
            "io.waddleperf.incident.v1",
            incident -> incident.id().toString() + '@' + incident.revision(),
            "incident id",
            Spread.SINGLE,
            Cleanup.COMPACT_DELETE,
            Duration.ofDays(30),
            CONFIGURATION);

    public static final Topic<IncidentAction> INCIDENT_ACTIONS = new Topic<>(
            "waddleperf.incident-actions",
            IncidentAction.class,
            "io.waddleperf.incident-action.v1",
            action -> action.id().toString(),
            "incident id",
            Spread.SINGLE,
            Cleanup.DELETE,
            Duration.ofDays(7),
            APPEND_TIME);

    public static final Topic<Rollup> ROLLUPS = new Topic<>(
            "waddleperf.rollups",
            Rollup.class,
            "io.waddleperf.rollup.v1",
            rollup -> rollup.part() + "/" + rollup.lengthUs() + '@' + rollup.results(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofDays(7),
            Map.of());

    /// Results' numbers for whoever collects metrics: each value is an ExportMetricsServiceRequest of OTLP in protobuf.
    /// Empty unless escalation-streams is told to write it.
    public static final Topic<byte[]> METRICS = new Topic<>(
            "waddleperf.metrics",
            byte[].class,
            "io.waddleperf.metrics.v1",
            export -> UUID.nameUUIDFromBytes(export).toString(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofHours(6),
            Map.of("segment.ms", "3600000"),
            "application/x-protobuf");

    /// Internal to escalation-streams: what the stage of incidents sees of all partitions.
    public static final Topic<PathReport> PATH_REPORTS = new Topic<>(
            "waddleperf.path-reports",
            PathReport.class,
            "io.waddleperf.path-report.v1",
            report -> Ids.uuid("path-report", WireCodec.text(report)).toString(),
            "probe id",
            Spread.SINGLE,
            Cleanup.DELETE,
            Duration.ofDays(1),
            Map.of());

    /// Internal to escalation-streams: what the stage of incidents asks of the stage of paths.
    public static final Topic<PathOrder> PATH_ORDERS = new Topic<>(
            "waddleperf.path-orders",
            PathOrder.class,
            "io.waddleperf.path-order.v1",
            order -> order.id().toString(),
            "probe id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofHours(1),
            APPEND_TIME);

    /// Internal to escalation-streams: a second of each partition in append time.
    public static final Topic<Tick> TICKS = new Topic<>(
            "waddleperf.ticks",
            Tick.class,
            "io.waddleperf.tick.v1",
            tick -> tick.at().toString(),
            "partition",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofHours(1),
            APPEND_TIME);

    /// In append time: what stays incomplete is given up by one clock. Records of up to 0.7 MB.
    public static final Topic<ArtifactChunk> ARTIFACTS = new Topic<>(
            "waddleperf.artifacts",
            ArtifactChunk.class,
            "io.waddleperf.artifact-chunk.v1",
            chunk -> chunk.artifactId().toString() + '/' + chunk.index(),
            "artifact id",
            Spread.BY_PROBE,
            Cleanup.DELETE,
            Duration.ofDays(1),
            APPEND_TIME);

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

    /// On the topic of dead letters, behind the letter that it is about; `ce_type` tells them apart.
    public static final Topic<Replay> REPLAYS = new Topic<>(
            DEAD_LETTERS.name(),
            Replay.class,
            "io.waddleperf.replay.v1",
            replay -> "replay/" + replay.source(),
            "the original's",
            DEAD_LETTERS.spread(),
            DEAD_LETTERS.cleanup(),
            DEAD_LETTERS.retention(),
            DEAD_LETTERS.settings());

    private Topics() {}

    public static List<Topic<?>> all() {
        return List.of(
                SCHEDULES,
                TARGETS,
                PROBES,
                PROBE_KEYS,
                THRESHOLDS,
                SILENCES,
                CHANNELS,
                ENTITLEMENTS,
                ASSIGNMENTS,
                REQUESTS,
                RESERVATIONS,
                COMMANDS,
                RESULTS,
                RUN_EVENTS,
                HEARTBEATS,
                ESCALATIONS,
                INCIDENTS,
                INCIDENT_ACTIONS,
                ROLLUPS,
                METRICS,
                PATH_REPORTS,
                PATH_ORDERS,
                TICKS,
                ARTIFACTS,
                DEAD_LETTERS);
    }
}
