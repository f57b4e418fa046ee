package io.waddleperf.api.paths;

import io.waddleperf.api.configuration.PlannedSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which series the schedules ask for, and how often.
final class Expected {
    private Expected() {}

    /// @return the interval of each series in microseconds
    static Map<SeriesName, Long> intervalsUs(List<PlannedSeries> planned) {
        var intervals = new HashMap<SeriesName, Long>();
        for (PlannedSeries series : planned) {
            intervals.put(
                    new SeriesName(
                            series.probe().id(),
                            series.target().id(),
                            series.check().name(),
                            series.check().spec().test(),
                            series.family()),
                    series.intervalUs());
        }
        return intervals;
    }
}
