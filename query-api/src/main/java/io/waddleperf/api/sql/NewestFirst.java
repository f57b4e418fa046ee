package io.waddleperf.api.sql;

import io.waddleperf.api.http.Cursor;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part that is wanted of a list by time, the newest first.
///
/// @param from  the earliest time, null: any
/// @param to    the first time that is not wanted any more, null: none
/// @param after the last item of the page before
public record NewestFirst(
        Cursor<Place> cursor,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Place after,
        int limit) {
    /// Where an item stands in the list.
    ///
    /// @param ids tell apart what has the same time
    public record Place(Instant at, List<UUID> ids) {
        public Place {
            ids = List.copyOf(ids);
        }

        static Place read(List<String> parts) {
            return new Place(
                    Instant.parse(parts.getFirst()),
                    parts.stream().skip(1).map(UUID::fromString).toList());
        }

        List<String> parts() {
            var parts = new ArrayList<>(List.of(at.toString()));
            ids.forEach(id -> parts.add(id.toString()));
            return parts;
        }
    }

    /// @param list whose cursors are read
    public static NewestFirst of(String list, Parameters query) {
        var cursor = new Cursor<>(list, Place::parts, Place::read);
        Instant from = query.instant("from");
        Instant to = query.instant("to");
        query.require(from == null || to == null || from.isBefore(to), "from", "must be before to");
        return new NewestFirst(cursor, from, to, query.cursor(cursor), query.integer("limit", 100, 1, 1_000));
    }

    /// What a page wants of a statement that ends with a condition.
    ///
    /// @param at  the column of the time
    /// @param ids the columns of [Place#ids], in the order of the index
    public <T> Page<T> page(Database database, Sql sql, Row.Reader<T> reader, String at, String... ids) {
        sql.addIf(from, " AND " + at + " >= ?").addIf(to, " AND " + at + " < ?");
        if (after != null && after.ids.size() == ids.length) {
            String places = String.join(", ", Arrays.stream(ids).map(_ -> "?").toList());
            sql.add(" AND " + at + " <= ? AND (" + at + " < ?", after.at, after.at)
                    .add(" OR (" + String.join(", ", ids) + ") < (" + places + "))", after.ids.toArray());
        }
        sql.add(" ORDER BY " + at + " DESC");
        for (String id : ids) {
            sql.add(", " + id + " DESC");
        }
        return page(database.list(sql.add(" LIMIT ?", limit + 1), row -> found(row, reader, at, ids)));
    }

    private record Found<T>(Place place, T item) {}

    private static <T> Found<T> found(Row row, Row.Reader<T> reader, String at, String... ids) throws SQLException {
        var place = new ArrayList<UUID>();
        for (String id : ids) {
            place.add(row.uuid(id));
        }
        return new Found<>(new Place(row.instant(at), place), reader.read(row));
    }

    private <T> Page<T> page(List<Found<T>> found) {
        var kept = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursor.text(kept.getLast().place) : null;
        return new Page<>(kept.stream().map(Found::item).toList(), next);
    }
}
