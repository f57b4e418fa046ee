package io.waddleperf.api.results;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.results.ResultFilter.Position;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.database.SqlValues;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds results by the keys of their table: those of few series along each series' own key, those
/// of many along the due time.
@Singleton
final class ResultsQuery {
    /// Up to here, reading a page from each series costs less than skipping what others have between.
    private static final int FEW_SERIES = 50;
    /// What a filter that names thousands of series may put into a statement.
    private static final int MOST_SERIES = 10_000;

    private final Database database;
    private final Sights sights;

    ResultsQuery(Database database, Sights sights) {
        this.database = database;
        this.sights = sights;
    }

    Page<RawJson> page(ResultFilter filter) {
        Sight sight = sights.current();
        boolean bySeries = filter.namesSeries() || !sight.isWhole();
        List<Long> series = bySeries ? series(filter, sight) : List.of();
        if (bySeries && series.isEmpty()) {
            return Page.whole(List.of());
        }
        int wanted = filter.limit() + 1;
        Sql sql = bySeries && series.size() <= FEW_SERIES ? ofEach(series, filter, wanted) : ofAll(series, filter);
        sql.add(" ORDER BY due_at DESC, result_id DESC LIMIT ?", wanted);
        return page(database.list(sql, Found::of), filter.limit());
    }

    private record Found(Position position, String document) {
        static Found of(Row row) throws SQLException {
            return new Found(new Position(row.instant("due_at"), row.uuid("result_id")), row.text("document"));
        }
    }

    private static Page<RawJson> page(List<Found> found, int limit) {
        var kept = found.subList(0, Math.min(limit, found.size()));
        var items = kept.stream().map(result -> new RawJson(result.document)).toList();
        String next = found.size() > limit ? ResultFilter.CURSOR.text(kept.getLast().position) : null;
        return new Page<>(items, next);
    }

    private List<Long> series(ResultFilter filter, Sight sight) {
        Sql sql = Sql.of("SELECT series_id FROM series WHERE TRUE")
                .addIf(filter.probe(), " AND probe = ?")
                .addIf(filter.target(), " AND target = ?")
                .addIf(filter.check(), " AND check_name = ?")
                .add(sight.condition("probe"))
                .add(" LIMIT ?", MOST_SERIES);
        return database.list(sql, row -> row.number("series_id"));
    }

    private static Sql ofEach(List<Long> series, ResultFilter filter, int wanted) {
        Sql union = Sql.of("SELECT due_at, result_id, document FROM (");
        String separator = "";
        for (Long id : series) {
            union.add(separator + "(SELECT due_at, result_id, document FROM result WHERE series_id = ?", id)
                    .add(conditions(filter))
                    .add(" ORDER BY due_at DESC, result_id DESC LIMIT ?)", wanted);
            separator = " UNION ALL ";
        }
        return union.add(") AS pages");
    }

    private static Sql ofAll(List<Long> series, ResultFilter filter) {
        Sql sql = Sql.of("SELECT due_at, result_id, document FROM result FORCE INDEX (result_due) WHERE TRUE");
        if (!series.isEmpty()) {
            sql.add(" AND series_id IN ").addList(series);
        }
        return sql.add(conditions(filter));
    }

    /// Tier and day leave out partitions that hold nothing of interest.
    private static Sql conditions(ResultFilter filter) {
        Position after = filter.after();
        Instant to = earlier(filter.to(), after == null ? null : after.dueAt());
        Sql sql = Sql.of(filter.tier() == null ? " AND tier IN (1, 2, 3)" : " AND tier = ?", tier(filter))
                .addIf(filter.from(), " AND due_at >= ?")
                .addIf(filter.from() == null ? null : SqlValues.day(filter.from()), " AND day >= ?")
                .addIf(filter.to(), " AND due_at < ?")
                .addIf(to == null ? null : SqlValues.day(to), " AND day <= ?");
        if (after != null) {
            sql.add(" AND due_at <= ? AND (due_at < ? OR result_id < ?)", after.dueAt(), after.dueAt(), after.id());
        }
        return sql;
    }

    private static Object[] tier(ResultFilter filter) {
        return filter.tier() == null ? new Object[0] : new Object[] {filter.tier()};
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
