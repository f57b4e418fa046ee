package io.waddleperf.api.paths;

import io.waddleperf.api.paths.PathView.Rank;
import io.waddleperf.contracts.PathName;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of the list of paths.
///
/// @param summary over all paths of the probe and target asked for, in any state
public record PathPage(List<PathView> items, @Nullable String next, Summary summary) {
    public PathPage {
        items = List.copyOf(items);
    }

    /// How many paths are in each state.
    public record Summary(int total, int failing, int breaching, int healthy, int stale, int unproven) {
        static Summary of(List<Rank> paths) {
            return new Summary(
                    paths.size(),
                    count(paths, PathState.FAILING),
                    count(paths, PathState.BREACHING),
                    count(paths, PathState.HEALTHY),
                    count(paths, PathState.STALE),
                    count(paths, PathState.UNPROVEN));
        }

        private static int count(List<Rank> paths, PathState state) {
            return (int) paths.stream().filter(path -> path.state() == state).count();
        }
    }

    /// @param ranked the worst first
    /// @param read   what there is to show of paths, in the same order, without those that are gone
    static PathPage of(List<Rank> ranked, PathFilter filter, Function<List<PathName>, List<PathView>> read) {
        Rank after = filter.after();
        var rest = ranked.stream()
                .filter(path -> filter.takes(path.state()))
                .filter(path -> after == null || Rank.WORST_FIRST.compare(path, after) > 0)
                .limit(filter.limit() + 1L)
                .toList();
        boolean more = rest.size() > filter.limit();
        var page = more ? rest.subList(0, filter.limit()) : rest;
        var items = read.apply(page.stream().map(Rank::name).toList()).stream()
                .filter(path -> filter.takes(path.state()))
                .toList();
        String next = more ? Rank.CURSOR.text(page.getLast()) : null;
        return new PathPage(items, next, Summary.of(ranked));
    }
}
