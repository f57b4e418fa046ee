package io.waddleperf.api.paths;

import io.waddleperf.api.paths.PathView.Rank;
import io.waddleperf.contracts.PathName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of the list of paths.
///
/// @param summary over all paths of the probe and target asked for, in any state
public record PathPage(List<PathView> items, @Nullable String next, Summary summary) {
    /// How many paths are in each state.
    public record Summary(int total, int failing, int breaching, int healthy, int stale, int unproven) {
        static Summary of(List<PathView> paths) {
            return new Summary(
                    paths.size(),
                    count(paths, PathState.FAILING),
                    count(paths, PathState.BREACHING),
                    count(paths, PathState.HEALTHY),
                    count(paths, PathState.STALE),
                    count(paths, PathState.UNPROVEN));
        }

        private static int count(List<PathView> paths, PathState state) {
            return (int) paths.stream().filter(path -> path.state() == state).count();
        }
    }

    List<PathName> names() {
        return items.stream()
                .map(path -> new PathName(path.probe(), path.target()))
                .toList();
    }

    PathPage with(Map<PathName, Decided> decided) {
        var known = items.stream()
                .map(path ->
                        path.with(decided.getOrDefault(new PathName(path.probe(), path.target()), Decided.NOTHING)))
                .toList();
        return new PathPage(known, next, summary);
    }

    /// @param ranked the worst first
    static PathPage of(List<PathView> ranked, PathFilter filter) {
        Rank after = filter.after();
        Comparator<Rank> order = Rank.WORST_FIRST;
        var rest = ranked.stream()
                .filter(path -> filter.state() == null || filter.state() == path.state())
                .filter(path -> after == null || order.compare(path.rank(), after) > 0)
                .limit(filter.limit() + 1L)
                .toList();
        boolean more = rest.size() > filter.limit();
        var items = more ? rest.subList(0, filter.limit()) : rest;
        String next = more ? Rank.CURSOR.text(items.getLast().rank()) : null;
        return new PathPage(items, next, Summary.of(ranked));
    }
}
