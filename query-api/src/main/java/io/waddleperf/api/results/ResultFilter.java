package io.waddleperf.api.results;

import io.waddleperf.api.http.Cursor;
import io.waddleperf.api.http.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which results are wanted; null: all.
///
/// @param from  the earliest due time
/// @param to    the first due time that is not wanted any more
/// @param after the last result of the page before
record ResultFilter(
        @Nullable String probe,
        @Nullable String target,
        @Nullable String check,
        @Nullable Integer tier,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Position after,
        int limit) {
    static final Cursor<Position> CURSOR = new Cursor<>(
            "results",
            position -> List.of(position.dueAt.toString(), position.id.toString()),
            parts -> new Position(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1))));

    /// Where a result stands in the list.
    record Position(Instant dueAt, UUID id) {}

    static ResultFilter of(Parameters query) {
        var filter = new ResultFilter(
                query.name("probe"),
                query.name("target"),
                query.name("check"),
                query.integerOrNull("tier", 1, 3),
                query.instant("from"),
                query.instant("to"),
                query.cursor(CURSOR),
                query.integer("limit", 100, 1, 1_000));
        boolean ordered = filter.from == null || filter.to == null || filter.from.isBefore(filter.to);
        query.require(ordered, "from", "must be before to");
        query.check();
        return filter;
    }

    boolean namesSeries() {
        return probe != null || target != null || check != null;
    }
}
