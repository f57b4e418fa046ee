package io.waddleperf.api.paths;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the newest result of each series and the configuration that they are seen under.
@Singleton
public final class PathsQuery {
    private final Database database;
    private final ConfigurationQuery configuration;
    private final Sights sights;

    PathsQuery(Database database, ConfigurationQuery configuration, Sights sights) {
        this.database = database;
        this.configuration = configuration;
        this.sights = sights;
    }

    List<PathView> ranked(PathFilter filter, Instant now) {
        return judged(filter, sights.current(), now).stream()
                .map(JudgedPath::view)
                .toList();
    }

    /// The worst first.
    ///
    /// @param probe  null: any
    /// @param target null: any
    public List<JudgedPath> judged(@Nullable String probe, @Nullable String target, Sight sight, Instant now) {
        return judged(new PathFilter(probe, target, null, Integer.MAX_VALUE, null), sight, now);
    }

    private List<JudgedPath> judged(PathFilter filter, Sight sight, Instant now) {
        List<Target> targets = configuration.targets();
        Map<SeriesName, Cadence> cadences =
                Expected.cadences(PlannedSeries.of(configuration.schedules(), targets, configuration.probes()));
        cadences.keySet().removeIf(series -> !filter.has(series) || !sight.sees(series.probe()));
        Map<String, String> addresses = targets.stream().collect(Collectors.toMap(Target::id, Target::address));
        return new Ranking(cadences, addresses, now).rank(newest(filter, sight));
    }

    private List<Latest> newest(PathFilter filter, Sight sight) {
        Sql sql = Sql.of("SELECT measured_at, document FROM series_latest JOIN series USING (series_id) WHERE TRUE")
                .addIf(filter.probe(), " AND probe = ?")
                .addIf(filter.target(), " AND target = ?")
                .add(sight.condition("probe"));
        return database.list(sql, PathsQuery::latest);
    }

    private static Latest latest(Row row) throws SQLException {
        String document = row.text("document");
        boolean measuredOnce = row.instantOrNull("measured_at") != null;
        return new Latest(WireCodec.read(Result.class, document), measuredOnce, document);
    }
}
