package io.waddleperf.sink;

import io.waddleperf.sink.Sighting.Names;
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

    /// What `series.test` does where a row shows another one.
    enum Tests {
        /// It becomes that: results tell the newest.
        FOLLOWED,
        /// It stays: rollups come later than results.
        KEPT
    }

    private final Tests tests;
    private final Map<Long, Integer> known = new HashMap<>();
    private final Map<Long, Integer> added = new HashMap<>();

    SeriesTable(Tests tests) {
        this.tests = tests;
    }

    private record Stored(Names names, String test) {
        static Stored of(Sighting sighting) {
            return new Stored(sighting.names(), sighting.test());
        }
    }

    /// Writes the series of these rows that are new.
    ///
    /// @return whether a row's number belongs to another series
    <R extends OfSeries> Predicate<R> add(Connection connection, List<R> rows) throws SQLException {
        added.clear();
        var fresh = new TreeMap<Long, Sighting>(); // in order: two writers then wait, and do not deadlock
        for (var row : rows) {
            @Nullable Integer seen = known.get(row.series());
            var sighting = row.sighting();
            if (seen == null || seen != Stored.of(sighting).hashCode()) {
                fresh.putIfAbsent(row.series(), sighting);
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
                    && (owner == null || !owner.names().equals(row.sighting().names()));
        };
    }

    /// What is said of a row whose number belongs to another series.
    static Bad collision(OfSeries row) {
        return new Bad(row.source(), "another series has the number " + row.series() + " already");
    }

    /// What [#add] wrote last is there to stay.
    void committed() {
        if (known.size() + added.size() > MOST_REMEMBERED) {
            known.clear();
        }
        known.putAll(added);
        added.clear();
    }

    private static void insert(Connection connection, Map<Long, Sighting> fresh) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT IGNORE INTO series (series_id, probe, target, check_name, family, test, first_seen)
                VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
            for (var entry : fresh.entrySet()) {
                var sighting = entry.getValue();
                new Parameters(statement)
                        .whole(entry.getKey().longValue())
                        .text(sighting.names().probe())
                        .text(sighting.names().target())
                        .text(sighting.names().check())
                        .text(sighting.names().family())
                        .text(sighting.test())
                        .time(sighting.at());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Map<Long, Stored> select(Connection connection, Map<Long, Sighting> fresh) throws SQLException {
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
    private void followTests(Connection connection, Map<Long, Sighting> fresh, Map<Long, Stored> stored)
            throws SQLException {
        for (var entry : fresh.entrySet()) {
            var now = Stored.of(entry.getValue());
            @Nullable Stored before = stored.get(entry.getKey());
            if (before == null || !before.names().equals(now.names())) {
                continue;
            }
            if (tests == Tests.FOLLOWED && !before.test().equals(now.test())) {
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
