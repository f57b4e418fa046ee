package io.waddleperf.api.outlook;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.outlook.Known.Ended;
import io.waddleperf.api.outlook.Known.Lost;
import io.waddleperf.api.outlook.Known.Tested;
import io.waddleperf.api.probes.Heartbeats;
import io.waddleperf.api.probes.ProbeState;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what is known of a schedule's probes and series.
@Singleton
final class KnownQuery {
    private static final Duration LATELY = Duration.ofDays(1);

    /// The newest of a schedule; of more it is enough to say what is in the way of these.
    private static final int MOST_EVENTS = 5_000;

    private final Database database;
    private final Heartbeats heartbeats;
    private final Sights sights;

    KnownQuery(Database database, Heartbeats heartbeats, Sights sights) {
        this.database = database;
        this.heartbeats = heartbeats;
        this.sights = sights;
    }

    Known of(String schedule, List<PlannedSeries> series, Collection<Probe> probes, Instant now) {
        Map<String, ProbeState.Presence> presence =
                probes.stream().collect(Collectors.toMap(Probe::id, probe -> heartbeats.presence(probe, now)));
        return new Known(presence, revoked(), newest(series), missed(schedule, now));
    }

    private Set<String> revoked() {
        return new HashSet<>(database.list(
                Sql.of("SELECT probe FROM probe_identity WHERE revoked_at IS NOT NULL"), row -> row.text("probe")));
    }

    private Map<Long, Ended> newest(List<PlannedSeries> series) {
        if (series.isEmpty()) {
            return Map.of();
        }
        var ids = series.stream().map(PlannedSeries::id).toList();
        Sql sql = Sql.of("SELECT series_id, document FROM series_latest WHERE series_id IN ")
                .addList(ids);
        return database.list(sql, row -> Map.entry(row.number("series_id"), ended(row))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Ended ended(Row row) throws SQLException {
        Result result = WireCodec.read(Result.class, row.text("document"));
        return new Ended(result.dueAt(), result.outcome());
    }

    private Map<Tested, Lost> missed(String schedule, Instant now) {
        Sql sql = Sql.of(
                "SELECT probe, target, check_name, due_at, detail FROM run_event WHERE schedule = ? AND kind = ?"
                        + " AND at > ? AND due_at IS NOT NULL AND check_name IS NOT NULL ORDER BY at DESC LIMIT ?",
                schedule,
                RunEvent.Kind.MISSED.wireName(),
                now.minus(LATELY),
                MOST_EVENTS);
        var newest = new HashMap<Tested, Lost>();
        Sight sight = sights.current();
        database.list(sql, row -> lost(row, sight)).forEach(one -> newest.putIfAbsent(one.getKey(), one.getValue()));
        return newest;
    }

    private static Map.Entry<Tested, Lost> lost(Row row, Sight sight) throws SQLException {
        return Map.entry(
                new Tested(row.text("probe"), row.text("target"), row.text("check_name")),
                new Lost(row.instant("due_at"), sight.told(row.text("detail"))));
    }
}
