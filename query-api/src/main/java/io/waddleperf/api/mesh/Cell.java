package io.waddleperf.api.mesh;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one check of a path says.
///
/// @param value null where there was no answer
record Cell(
        PathName path, Test test, String check, @Nullable Double value, Instant at) {
    private static final Comparator<PathName> BY_NAME =
            Comparator.comparing(PathName::probe).thenComparing(PathName::target);

    /// A result that has the number, or that would have it had there been an answer.
    static List<Cell> of(Collection<Result> results, Metric metric) {
        Set<Test> having = results.stream()
                .filter(result -> result.metrics().get(metric).isPresent())
                .map(Result::test)
                .collect(Collectors.toSet());
        return results.stream()
                .filter(result -> result.metrics().get(metric).isPresent()
                        || (result.outcome().unanswered()
                                && (having.contains(result.test())
                                        || result.test().headline() == metric)))
                .map(result -> of(result, metric))
                .toList();
    }

    private static Cell of(Result result, Metric metric) {
        var value = result.metrics().get(metric);
        return new Cell(
                new PathName(result.probe(), result.target()),
                result.test(),
                result.check(),
                value.isEmpty() ? null : value.getAsDouble(),
                result.dueAt());
    }

    /// One for each path: one that is not old, of the test whose headline it is, that of the plainest name. No
    /// answer comes before a number of another check: it must not be hidden by one.
    ///
    /// @param old the last due time of what is old: what a check said that does not run any more hides nothing
    static Collection<Cell> chosen(Collection<Cell> all, Metric metric, Instant old) {
        Comparator<Cell> first = Comparator.comparing((Cell cell) -> !cell.at.isAfter(old))
                .thenComparing(cell -> cell.test.headline() != metric)
                .thenComparing(cell -> cell.test)
                .thenComparingInt(cell -> cell.check.length())
                .thenComparing(Cell::check)
                .thenComparing(cell -> cell.value != null);
        Map<PathName, Cell> chosen = new TreeMap<>(BY_NAME);
        all.forEach(cell -> chosen.merge(cell.path, cell, (a, b) -> first.compare(a, b) <= 0 ? a : b));
        return chosen.values();
    }
}
