package io.waddleperf.api.configuration;

import io.waddleperf.api.configuration.PlannedCheck.Place;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.Test;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which checks of schedules are wanted; null: all.
///
/// @param after the last one of the page before
record PlannedCheckFilter(
        @Nullable String probe,
        @Nullable String target,
        @Nullable String check,
        @Nullable Test test,
        @Nullable Place after,
        int limit) {
    static PlannedCheckFilter of(Parameters query) {
        var filter = new PlannedCheckFilter(
                query.name("probe"),
                query.name("target"),
                query.name("check"),
                query.choice("test", Parameters.known(Test.values())),
                query.cursor(Place.CURSOR),
                query.integer("limit", 100, 1, 1_000));
        query.check();
        return filter;
    }

    /// By target, check and schedule.
    Page<PlannedCheck> page(Stream<PlannedCheck> all) {
        var found = all.filter(this::wants)
                .sorted(Comparator.comparing(PlannedCheck::place, Place.ORDER))
                .limit(limit + 1L)
                .toList();
        if (found.size() <= limit) {
            return Page.whole(found);
        }
        List<PlannedCheck> items = found.subList(0, limit);
        return new Page<>(items, Place.CURSOR.text(items.getLast().place()));
    }

    private boolean wants(PlannedCheck one) {
        return (probe == null || one.probes().isEmpty() || one.probes().contains(probe))
                && (target == null || target.equals(one.target()))
                && (check == null || check.equals(one.check()))
                && (test == null || test == one.spec().test())
                && (after == null || Place.ORDER.compare(one.place(), after) > 0);
    }
}
