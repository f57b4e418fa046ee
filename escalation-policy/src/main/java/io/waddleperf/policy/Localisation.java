package io.waddleperf.policy;

import io.waddleperf.contracts.Incident.Scope;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds what a set of broken paths has in common: a target, a probe, a site.
///
/// Greedy cover in the manner of Kompella et al., "IP Fault Localization Via Risk Modeling" (NSDI
/// 2005): of the explanations of which most tested paths are broken, the one that explains most,
/// then what is left. Tested are paths that are broken, that a comparison saw well, or whose own
/// schedule would have shown a breach by now.
final class Localisation {
    /// So large a part of the tested paths must be broken.
    static final double QUORUM = 0.6;

    private static final int LEAST_PATHS = 2;

    /// A path's own tests have come to an end so long after they were due.
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final Topography topography;
    private final Map<PathName, PathStory> stories;
    private final Instant now;

    Localisation(Topography topography, Map<PathName, PathStory> stories, Instant now) {
        this.topography = topography;
        this.stories = stories;
        this.now = now;
    }

    /// An explanation.
    ///
    /// @param bad    the paths that it explains, suspect ones among them
    /// @param tested how many of its paths are known
    record Explanation(Scope.Kind kind, String subject, Set<PathName> bad, int tested) {
        double ratio() {
            return (double) bad.size() / Math.max(1, tested);
        }
    }

    /// @param bad paths that are broken or suspect
    /// @return explanations of at least two paths each, the largest first; no path is in two
    List<Explanation> explain(Collection<PathStory> bad) {
        var left = bad.stream().map(PathStory::path).collect(Collectors.toCollection(HashSet::new));
        var candidates = candidates(bad);
        var found = new ArrayList<Explanation>();
        while (true) {
            Optional<Explanation> best = candidates.stream()
                    .filter(one -> count(one.bad(), left) >= LEAST_PATHS)
                    .max(Comparator.<Explanation>comparingInt(one -> count(one.bad(), left))
                            .thenComparingDouble(Explanation::ratio)
                            .thenComparing(Explanation::kind)
                            .thenComparing(Explanation::subject));
            if (best.isEmpty()) {
                return found;
            }
            Set<PathName> explained = new HashSet<>(best.get().bad());
            explained.retainAll(left);
            left.removeAll(explained);
            found.add(new Explanation(
                    best.get().kind(),
                    best.get().subject(),
                    explained,
                    best.get().tested()));
        }
    }

    private static int count(Set<PathName> bad, Set<PathName> left) {
        return (int) bad.stream().filter(left::contains).count();
    }

    private List<Explanation> candidates(Collection<PathStory> bad) {
        var byTarget = group(bad, PathStory::target);
        var byProbe = group(bad, PathStory::probe);
        var bySite = group(bad, PathStory::site);
        return Stream.of(
                        byTarget.entrySet().stream()
                                .filter(group -> distinct(group.getValue(), PathStory::probe) > 1)
                                .map(group -> explanation(Scope.Kind.TARGET, group.getKey(), group.getValue())),
                        byProbe.entrySet().stream()
                                .filter(group -> distinct(group.getValue(), PathStory::target) > 1)
                                .map(group -> explanation(Scope.Kind.PROBE, group.getKey(), group.getValue())),
                        bySite.entrySet().stream()
                                .filter(group -> distinct(group.getValue(), PathStory::target) > 1
                                        && distinct(group.getValue(), PathStory::probe) > 1)
                                .map(group -> explanation(Scope.Kind.SITE, group.getKey(), group.getValue())))
                .flatMap(one -> one)
                .filter(one -> one.ratio() >= QUORUM)
                .toList();
    }

    private static Map<String, List<PathStory>> group(
            Collection<PathStory> paths, java.util.function.Function<PathStory, String> by) {
        var groups = new HashMap<String, List<PathStory>>();
        paths.forEach(path ->
                groups.computeIfAbsent(by.apply(path), _ -> new ArrayList<>()).add(path));
        return groups;
    }

    private static long distinct(List<PathStory> paths, java.util.function.Function<PathStory, String> by) {
        return paths.stream().map(by).distinct().count();
    }

    private Explanation explanation(Scope.Kind kind, String subject, List<PathStory> bad) {
        var names = bad.stream().map(PathStory::path).collect(Collectors.toSet());
        Instant onset = bad.stream()
                .map(PathStory::since)
                .min(Comparator.naturalOrder())
                .orElse(now);
        return new Explanation(kind, subject, names, names.size() + wellSince(onset, kind, subject, names));
    }

    /// How many of the scope's other paths have been well since then.
    int wellSince(Instant onset, Scope.Kind kind, String subject, Set<PathName> bad) {
        return (int) topography
                .paths(kind, subject)
                .filter(path -> !bad.contains(path))
                .filter(path -> well(path, onset))
                .count();
    }

    private boolean well(PathName path, Instant onset) {
        PathStory story = stories.get(path);
        if (story != null && story.wellAt() != null && !story.wellAt().isBefore(onset)) {
            return true;
        }
        boolean wouldHaveShown =
                now.isAfter(onset.plus(topography.interval(path)).plus(GRACE));
        return wouldHaveShown && !topography.silent(path.probe());
    }
}
