package io.waddleperf.api.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the series that a report is about, those of probes and targets that are gone too.
@Singleton
final class MeasuredQuery {
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final ConfigurationQuery configuration;

    MeasuredQuery(Database database, ConfigurationQuery configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /// A probe as it is or was.
    private record Site(String id, String site, Map<String, String> labels) {
        static Site of(Row row) throws SQLException {
            return new Site(row.text("id"), row.text("site"), labels(row.text("labels")));
        }

        private static Map<String, String> labels(String json) {
            try {
                return JSON.readValue(json, new TypeReference<>() {});
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("stored labels cannot be read: " + json, e);
            }
        }
    }

    List<Measured> series(ReportRequest request, Sight sight) {
        Map<String, Site> sites = database.list(Sql.of("SELECT id, site, labels FROM probe"), Site::of).stream()
                .collect(Collectors.toMap(Site::id, Function.identity()));
        Map<String, Target> targets =
                configuration.targets().stream().collect(Collectors.toMap(Target::id, Function.identity()));
        Map<Long, PlannedSeries> planned = configuration.planned().stream()
                .collect(Collectors.toMap(PlannedSeries::id, Function.identity(), (first, _) -> first));
        var maintenance = maintenance(request.from(), request.to());
        Sql sql = Sql.of("SELECT series_id, probe, target, check_name, test FROM series WHERE TRUE")
                .addIf(request.probe(), " AND probe = ?")
                .addIf(request.target(), " AND target = ?")
                .addIf(request.check(), " AND check_name = ?")
                .add(sight.condition("probe"))
                .add(" ORDER BY series_id");
        return database
                .list(sql, row -> {
                    var labels = labels(row, sites, targets, planned);
                    return new Measured(
                            row.number("series_id"),
                            labels.getOrDefault(Labels.SITE, ""),
                            row.text("probe"),
                            row.text("target"),
                            row.text("check_name"),
                            labels,
                            maintenance.stream()
                                    .filter(one -> Labels.matches(one.match(), labels))
                                    .toList());
                })
                .stream()
                .filter(series -> request.site() == null || request.site().equals(series.site()))
                .toList();
    }

    private List<Silence> maintenance(Instant from, Instant to) {
        return configuration.silences().stream()
                .filter(silence -> silence.kind() == Silence.Kind.MAINTENANCE)
                .filter(silence ->
                        silence.startsAt().isBefore(to) && silence.endsAt().isAfter(from))
                .toList();
    }

    /// As they are now.
    private static Map<String, String> labels(
            Row row, Map<String, Site> sites, Map<String, Target> targets, Map<Long, PlannedSeries> planned)
            throws SQLException {
        PlannedSeries wanted = planned.get(row.number("series_id"));
        if (wanted != null) {
            return wanted.labels();
        }
        var labels = new HashMap<>(Map.of(
                Labels.PROBE, row.text("probe"),
                Labels.TARGET, row.text("target"),
                Labels.CHECK, row.text("check_name"),
                Labels.TEST, row.text("test")));
        Site site = sites.get(row.text("probe"));
        if (site != null) {
            labels.put(Labels.SITE, site.site);
            site.labels.forEach((name, value) -> labels.put(Labels.PROBE + '.' + name, value));
        }
        Target target = targets.get(row.text("target"));
        if (target != null) {
            target.labels().forEach((name, value) -> labels.put(Labels.TARGET + '.' + name, value));
        }
        return labels;
    }
}
