package io.waddleperf.api.channels;

import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the notifier tells of a channel: a row of `notifier_channel`.
///
/// @param version of the configuration's; 0: the notifier's own file has it
/// @param problem why nothing can be told by it; empty: nothing is known to be wrong
record NotifierChannel(String name, String kind, long version, String problem, Instant updatedAt) {
    boolean isOwn() {
        return version == 0;
    }

    /// All by name.
    static Map<String, NotifierChannel> all(Database database) {
        var all = new TreeMap<String, NotifierChannel>();
        database.list(
                        Sql.of("SELECT name, kind, version, problem, updated_at FROM notifier_channel"),
                        NotifierChannel::read)
                .forEach(one -> all.put(one.name(), one));
        return all;
    }

    private static NotifierChannel read(Row row) throws SQLException {
        return new NotifierChannel(
                row.text("name"),
                row.text("kind"),
                row.number("version"),
                row.text("problem"),
                row.instant("updated_at"));
    }

    /// When the notifier told of anything last.
    static @Nullable Instant newest(Map<String, NotifierChannel> all) {
        Optional<Instant> newest =
                all.values().stream().map(NotifierChannel::updatedAt).max(Comparator.naturalOrder());
        return newest.orElse(null);
    }
}
