package io.waddleperf.api.sql;

import io.waddleperf.api.http.Cursor;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.Require;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part that is wanted of a list by time, the newest first.
///
/// @param order in which the list stands
/// @param from  the earliest time, null: any
/// @param to    the first time that is not wanted any more, null: none
/// @param after the last item of the page before
public record NewestFirst(
        Order order,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Place after,
        int limit) {

    /// How a list is sorted.
    ///
    /// @param list whose cursors are read
    /// @param at   the column of the time
    /// @param ids  the columns that tell apart what has the same time, in the order of the index
    public record Order(String list, String at, List<String> ids) {
        public Order {
            ids = List.copyOf(ids);
        }

        private Cursor<Place> cursor() {
            return new Cursor<>(list, Place::parts, this::place);
        }

        private Place place(List<String> parts) {
            Require.range("parts", parts.size(), ids.size() + 1, ids.size() + 1);
            return new Place(
                    Require.micros("at", Instant.parse(parts.getFirst())), // what no database holds is no place
                    parts.stream().skip(1).map(UUID::fromString).toList());
        }

        private Place place(Row row) throws SQLException {
            var place = new ArrayList<UUID>();
            for (String id : ids) {
                place.add(row.uuid(id));
            }
            return new Place(row.instant(at), place);
        }

        private String descending() {
            return " ORDER BY " + at + " DESC, " + String.join(" DESC, ", ids) + " DESC";
        }
    }

    /// Where an item stands in the list.
    public record Place(Instant at, List<UUID> ids) {
        public Place {
            ids = List.copyOf(ids);
        }

        private List<String> parts() {
            var parts = new ArrayList<>(List.of(at.toString()));
            ids.forEach(id -> parts.add(id.toString()));
            return parts;
        }
    }

    public static NewestFirst of(Order order, Parameters query) {
        Instant from = query.instant("from");
        Instant to = query.instant("to");
        query.require(from == null || to == null || from.isBefore(to), "from", "must be before to");
        return new NewestFirst(order, from, to, query.cursor(order.cursor()), query.integer("limit", 100, 1, 1_000));
    }

    /// @param sql ends with a condition, and selects the columns of the order
    public <T> Page<T> page(Database database, Sql sql, Row.Reader<T> reader) {
        String at = order.at;
        sql.addIf(from, " AND " + at + " >= ?").addIf(to, " AND " + at + " < ?");
        if (after != null) {
            sql.add(" AND " + at + " <= ? AND (" + at + " < ? OR ", after.at, after.at)
                    .add("(" + String.join(", ", order.ids) + ") < (")
                    .add(String.join(", ", Collections.nCopies(order.ids.size(), "?")), after.ids.toArray())
                    .add("))");
        }
        sql.add(order.descending()).add(" LIMIT ?", limit + 1);
        return page(database.list(sql, row -> new Found<>(order.place(row), reader.read(row))));
    }

    private record Found<T>(Place place, T item) {}

    private <T> Page<T> page(List<Found<T>> found) {
        var kept = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? order.cursor().text(kept.getLast().place) : null;
        return new Page<>(kept.stream().map(Found::item).toList(), next);
    }
}
