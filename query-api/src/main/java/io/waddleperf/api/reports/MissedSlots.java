package io.waddleperf.api.reports;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Counts slots without any ending, as run-events tell them for a week.
final class MissedSlots {
    private static final Duration EVENTS_KEPT = Duration.ofDays(8);
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

    private interface Counted {
        void take(Measured of, Instant from, long slots);
    }

    MissedSlots(Database database, ReportRequest request, List<Measured> series, Sight sight) {
        this.database = database;
        this.request = request;
        this.series = series;
        this.sight = sight;
        series.forEach(one -> known.putIfAbsent(new Slots(one.probe(), one.target(), one.check()), one));
    }

    /// Adds the slots of each day, and takes out again what was in hours of maintenance.
    void addTo(Map<Key, Account> accounts) {
        between(
                request.from(),
                request.to(),
                "%Y-%m-%d 00:00:00",
                (of, day, slots) -> account(accounts, of, day).missed(slots));
        for (Instant hour : touched()) {
            between(hour, hour.plusSeconds(HOUR_S), "%Y-%m-%d %H:00:00", (of, at, slots) -> {
                if (of.isTouched(at, HOUR_S)) {
                    account(accounts, of, at).missed(-slots);
                }
            });
        }
    }

    private Account account(Map<Key, Account> accounts, Measured of, Instant at) {
        return accounts.computeIfAbsent(Key.of(request.by(), of, at), _ -> new Account());
    }

    /// Hours in which somebody worked on any of them, as far back as run-events go.
    private SortedSet<Instant> touched() {
        var hours = new TreeSet<Instant>();
        Instant least = latest(request.from(), request.to().minus(EVENTS_KEPT));
        var all = series.stream()
                .flatMap(one -> one.maintenance().stream())
                .distinct()
                .toList();
        for (Silence maintenance : all) {
            Instant hour = latest(maintenance.startsAt(), least).truncatedTo(ChronoUnit.HOURS);
            while (hour.isBefore(maintenance.endsAt()) && hour.isBefore(request.to())) {
                hours.add(hour);
                hour = hour.plusSeconds(HOUR_S);
            }
        }
        return hours;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// @param truncation as DATE_FORMAT has it, of the due times that are counted together
    private void between(Instant from, Instant to, String truncation, Counted counted) {
        Sql sql = Sql.of(
                        "SELECT probe, target, check_name, CAST(DATE_FORMAT(due_at, ?) AS DATETIME(6)) AS since,"
                                + " COUNT(*) AS slots FROM run_event WHERE kind = ? AND at >= ? AND at < ?",
                        truncation,
                        RunEvent.Kind.MISSED.wireName(),
                        from,
                        to.plus(TOLD_WITHIN))
                .add(" AND due_at >= ? AND due_at < ? AND tier = 1 AND check_name IS NOT NULL", from, to)
                .addIf(request.probe(), " AND probe = ?")
                .addIf(request.target(), " AND target = ?")
                .addIf(request.check(), " AND check_name = ?")
                .add(sight.condition("probe"))
                .add(" GROUP BY probe, target, check_name, since");
        database.list(sql, row -> {
            Measured of = known.get(new Slots(row.text("probe"), row.text("target"), row.text("check_name")));
            if (of != null) {
                counted.take(of, row.instant("since"), row.number("slots"));
            }
            return of != null;
        });
    }
}
