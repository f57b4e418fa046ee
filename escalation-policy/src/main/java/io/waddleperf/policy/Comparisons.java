package io.waddleperf.policy;

import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathStory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Chooses whom to ask whether a target is broken from there too.
final class Comparisons {
    private Comparisons() {}

    /// One probe of the same site first, then one of each other site in turn.
    static List<String> choose(Topography topography, Map<PathName, PathStory> stories, PathName path, int most) {
        Map<String, Deque<String>> bySite = new TreeMap<>();
        for (String probe : topography.probesOf(path.target())) {
            PathStory known = stories.get(new PathName(probe, path.target()));
            boolean bad = known != null && known.broken();
            if (!probe.equals(path.probe()) && !bad && !topography.silent(probe)) {
                bySite.computeIfAbsent(topography.site(probe), _ -> new ArrayDeque<>())
                        .add(probe);
            }
        }
        var chosen = new ArrayList<String>();
        Deque<String> own = bySite.remove(topography.site(path.probe()));
        if (own != null) {
            chosen.add(own.removeFirst());
            bySite.put("\uffff own site last", own);
        }
        while (chosen.size() < most && !bySite.isEmpty()) {
            bySite.values().removeIf(Deque::isEmpty);
            bySite.values().stream()
                    .limit(most - chosen.size())
                    .toList()
                    .forEach(site -> chosen.add(site.removeFirst()));
        }
        return chosen;
    }
}
