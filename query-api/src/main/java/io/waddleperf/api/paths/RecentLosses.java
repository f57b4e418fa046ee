package io.waddleperf.api.paths;

import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.SqlValues;
import io.waddleperf.policy.RecentLoss;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The loss over the last 100 packets of series whose newest result lost some: the results before it are read, once for
/// each newest result. One that lost nothing breaches nothing, and is not looked up.
@Singleton
final class RecentLosses {
    /// So many series at a time; those beyond are judged by the packets of their newest result alone.
    private static final int MOST_SERIES = 1_000;

    /// In one statement.
    private static final int MOST_TOGETHER = 50;

    /// Before all is forgotten and looked up again.
    private static final int MOST_KEPT = 50_000;

    private static final Duration UNSCHEDULED = Duration.ofMinutes(10);
    private static final Duration LEAST_BACK = Duration.ofHours(1);
    private static final Duration MOST_BACK = Duration.ofDays(7);

    private final Database database;
    private final Map<Long, Found> kept = new ConcurrentHashMap<>();

    RecentLosses(Database database) {
        this.database = database;
    }

    private record Found(UUID newest, double ratio) {}

    /// What is to be looked up: the results of a series that came before its newest one.
    ///
    /// @param most so many have 100 packets
    private record Wanted(Result newest, Instant since, int most) {
        static Wanted of(Result newest, Expected expected) {
            double sent = newest.metrics().get(Metric.PACKETS_SENT).orElse(1);
            int most = (int) Math.ceil(RecentLoss.PACKETS / Math.max(1, sent));
            Long intervalUs = expected.intervalUs();
            Duration interval = intervalUs == null ? UNSCHEDULED : Duration.of(intervalUs, ChronoUnit.MICROS);
            Duration back = interval.multipliedBy(most + 1L);
            Duration bounded = back.compareTo(MOST_BACK) > 0 ? MOST_BACK : back;
            return new Wanted(
                    newest, newest.dueAt().minus(bounded.compareTo(LEAST_BACK) < 0 ? LEAST_BACK : bounded), most);
        }
    }

    /// @return by series; without those of which nothing has to be known but their newest result
    Map<SeriesName, Double> of(List<Latest> newest, Expectations expectations) {
        var losses = new HashMap<SeriesName, Double>();
        var wanted = new ArrayList<Wanted>();
        for (Latest latest : newest) {
            if (lost(latest.result())) {
                Expected expected = expectations.of(latest.series());
                Found known = kept.get(latest.result().series());
                if (known != null && known.newest.equals(latest.result().id())) {
                    losses.put(latest.series(), known.ratio);
                } else if (expected.judges(Threshold.RECENT_LOSS) && wanted.size() < MOST_SERIES) {
                    wanted.add(Wanted.of(latest.result(), expected));
                }
            }
        }
        for (int i = 0; i < wanted.size(); i += MOST_TOGETHER) {
            lookUp(wanted.subList(i, Math.min(wanted.size(), i + MOST_TOGETHER)), losses);
        }
        return losses;
    }

    private static boolean lost(Result result) {
        return result.metrics().get(Metric.LOSS_RATIO).orElse(0) > 0
                && result.metrics().get(Metric.PACKETS_SENT).orElse(0) > 0
                && Doubt.of(result).isEmpty();
    }

    private void lookUp(List<Wanted> wanted, Map<SeriesName, Double> losses) {
        Map<Long, List<Result>> before = before(wanted);
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        for (Wanted one : wanted) {
            var loss = new RecentLoss();
            before.getOrDefault(one.newest.series(), List.of()).reversed().stream()
                    .filter(result -> Doubt.of(result).isEmpty())
                    .forEach(loss::add);
            loss.add(one.newest);
            double ratio = loss.ratio().orElse(0);
            kept.put(one.newest.series(), new Found(one.newest.id(), ratio));
            losses.put(SeriesName.of(one.newest), ratio);
        }
    }

    /// The newest first. Tier and day leave out partitions that hold nothing of interest.
    private Map<Long, List<Result>> before(List<Wanted> wanted) {
        Sql sql = Sql.of("");
        String separator = "(";
        for (Wanted one : wanted) {
            sql.add(
                    separator + "SELECT due_at, document FROM result WHERE series_id = ? AND tier IN (1, 2, 3)"
                            + " AND day >= ? AND day <= ? AND due_at >= ? AND due_at <= ? AND result_id <> ?"
                            + " ORDER BY due_at DESC, result_id DESC LIMIT ?)",
                    one.newest.series(),
                    SqlValues.day(one.since),
                    SqlValues.day(one.newest.dueAt()),
                    one.since,
                    one.newest.dueAt(),
                    one.newest.id(),
                    one.most);
            separator = " UNION ALL (";
        }
        var before = new HashMap<Long, List<Result>>();
        database.list(sql.add(" ORDER BY due_at DESC"), row -> WireCodec.read(Result.class, row.text("document")))
                .forEach(result -> before.computeIfAbsent(result.series(), _ -> new ArrayList<>())
                        .add(result));
        return before;
    }
}
