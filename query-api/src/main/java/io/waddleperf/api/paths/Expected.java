package io.waddleperf.api.paths;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.contracts.Cadence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which series the schedules ask for, and how often.
final class Expected {
    private Expected() {}

    static Map<SeriesName, Cadence> cadences(List<PlannedSeries> planned) {
        var cadences = new HashMap<SeriesName, Cadence>();
        for (PlannedSeries series : planned) {
            cadences.put(
                    new SeriesName(
                            series.probe().id(),
                            series.target().id(),
                            series.check().name(),
                            series.check().spec().test(),
                            series.family()),
                    series.cadence());
        }
        return cadences;
    }
}
