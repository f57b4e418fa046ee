package io.waddleperf.api.paths;

import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.paths.PathView.Rank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which paths are wanted; null: all.
///
/// @param after the last path of the page before
public record PathFilter(
        @Nullable String probe,
        @Nullable String target,
        @Nullable PathState state,
        int limit,
        @Nullable Rank after) {
    public static PathFilter of(Parameters query) {
        var filter = new PathFilter(
                query.name("probe"),
                query.name("target"),
                query.choice("state", List.of(PathState.values())),
                query.integer("limit", 100, 1, 1_000),
                query.cursor(Rank.CURSOR));
        query.check();
        return filter;
    }

    /// Whether it asks for the paths of one probe or one target.
    public boolean isNarrow() {
        return probe != null || target != null;
    }

    boolean takes(PathState other) {
        return state == null || state == other;
    }
}
