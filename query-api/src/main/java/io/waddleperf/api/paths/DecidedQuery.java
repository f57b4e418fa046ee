package io.waddleperf.api.paths;

import io.waddleperf.api.paths.Decided.Move;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.PathName;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Reads what the escalation has made of the paths of a page: of each its newest decisions and the
/// open incident that it belongs to, by the keys of their tables.
@Singleton
final class DecidedQuery {
    /// Paths in one statement.
    private static final int AT_ONCE = 100;

    /// The decisions of one moment are at most this many.
    private static final String MOVES = """
            (SELECT probe, target, at, from_state, to_state, NULL AS incident_id FROM escalation
            WHERE probe = ? AND target = ? ORDER BY at DESC, escalation_id DESC LIMIT 4)
            """;

    private static final String INCIDENT = """
            (SELECT probe, target, opened_at, NULL, NULL, incident_id
            FROM incident_member JOIN incident USING (incident_id)
            WHERE probe = ? AND target = ? AND state IN ('open', 'recovering') ORDER BY opened_at DESC LIMIT 1)
            """;

    private final Database database;

    DecidedQuery(Database database) {
        this.database = database;
    }

    Map<PathName, Decided> of(List<PathName> paths) {
        var decided = new HashMap<PathName, Decided>();
        paths.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(some -> decided.putAll(read(some)));
        return decided;
    }

    private Map<PathName, Decided> read(List<PathName> paths) {
        Sql union = Sql.of("");
        String separator = "";
        for (PathName path : paths) {
            union.add(separator + MOVES, path.probe(), path.target())
                    .add(" UNION ALL " + INCIDENT, path.probe(), path.target());
            separator = " UNION ALL ";
        }
        var found = new HashMap<PathName, Found>();
        database.list(union, row -> found.computeIfAbsent(
                        new PathName(row.text("probe"), row.text("target")), _ -> new Found())
                .add(row));
        var decided = new HashMap<PathName, Decided>();
        found.forEach((path, rows) -> decided.put(path, new Decided(Decided.newest(rows.moves), rows.incident)));
        return decided;
    }

    /// The rows of one path.
    private static final class Found {
        private final List<Move> moves = new ArrayList<>();
        private @Nullable UUID incident;

        Found add(Row row) throws SQLException {
            UUID id = row.uuidOrNull("incident_id");
            if (id == null) {
                moves.add(new Move(row.instant("at"), row.text("from_state"), row.text("to_state")));
            } else {
                incident = id;
            }
            return this;
        }
    }
}
