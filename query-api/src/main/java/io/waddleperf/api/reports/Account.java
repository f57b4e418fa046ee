package io.waddleperf.api.reports;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.waddleperf.api.series.SketchForm;
import org.jspecify.annotations.Nullable;

/// What is counted for one row.
final class Account {
    private long results;
    private long answered;
    private long failed;
    private long sent;
    private long received;
    private long missed;
    private long hours;
    private long maintenanceHours;
    private long measured;
    private double weighed;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private @Nullable DDSketch sketch;
    private boolean sketchLost;

    /// @param anHour whether it is an hour that was not counted yet
    void add(Window window, String metric, boolean anHour) {
        results += window.results();
        answered += window.answered();
        failed += window.failed();
        sent += window.sent();
        received += window.received();
        hours += anHour ? 1 : 0;
        Double mean = window.mean();
        if (window.metric().equals(metric) && mean != null && window.min() != null && window.max() != null) {
            measured += window.answered();
            weighed += mean * window.answered();
            min = Math.min(min, window.min());
            max = Math.max(max, window.max());
            merge(window);
        }
    }

    /// A sketch that cannot be read makes the percentiles of the row unknown: without it they would be of
    /// something else.
    private void merge(Window window) {
        var bytes = window.sketch();
        if (bytes == null || sketchLost) {
            return;
        }
        try {
            DDSketch into = sketch == null ? SketchForm.empty() : sketch;
            SketchForm.merge(bytes, into);
            sketch = into;
        } catch (IllegalArgumentException e) {
            sketch = null;
            sketchLost = true;
        }
    }

    void missed(long slots) {
        missed += slots;
    }

    void maintenanceHour() {
        maintenanceHours++;
    }

    ReportRow row(Key key) {
        return new ReportRow(
                key.month(),
                key.day(),
                key.site(),
                key.probe(),
                key.target(),
                key.check(),
                answered + failed == 0 ? null : rounded((double) answered / (answered + failed)),
                results,
                answered,
                failed,
                results - answered - failed,
                missed,
                hours,
                maintenanceHours,
                sent == 0 ? null : rounded(1 - (double) received / sent),
                measured,
                measured == 0 ? null : min,
                measured == 0 ? null : Math.rint(weighed / measured * 1_000) / 1_000,
                quantile(0.5),
                quantile(0.95),
                quantile(0.99),
                measured == 0 ? null : max);
    }

    private static double rounded(double ratio) {
        return Math.rint(ratio * 1e6) / 1e6;
    }

    private @Nullable Double quantile(double at) {
        DDSketch all = sketch;
        return all == null || all.isEmpty()
                ? null
                : Double.valueOf(Math.rint(Math.clamp(all.getValueAtQuantile(at), min, max) * 1_000) / 1_000);
    }
}
