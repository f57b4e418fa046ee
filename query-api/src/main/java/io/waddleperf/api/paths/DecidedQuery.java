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

/// Reads what the escalation has made of the paths of a page: of each the decisions of its newest
/// moment, along their key, and from the open incidents the one that it belongs to.
@Singleton
public final class DecidedQuery {
    private final Database database;

    DecidedQuery(Database database) {
        this.database = database;
    }

    /// @return also what other paths of their probes have
    public Map<PathName, Decided> of(List<PathName> paths) {
        var decided = new HashMap<PathName, Decided>();
        if (!paths.isEmpty()) {
            var incidents = incidents(paths);
            incidents.forEach((path, incident) -> decided.put(path, new Decided(null, incident)));
            moves(paths)
                    .forEach((path, moves) ->
                            decided.put(path, new Decided(Decided.newest(moves), incidents.get(path))));
        }
        return decided;
    }

    private Map<PathName, List<Move>> moves(List<PathName> paths) {
        Sql sql = Sql.of("SELECT probe, target, at, from_state, to_state FROM escalation JOIN"
                        + " (SELECT probe, target, MAX(at) AS at FROM escalation WHERE ")
                .add(among(paths))
                .add(" GROUP BY probe, target) AS newest USING (probe, target, at)");
        var moves = new HashMap<PathName, List<Move>>();
        database.list(
                sql,
                row -> moves.computeIfAbsent(path(row), _ -> new ArrayList<>())
                        .add(new Move(row.instant("at"), row.text("from_state"), row.text("to_state"))));
        return moves;
    }

    /// Where a path belongs to several, the one that opened last.
    private Map<PathName, UUID> incidents(List<PathName> paths) {
        Sql sql = Sql.of("SELECT probe, target, incident_id FROM incident JOIN incident_member USING (incident_id)"
                        + " WHERE state IN ('open', 'recovering') AND ")
                .add(among(paths))
                .add(" ORDER BY opened_at");
        var incidents = new HashMap<PathName, UUID>();
        database.list(sql, row -> incidents.put(path(row), row.uuid("incident_id")) == null);
        return incidents;
    }

    /// Their probes, and their target where it is one: the server plans a thousand pairs for a hundred
    /// milliseconds, and reads the few paths too many in a tenth of that.
    private static Sql among(List<PathName> paths) {
        var probes = paths.stream().map(PathName::probe).distinct().toList();
        var targets = paths.stream().map(PathName::target).distinct().toList();
        return Sql.of("probe IN ")
                .addList(probes)
                .addIf(targets.size() == 1 ? targets.getFirst() : null, " AND target = ?");
    }

    private static PathName path(Row row) throws SQLException {
        return new PathName(row.text("probe"), row.text("target"));
    }
}
