package io.waddleperf.contracts;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the stage of paths tells the stage of incidents; internal to escalation-streams.
@Json(typeProperty = "type")
@Json.SubType(type = PathReport.Watching.class, name = "watching")
@Json.SubType(type = PathReport.Decided.class, name = "decided")
@Json.SubType(type = PathReport.Seen.class, name = "seen")
@Json.SubType(type = PathReport.Tick.class, name = "tick")
@Json.SubType(type = PathReport.Unknown.class, name = "unknown")
public sealed interface PathReport {
    /// A probe's paths, whenever its assignment changes; empty where it has none any more.
    record Watching(String probe, String site, List<Watched> paths) implements PathReport {
        public Watching {
            paths = List.copyOf(paths);
        }
    }

    /// One path.
    ///
    /// @param dependsOn  targets that lie before it
    /// @param intervalUs the shortest of its checks
    /// @param labels     those that all its series share
    record Watched(String target, List<String> dependsOn, long intervalUs, Map<String, String> labels) {
        public Watched {
            Require.name("target", target);
            dependsOn = List.copyOf(dependsOn);
            labels = Map.copyOf(labels);
        }
    }

    /// A path moved.
    record Decided(Escalation escalation) implements PathReport {}

    /// A path that was tested for comparison, and whether it was well.
    record Seen(String probe, String target, boolean well, Instant at) implements PathReport {}

    /// The broker's time goes on.
    record Tick(Instant at) implements PathReport {}

    /// A report of a newer version.
    record Unknown() implements PathReport {}
}
