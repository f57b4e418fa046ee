package io.waddleperf.sink.artifact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Whether chunks can be kept: the reader tells, health asks. An outage is two lines in the log.
final class ArtifactState {
    private static final Logger LOG = Logger.getLogger(ArtifactState.class);

    private final InstantSource clock;
    private volatile @Nullable Waiting waiting;

    ArtifactState(InstantSource clock) {
        this.clock = clock;
    }

    private record Waiting(Instant since, String reason) {}

    void waiting(Exception cause) {
        var before = waiting;
        var reason = String.valueOf(cause.getMessage());
        if (before == null) {
            LOG.warnf("artifacts wait, Kafka keeps them: %s", reason);
        }
        waiting = new Waiting(before == null ? clock.instant() : before.since(), reason);
    }

    void done() {
        var before = waiting;
        if (before != null) {
            LOG.infof("artifacts go on after %s", Duration.between(before.since(), clock.instant()));
            waiting = null;
        }
    }

    /// Empty when all is well.
    Map<String, String> problems() {
        var now = waiting;
        return now == null ? Map.of() : Map.of("waiting", "since " + now.since() + ": " + now.reason());
    }
}
