package io.waddleperf.policy.simulation;

import java.util.List;

/// What must happen often enough in a simulation for its silence to mean something.
final class Occurrences {
    static final int LEAST = 100;

    static final List<String> RARE_OR_ABSENT = List.of(
            "unproven → healthy",
            "healthy → suspect",
            "suspect → healthy",
            "suspect → diagnosing",
            "diagnosing → analysing",
            "diagnosing → recovering",
            "analysing → recovering",
            "recovering → diagnosing",
            "recovering → healthy",
            "suspect → silent",
            "diagnosing → silent",
            "analysing → silent",
            "recovering → silent",
            "diagnosing → healthy",
            "analysing → healthy",
            "silent → healthy",
            "suppressed: cool-down:",
            "suppressed: budget: probe",
            "suppressed: budget: target",
            "suppressed: budget: site",
            "suppressed: budget: all",
            "suppressed: behind:",
            "awaiting approval",
            "incident acknowledged",
            "incident assigned",
            "discounted: late",
            "incident opened",
            "incident open → recovering",
            "incident recovering → open",
            "incident recovering → closed",
            "incident merged");

    private Occurrences() {}
}
