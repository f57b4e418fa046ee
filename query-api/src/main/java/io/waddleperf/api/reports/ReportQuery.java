package io.waddleperf.api.reports;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.WireName;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes reports of the hours that are kept, and of minutes where maintenance took a part of an hour;
/// docs/reference/reports.md has the rules.
@Singleton
final class ReportQuery {
    /// Hours of series that a report may read: some 400 bytes and 3 µs each.
    static final long MOST_HOURS = 3_000_000;

    /// Hours that are read at once: the driver has all of them in memory.
    private static final long HOURS_AT_ONCE = 100_000;

    private static final long HOUR_S = 3_600;
    private static final long MINUTE_S = 60;

    private final Database database;
    private final Sights sights;
    private final MeasuredQuery measured;

    ReportQuery(Database database, Sights sights, MeasuredQuery measured) {
        this.database = database;
        this.sights = sights;
        this.measured = measured;
    }

    Report report(ReportRequest request) {
        Sight sight = sights.current();
        var series = measured.series(request, sight);
        if (series.size() * request.hours() > MOST_HOURS) {
            throw ProblemException.badRequest(
                    "from",
                    "asks for " + request.hours() + " hours of " + series.size() + " series, at most " + MOST_HOURS
                            + " are read at a time: narrow it by time, site, probe, target or check");
        }
        var ledger = new Ledger(request);
        int atOnce = Math.clamp(HOURS_AT_ONCE / request.hours(), 1, 1_000);
        for (int begin = 0; begin < series.size(); begin += atOnce) {
            var some = series.subList(begin, Math.min(series.size(), begin + atOnce)).stream()
                    .collect(Collectors.toMap(Measured::id, Function.identity()));
            new Reading(request, some, ledger).hours();
        }
        new MissedSlots(database, request, series, sight).addTo(ledger);
        return new Report(
                request.from(),
                request.to(),
                request.by().stream().sorted().map(WireName::wireName).toList(),
                request.metric(),
                missedSince(),
                ledger.rows(),
                null);
    }

    /// Some series of a report.
    private final class Reading {
        private final ReportRequest request;
        private final Map<Long, Measured> series;
        private final Ledger ledger;
        private final Set<SeriesHour> counted = new HashSet<>();
        private final Map<Instant, Set<Long>> cut = new TreeMap<>();

        private record SeriesHour(long series, Instant hour) {}

        Reading(ReportRequest request, Map<Long, Measured> series, Ledger ledger) {
            this.request = request;
            this.series = series;
            this.ledger = ledger;
        }

        void hours() {
            var sql = Sql.of("SELECT " + Window.COLUMNS + " FROM rollup_1h", request.percentiles(), request.metric())
                    .add(" WHERE series_id IN ")
                    .addList(series.keySet())
                    .add(" AND start_at >= ? AND start_at < ? AND tier = 1", request.from(), request.to());
            // each row is counted as it comes, none is kept
            database.list(sql, row -> hour(Window.of(row)) ? Boolean.TRUE : Boolean.FALSE);
            cut.forEach(this::minutes);
        }

        private boolean hour(Window window) {
            var of = of(window);
            boolean first = counted.add(new SeriesHour(of.id(), window.start()));
            if (!of.isTouched(window.start(), HOUR_S)) {
                ledger.of(of, window.start()).add(window, request.metric(), first);
                return true;
            }
            if (first) {
                ledger.of(of, window.start()).maintenanceHour();
            }
            if (!of.isCovered(window.start())) {
                cut.computeIfAbsent(window.start(), _ -> new HashSet<>()).add(of.id());
            }
            return false;
        }

        /// Those of an hour that was not all maintenance.
        private void minutes(Instant hour, Set<Long> ids) {
            var sql = Sql.of("SELECT " + Window.COLUMNS + " FROM rollup_1m", request.percentiles(), request.metric())
                    .add(" WHERE series_id IN ")
                    .addList(ids)
                    .add(" AND start_at >= ? AND start_at < ? AND tier = 1", hour, hour.plusSeconds(HOUR_S));
            database.list(sql, row -> {
                var window = Window.of(row);
                var of = of(window);
                boolean counts = !of.isTouched(window.start(), MINUTE_S);
                if (counts) {
                    ledger.of(of, window.start()).add(window, request.metric(), false);
                }
                return counts;
            });
        }

        private Measured of(Window window) {
            return Objects.requireNonNull(series.get(window.series()));
        }
    }

    /// Run-events are kept for a week.
    private @Nullable Instant missedSince() {
        return database.first(
                        Sql.of("SELECT MIN(stored_at) AS since FROM run_event"),
                        row -> Optional.ofNullable(row.instantOrNull("since")))
                .flatMap(Function.identity())
                .orElse(null);
    }
}
