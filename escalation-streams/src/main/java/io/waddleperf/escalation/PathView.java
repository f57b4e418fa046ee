package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.policy.PathMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One assigned path: its series and what is remembered of it.
final class PathView {
    private final String probe;
    private final String target;
    private final List<SeriesView> series = new ArrayList<>();
    private PathMemory memory;

    PathView(String probe, String target, PathMemory memory) {
        this.probe = probe;
        this.target = target;
        this.memory = memory;
    }

    /// The key of the path in the stores: no name has a line break.
    static String key(String probe, String target) {
        return probe + '\n' + target;
    }

    String key() {
        return key(probe, target);
    }

    String probe() {
        return probe;
    }

    String target() {
        return target;
    }

    List<SeriesView> series() {
        return series;
    }

    List<Assignment.Item> items() {
        return series.stream().map(SeriesView::item).toList();
    }

    Map<Long, List<Threshold>> rules() {
        return series.stream().collect(Collectors.toMap(SeriesView::id, SeriesView::rules, (one, _) -> one));
    }

    PathMemory memory() {
        return memory;
    }

    void memory(PathMemory next) {
        memory = next;
    }
}
