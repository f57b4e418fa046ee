package io.waddleperf.api.paths;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the newest result of each series and the configuration that they are seen under.
@Singleton
public final class PathsQuery {
    private final Database database;
    private final ConfigurationQuery configuration;

    PathsQuery(Database database, ConfigurationQuery configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /// The worst first.
    ///
    /// @param probe  null: any
    /// @param target null: any
    public List<JudgedPath> judged(@Nullable String probe, @Nullable String target, Sight sight, Instant now) {
        Sql condition = Sql.of("WHERE TRUE")
                .addIf(probe, " AND probe = ?")
                .addIf(target, " AND target = ?")
                .add(sight.condition("probe"));
        Predicate<PathName> wanted = path -> (probe == null || probe.equals(path.probe()))
                && (target == null || target.equals(path.target()))
                && sight.sees(path.probe());
        return judged(condition, wanted, now);
    }

    /// Those that are still there, the worst first.
    List<JudgedPath> judged(Collection<PathName> paths, Instant now) {
        if (paths.isEmpty()) {
            return List.of();
        }
        Sql condition = Sql.of("WHERE (probe, target) IN ");
        String separator = "(";
        for (PathName path : paths) {
            condition.add(separator + "(?, ?)", path.probe(), path.target());
            separator = ", ";
        }
        return judged(condition.add(")"), Set.copyOf(paths)::contains, now);
    }

    private List<JudgedPath> judged(Sql condition, Predicate<PathName> wanted, Instant now) {
        List<Target> targets = configuration.targets();
        Map<SeriesName, Cadence> cadences =
                Expected.cadences(PlannedSeries.of(configuration.schedules(), targets, configuration.probes()));
        cadences.keySet().removeIf(series -> !wanted.test(series.path()));
        Map<String, String> addresses = targets.stream().collect(Collectors.toMap(Target::id, Target::address));
        Sql newest = Sql.of("SELECT measured_at, document FROM series_latest JOIN series USING (series_id) ")
                .add(condition);
        return new Ranking(cadences, addresses, now).rank(database.list(newest, PathsQuery::latest));
    }

    private static Latest latest(Row row) throws SQLException {
        String document = row.text("document");
        boolean measuredOnce = row.instantOrNull("measured_at") != null;
        return new Latest(WireCodec.read(Result.class, document), measuredOnce, document);
    }
}
