package io.waddleperf.contracts;

import java.util.List;
import java.util.stream.LongStream;

/// What of a schedule's timing must fit its intervals, so that each series has slots.
final class TimingRules {
    private TimingRules() {}

    /// @throws IllegalArgumentException says what does not fit what
    static void require(Timing timing, long intervalUs, List<Check> checks) {
        Long slipUs = timing.slipUs();
        Require.that(
                slipUs == null || slipUs <= intervalUs,
                "slipUs",
                slipUs,
                "must be at most the time between two slots, which is " + intervalUs);
        if (timing.cron() == null) {
            requireWindows(timing.windows(), intervalUs, checks);
        } else {
            Require.that(
                    new Cadence(intervalUs, 0, timing).slotAfterUs(0) != Cadence.NEVER_US,
                    "cron",
                    '"' + timing.cron().expression() + '"',
                    "must name a time within a window");
        }
    }

    /// A slot may lie anywhere in its interval; a traceroute comes where no checks are named.
    private static void requireWindows(List<Window> windows, long intervalUs, List<Check> checks) {
        var known = checks.isEmpty() ? List.of(Check.BACKGROUND_TRACEROUTE) : checks;
        long longestUs = LongStream.concat(
                        LongStream.of(intervalUs),
                        known.stream().mapToLong(check -> check.intervalUs() == null ? 0 : check.intervalUs()))
                .max()
                .orElseThrow();
        for (Window window : windows) {
            Require.that(
                    window.lengthUs() >= longestUs,
                    "windows",
                    window.from() + " to " + window.to(),
                    "must each be as long as the longest interval of the schedule and its checks, which is "
                            + longestUs / 1_000_000 + " s, or a cron must say when");
        }
    }
}
