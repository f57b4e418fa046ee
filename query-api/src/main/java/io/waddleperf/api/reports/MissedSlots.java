package io.waddleperf.api.reports;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts slots without any ending, as run-events tell them for a week.
final class MissedSlots {
    /// By so much at most a slot is told later than it was due.
    private static final Duration TOLD_WITHIN = Duration.ofDays(1);

    private static final long HOUR_S = 3_600;

    private final Database database;
    private final ReportRequest request;
    private final List<Measured> series;
    private final Sight sight;
    private final Map<Slots, Measured> known = new HashMap<>();

    /// What a slot was of.
    private record Slots(String probe, String target, String check) {}

    MissedSlots(Database database, ReportRequest request, List<Measured> series, Sight sight) {
        this.database = database;
        this.request = request;
        this.series = series;
        this.sight = sight;
        series.forEach(one -> known.putIfAbsent(new Slots(one.probe(), one.target(), one.check()), one));
    }

    /// By hours where somebody worked on any series, so that those of maintenance are left out; else by days.
    void addTo(Ledger ledger) {
        boolean byHours = series.stream().anyMatch(one -> !one.maintenance().isEmpty());
        Sql sql = missed(byHours ? "%Y-%m-%d %H:00:00" : "%Y-%m-%d 00:00:00");
        database.list(sql, row -> {
            Measured of = known.get(new Slots(row.text("probe"), row.text("target"), row.text("check_name")));
            Instant since = row.instant("since");
            if (of == null || of.isTouched(since, HOUR_S)) {
                return false;
            }
            ledger.of(of, since).missed(row.number("slots"));
            return true;
        });
    }

    /// @param truncation as DATE_FORMAT has it, of the due times that are counted together
    private Sql missed(String truncation) {
        return Sql.of(
                        "SELECT probe, target, check_name, CAST(DATE_FORMAT(due_at, ?) AS DATETIME(6)) AS since,"
                                + " COUNT(*) AS slots FROM run_event WHERE kind = ? AND at >= ? AND at < ?",
                        truncation,
                        RunEvent.Kind.MISSED.wireName(),
                        request.from(),
                        request.to().plus(TOLD_WITHIN))
                .add(" AND due_at >= ? AND due_at < ?", request.from(), request.to())
                .add(" AND tier = 1 AND check_name IS NOT NULL")
                .addIf(request.probe(), " AND probe = ?")
                .addIf(request.target(), " AND target = ?")
                .addIf(request.check(), " AND check_name = ?")
                .add(sight.condition("probe"))
                .add(" GROUP BY probe, target, check_name, since");
    }
}
