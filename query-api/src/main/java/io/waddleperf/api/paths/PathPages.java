package io.waddleperf.api.paths;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.paths.PathView.Rank;
import io.waddleperf.contracts.PathName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes pages of the list of paths.
@Singleton
public final class PathPages {
    private final PathsQuery query;
    private final DecidedQuery decided;
    private final InstantSource clock;

    @Inject
    PathPages(PathsQuery query, DecidedQuery decided) {
        this(query, decided, Clock.systemUTC());
    }

    PathPages(PathsQuery query, DecidedQuery decided, InstantSource clock) {
        this.query = query;
        this.decided = decided;
        this.clock = clock;
    }

    /// All read now.
    public PathPage page(PathFilter filter, Sight sight) {
        var judged = query.judged(filter.probe(), filter.target(), sight, clock.instant());
        var byName = byName(judged);
        return PathPage.of(judged.stream().map(JudgedPath::rank).toList(), filter, names -> views(names, byName));
    }

    /// In an order that is known; what the page shows of its paths is read now, and so are they left out that have come
    /// into another state than was asked for.
    ///
    /// @param ranks the worst first
    public PathPage page(PathFilter filter, List<Rank> ranks) {
        return PathPage.of(ranks, filter, names -> views(names, byName(query.judged(names, clock.instant()))));
    }

    private List<PathView> views(List<PathName> names, Map<PathName, JudgedPath> judged) {
        var known = decided.of(names);
        return names.stream()
                .map(judged::get)
                .filter(Objects::nonNull)
                .map(path -> path.view().with(known.getOrDefault(path.name(), Decided.NOTHING)))
                .toList();
    }

    private static Map<PathName, JudgedPath> byName(Collection<JudgedPath> judged) {
        return judged.stream().collect(Collectors.toMap(JudgedPath::name, Function.identity()));
    }
}
