package io.waddleperf.api.outlook;

import io.waddleperf.api.probes.ProbeState;
import io.waddleperf.contracts.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// What is known of probes and series besides the configuration.
///
/// @param presence of each probe
/// @param revoked  probes that were shut out
/// @param newest   result of each series, by its number
/// @param missed   newest slot without an ending, of the last day
record Known(
        Map<String, ProbeState.Presence> presence,
        Set<String> revoked,
        Map<Long, Ended> newest,
        Map<Tested, Lost> missed) {
    Known {
        presence = Map.copyOf(presence);
        revoked = Set.copyOf(revoked);
        newest = Map.copyOf(newest);
        missed = Map.copyOf(missed);
    }

    /// Of whatever family.
    record Tested(String probe, String target, String check) {}

    /// How a slot ended.
    record Ended(Instant dueAt, Outcome outcome) {}

    /// A slot without an ending, and why.
    record Lost(Instant dueAt, String detail) {}
}
