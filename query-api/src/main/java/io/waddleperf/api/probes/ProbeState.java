package io.waddleperf.api.probes;

import io.waddleperf.api.probes.Heartbeats.Heard;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.WireName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A probe as configured, and whether it is heard of.
///
/// @param heardAt when the newest heartbeat came, by the broker's clock, which is the same for all probes;
///                its own `at` is by the probe's
public record ProbeState(
        Probe probe,
        Presence state,
        @Nullable Heartbeat heartbeat,
        @Nullable Instant heardAt) {
    /// Three heartbeats.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Whether a probe is heard of.
    public enum Presence implements WireName {
        UP("up"),
        SILENT("silent"),
        NEVER_SEEN("never-seen");

        private final String wireName;

        Presence(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    static ProbeState of(Probe probe, Optional<Heard> heard, Instant now) {
        return heard.map(last -> {
                    boolean recent = !last.at().isBefore(now.minus(PATIENCE));
                    return new ProbeState(probe, recent ? Presence.UP : Presence.SILENT, last.heartbeat(), last.at());
                })
                .orElseGet(() -> new ProbeState(probe, Presence.NEVER_SEEN, null, null));
    }
}
