package io.waddleperf.api.paths;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.paths.Expectations.Configuration;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the newest result of each series and the configuration that they are seen under.
@Singleton
public final class PathsQuery {
    private final Database database;
    private final ConfigurationQuery configuration;
    private final RecentLosses losses;
    private volatile @Nullable Expectations kept;

    PathsQuery(Database database, ConfigurationQuery configuration, RecentLosses losses) {
        this.database = database;
        this.configuration = configuration;
        this.losses = losses;
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
        Expectations expectations = expectations();
        var ranking = new Ranking(expectations, series -> wanted.test(series.path()), now);
        Sql newest = Sql.of("SELECT measured_at, document FROM series_latest JOIN series USING (series_id) ")
                .add(condition);
        var shown = ranking.shown(database.list(newest, PathsQuery::latest));
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

    private static Latest latest(Row row) throws SQLException {
        String document = row.text("document");
        boolean measuredOnce = row.instantOrNull("measured_at") != null;
        return new Latest(WireCodec.read(Result.class, document), measuredOnce, document);
    }
}
