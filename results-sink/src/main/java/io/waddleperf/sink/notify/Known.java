package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import org.jspecify.annotations.Nullable;

/// What is known of an incident, and what of it people were told.
///
/// @param newest the newest revision seen
/// @param told   null where nothing was told yet, be it because it was silenced
record Known(Incident newest, @Nullable Told told) {
    /// What people believe: the revision of which something was last told.
    ///
    /// @param severity rank of [Ranks]
    /// @param width    rank of [Ranks]
    /// @param broken   paths
    record Told(Incident.State state, int severity, int width, int broken, boolean acknowledged) {
        static Told of(Incident incident) {
            return new Told(
                    incident.state(),
                    Ranks.of(incident.severity()),
                    Ranks.of(incident.scope().kind()),
                    incident.scope().broken(),
                    incident.acknowledgedBy() != null);
        }
    }
}
