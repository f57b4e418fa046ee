package io.waddleperf.contracts;

import io.avaje.jsonb.Json;

/// Tells the generator for which events it writes adapters.
@Json.Import({
    Command.class,
    Result.class,
    RunEvent.class,
    Request.class,
    Heartbeat.class,
    DeadLetter.class,
    Replay.class,
    Schedule.class,
    Target.class,
    Probe.class,
    Assignment.class,
    Threshold.class,
    Silence.class,
    Channel.class,
    Entitlements.class,
    Escalation.class,
    Incident.class,
    IncidentAction.class,
    Rollup.class,
    PathReport.class,
    PathOrder.class,
    PathStory.class,
    Tick.class,
    ArtifactChunk.class,
    Reservation.class,
    ProbeKeys.class,
    JoinRequest.class,
    JoinGrant.class,
    RotationRequest.class
})
final class WireTypes {
    private WireTypes() {}
}
