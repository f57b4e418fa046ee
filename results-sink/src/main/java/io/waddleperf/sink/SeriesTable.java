package io.waddleperf.sink;

import io.waddleperf.contracts.Result;
import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The table `series`: a row for each series, written when this process first sees it.
///
/// A series' number is a hash of its names; the row tells whether two series have met.
final class SeriesTable {
    /// Some 80 bytes each. When there are more they are forgotten and looked up again.
    private static final int MOST_REMEMBERED = 500_000;

    private final Map<Long, Integer> known = new HashMap<>();
    private final Map<Long, Integer> added = new HashMap<>();

    /// What the number is the hash of.
    private record Names(String probe, String target, String check, String family) {
        static Names of(Result result) {
            return new Names(
                    result.probe(),
                    result.target(),
                    result.check(),
                    result.family().wireName());
        }
    }

    private record Stored(Names names, String test) {
        static Stored of(Result result) {
            return new Stored(Names.of(result), result.test().wireName());
        }
    }

    /// Writes the series of these rows that are new.
    ///
    /// @return whether a row's number belongs to another series
    Predicate<ResultRow> add(Connection connection, List<ResultRow> rows) throws SQLException {
        added.clear();
        var fresh = new TreeMap<Long, Result>(); // in order: two writers then wait, and do not deadlock
        for (var row : rows) {
            @Nullable Integer seen = known.get(row.series());
            if (seen == null || seen != Stored.of(row.result()).hashCode()) {
                fresh.putIfAbsent(row.series(), row.result());
            }
        }
        if (fresh.isEmpty()) {
            return _ -> false;
        }
        insert(connection, fresh);
        var stored = select(connection, fresh);
        followTests(connection, fresh, stored);
        return row -> {
            @Nullable Stored owner = stored.get(row.series());
            return fresh.containsKey(row.series())
                    && (owner == null || !owner.names().equals(Names.of(row.result())));
        };
    }

    /// What [#add] wrote last is there to stay.
    void committed() {
        if (known.size() + added.size() > MOST_REMEMBERED) {
            known.clear();
        }
        known.putAll(added);
        added.clear();
    }

    private static void insert(Connection connection, Map<Long, Result> fresh) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT IGNORE INTO series (series_id, probe, target, check_name, family, test, first_seen)
                VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
            for (var entry : fresh.entrySet()) {
                var names = Names.of(entry.getValue());
                statement.setLong(1, entry.getKey());
                statement.setString(2, names.probe());
                statement.setString(3, names.target());
                statement.setString(4, names.check());
                statement.setString(5, names.family());
                statement.setString(6, entry.getValue().test().wireName());
                statement.setObject(7, SqlValues.utc(entry.getValue().dueAt()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Map<Long, Stored> select(Connection connection, Map<Long, Result> fresh) throws SQLException {
        var marks = String.join(",", Collections.nCopies(fresh.size(), "?"));
        try (var statement = connection.prepareStatement(
                "SELECT series_id, probe, target, check_name, family, test FROM series WHERE series_id IN (" + marks
                        + ")")) {
            int index = 1;
            for (long id : fresh.keySet()) {
                statement.setLong(index++, id);
            }
            var stored = new HashMap<Long, Stored>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var names = new Names(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5));
                    stored.put(rows.getLong(1), new Stored(names, rows.getString(6)));
                }
            }
            return stored;
        }
    }

    /// A schedule may give another test to a check's name.
    private void followTests(Connection connection, Map<Long, Result> fresh, Map<Long, Stored> stored)
            throws SQLException {
        for (var entry : fresh.entrySet()) {
            var now = Stored.of(entry.getValue());
            @Nullable Stored before = stored.get(entry.getKey());
            if (before == null || !before.names().equals(now.names())) {
                continue;
            }
            if (!before.test().equals(now.test())) {
                try (var statement = connection.prepareStatement("UPDATE series SET test = ? WHERE series_id = ?")) {
                    statement.setString(1, now.test());
                    statement.setLong(2, entry.getKey());
                    statement.executeUpdate();
                }
            }
            added.put(entry.getKey(), now.hashCode());
        }
    }
}
