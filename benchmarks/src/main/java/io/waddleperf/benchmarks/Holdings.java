package io.waddleperf.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What a database has, by key.
///
/// @param keys of each kind of thing
record Holdings(Map<String, Set<String>> keys) {
    static final Holdings NONE = new Holdings(Map.of());

    private static final String RESULTS = "results";
    private static final String INCIDENTS = "incidents";
    private static final Map<String, String> SELECTS = new TreeMap<>(Map.of(
            RESULTS,
            "SELECT LOWER(HEX(result_id)) FROM result",
            INCIDENTS,
            "SELECT LOWER(HEX(incident_id)) FROM incident",
            "decisions",
            "SELECT LOWER(HEX(escalation_id)) FROM escalation",
            "minutes",
            "SELECT CONCAT_WS('@', series_id, start_at, HEX(part)) FROM rollup_1m",
            "run events",
            "SELECT LOWER(HEX(event_id)) FROM run_event",
            "targets",
            "SELECT id FROM target WHERE NOT deleted",
            "schedules",
            "SELECT id FROM schedule WHERE NOT deleted",
            "probes",
            "SELECT id FROM probe WHERE NOT deleted"));

    boolean isEmpty() {
        return keys.isEmpty();
    }

    List<UUID> incidents() {
        return keys.getOrDefault(INCIDENTS, Set.of()).stream()
                .map(id -> new UUID(bits(id.substring(0, 16)), bits(id.substring(16))))
                .toList();
    }

    private static long bits(String hex) {
        return Long.parseUnsignedLong(hex, 16);
    }

    /// Returns when all results on the topic stand in the table.
    ///
    /// @throws IllegalStateException where they do not in time, or the table has some that the topic has not
    static Holdings settled(Up up, Duration limit) throws Exception {
        var topics = new TopicScan(up.bootstrap());
        var found = new Holdings[1];
        Await.until("the table has all results of the topic", limit, () -> {
            var sent = new HashSet<String>();
            topics.results("", result -> sent.add(result.id().toString().replace("-", "")));
            found[0] = read(up::connect);
            return found[0].keys.getOrDefault(RESULTS, Set.of()).containsAll(sent);
        });
        return found[0];
    }

    interface Database {
        Connection connect() throws IOException, SQLException;
    }

    static Holdings read(Database database) throws IOException, SQLException {
        var keys = new LinkedHashMap<String, Set<String>>();
        try (var connection = database.connect()) {
            for (var select : SELECTS.entrySet()) {
                keys.put(select.getKey(), column(connection, select.getValue()));
            }
        }
        return new Holdings(keys);
    }

    private static Set<String> column(Connection connection, String select) throws SQLException {
        var values = new HashSet<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(select)) {
            while (rows.next()) {
                if (!values.add(rows.getString(1))) {
                    throw new IllegalStateException(rows.getString(1) + " is there twice: " + select);
                }
            }
        }
        return values;
    }

    /// How many of those before are there still, and how many there are now.
    ///
    /// @throws IllegalStateException where one of them is gone
    String since(Holdings had) {
        var text = new StringBuilder();
        keys.forEach((kind, now) -> {
            var gone = new HashSet<>(had.keys.getOrDefault(kind, Set.of()));
            int before = gone.size();
            gone.removeAll(now);
            if (!gone.isEmpty()) {
                throw new IllegalStateException(gone.size() + " " + kind + " are gone, such as "
                        + gone.stream().limit(3).toList());
            }
            text.append("%s %d of %d, ".formatted(kind, before, now.size()));
        });
        return text.substring(0, text.length() - 2);
    }
}
