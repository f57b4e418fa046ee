package io.waddleperf.policy;

import java.time.Duration;

/// @param linger      how long an incident is kept open after everything recovered, doubled by each
///                    relapse
/// @param mostLinger  at most
/// @param hold        how long a confirmed path waits for comparisons before it opens an incident of
///                    its own
/// @param comparisons probes that are asked to run the check of a confirmed breach too
public record IncidentSettings(Duration linger, Duration mostLinger, Duration hold, int comparisons) {
    public static final IncidentSettings DEFAULT =
            new IncidentSettings(Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofSeconds(3), 5);
}
