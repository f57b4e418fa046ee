package io.waddleperf.api.exposition;

import io.waddleperf.api.paths.Decided;
import io.waddleperf.api.paths.JudgedCheck;
import io.waddleperf.api.paths.JudgedPath;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.api.paths.SeriesName;
import io.waddleperf.contracts.Result;
import java.util.ArrayList;
import java.util.List;

/// What is told of a path and its series.
final class PathReadings {
    private PathReadings() {}

    /// @param site empty where its probe is configured no more
    static List<Reading> of(JudgedPath path, String site, Decided decided) {
        String labels = "probe=\"" + Page.escaped(path.name().probe())
                + "\",site=\"" + Page.escaped(site)
                + "\",target=\"" + Page.escaped(path.name().target()) + '"';
        var readings = new ArrayList<Reading>();
        readings.add(new Reading(Gauge.PATH_STATE, labels, code(path.state())));
        readings.add(new Reading(Gauge.PATH_TIER, labels, decided.tier()));
        readings.add(new Reading(Gauge.PATH_LOAD, labels, path.worst().verdict().load()));
        readings.add(new Reading(Gauge.PATH_INCIDENT, labels, decided.incident() == null ? 0 : 1));
        for (JudgedCheck check : path.checks()) {
            Result result = check.result();
            if (result != null) {
                readings.addAll(
                        SeriesReadings.of(result, labels(labels, check.series()), check.state() != PathState.STALE));
            }
        }
        return readings;
    }

    private static String labels(String path, SeriesName series) {
        return path + ",check=\"" + Page.escaped(series.check()) + "\",family=\""
                + series.family().wireName() + '"';
    }

    /// The better, the lower.
    static int code(PathState state) {
        return switch (state) {
            case HEALTHY -> 0;
            case UNPROVEN -> 1;
            case STALE -> 2;
            case BREACHING -> 3;
            case FAILING -> 4;
        };
    }
}
