package io.waddleperf.api.incidents;

import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.database.SqlValues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds the results that a chain names. Their table has no key by id alone, so each is looked for
/// in the series and around the time that its entry tells.
@Singleton
final class ChainResults {
    /// A decision follows its result at once, but a deep test takes minutes and a spool may hold it.
    private static final Duration BEFORE = Duration.ofMinutes(30);
    /// A result whose due time the sink has corrected stands somewhat later.
    private static final Duration AFTER = Duration.ofMinutes(5);
    /// Of one path.
    private static final int MOST_SERIES = 100;

    private final Database database;

    ChainResults(Database database) {
        this.database = database;
    }

    /// One result that a chain names.
    private record Wanted(
            UUID resultId,
            PathName path,
            Instant at,
            @Nullable Breach breach) {
        static @Nullable Wanted of(Incident.Entry entry) {
            return entry.resultId() == null || entry.path() == null
                    ? null
                    : new Wanted(entry.resultId(), entry.path(), entry.at(), entry.breach());
        }

        /// The only series where the result is the one that broke the rule.
        @Nullable
        Long series() {
            return breach != null && breach.resultId().equals(resultId)
                    ? Ids.series(path.probe(), path.target(), breach.check(), breach.family())
                    : null;
        }
    }

    /// As on the topic, in the order of the chain; without those that are no longer kept.
    List<RawJson> of(Incident incident) {
        var wanted = new LinkedHashMap<UUID, Wanted>();
        for (Incident.Entry entry : incident.chain()) {
            Wanted one = Wanted.of(entry);
            if (one != null) {
                wanted.putIfAbsent(one.resultId, one);
            }
        }
        var found = find(List.copyOf(wanted.values()));
        return wanted.keySet().stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(RawJson::new)
                .toList();
    }

    private Map<UUID, String> find(List<Wanted> wanted) {
        Sql union = Sql.of("");
        String separator = "";
        var seriesOf = new HashMap<PathName, List<Long>>();
        for (Wanted one : wanted) {
            Long known = one.series();
            List<Long> series = known == null ? seriesOf.computeIfAbsent(one.path, this::series) : List.of(known);
            if (!series.isEmpty()) {
                union.add(separator).add(branch(one, series));
                separator = " UNION ALL ";
            }
        }
        var found = new HashMap<UUID, String>();
        if (!separator.isEmpty()) {
            database.list(union, row -> found.put(row.uuid("result_id"), row.text("document")));
        }
        return found;
    }

    private static Sql branch(Wanted one, List<Long> series) {
        Instant from = one.at.minus(BEFORE);
        Instant to = one.at.plus(AFTER);
        return Sql.of("(SELECT result_id, document FROM result WHERE series_id IN ")
                .addList(series)
                .add(" AND due_at BETWEEN ? AND ? AND result_id = ?", from, to, one.resultId)
                .add(" AND tier IN (1, 2, 3) AND day BETWEEN ? AND ?)", SqlValues.day(from), SqlValues.day(to));
    }

    private List<Long> series(PathName path) {
        return database.list(
                Sql.of(
                        "SELECT series_id FROM series WHERE probe = ? AND target = ? LIMIT ?",
                        path.probe(),
                        path.target(),
                        MOST_SERIES),
                row -> row.number("series_id"));
    }
}
