package io.waddleperf.api.paths;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.paths.Expectations.Configuration;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the newest result of each series and the configuration that they are seen under.
@Singleton
public final class PathsQuery {
    private final Database database;
    private final ConfigurationQuery configuration;
    private final RecentLosses losses;
    private final Sights sights;
    private volatile @Nullable Expectations kept;

    PathsQuery(Database database, ConfigurationQuery configuration, RecentLosses losses, Sights sights) {
        this.database = database;
        this.configuration = configuration;
        this.losses = losses;
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
        Expectations expectations = expectations();
        var ranking = new Ranking(expectations, series -> filter.has(series) && sight.sees(series.probe()), now);
        var shown = ranking.shown(newest(filter, sight));
        return ranking.rank(shown, losses.of(shown, expectations));
    }

    /// They are made anew where the configuration has changed since they were made last.
    private Expectations expectations() {
        var read = new Configuration(
                configuration.thresholds(), configuration.schedules(), configuration.targets(), configuration.probes());
        Expectations known = kept;
        if (known == null || !known.follow(read)) {
            known = new Expectations(read);
            kept = known;
        }
        return known;
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
