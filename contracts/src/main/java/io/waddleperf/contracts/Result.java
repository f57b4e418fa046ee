package io.waddleperf.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a command ended.
///
/// @param id        follows from the command's ([Ids#result])
/// @param startedAt by the probe's clock
/// @param samples   null where the test has single numbers only
/// @param details   null where nothing was seen
public record Result(
        UUID id,
        UUID commandId,
        UUID runId,
        String probe,
        String target,
        String check,
        Test test,
        Family family,
        int tier,
        Cause cause,
        Instant dueAt,
        Instant startedAt,
        long durationUs,
        Outcome outcome,
        Metrics metrics,
        @Nullable Samples samples,
        @Nullable Details details,
        Quality quality) {
    public Result {
        Require.present("id", id);
        Require.present("commandId", commandId);
        Require.present("runId", runId);
        Require.present("test", test);
        Require.present("family", family);
        Require.present("cause", cause);
        Require.present("outcome", outcome);
        Require.present("metrics", metrics);
        Require.present("quality", quality);
        dueAt = Require.micros("dueAt", dueAt);
        startedAt = Require.micros("startedAt", startedAt);
        Require.name("probe", probe);
        Require.name("target", target);
        Require.name("check", check);
        Require.range("tier", tier, 1, 3);
        Require.range("durationUs", durationUs, 0, 86_400_000_000L);
    }

    /// The number of this result's series ([Ids#series]).
    public long series() {
        return Ids.series(probe, target, check, family);
    }
}
