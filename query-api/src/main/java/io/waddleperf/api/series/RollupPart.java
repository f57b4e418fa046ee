package io.waddleperf.api.series;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.waddleperf.api.series.SeriesPoints.Point;
import io.waddleperf.api.sql.Row;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A part of a minute or an hour of a series, and the point that several make; numbers are null where nothing was
/// measured.
record RollupPart(
        Instant start,
        long results,
        long answered,
        long failed,
        long sent,
        long received,
        @Nullable Double min,
        @Nullable Double p50,
        @Nullable Double mean,
        @Nullable Double p95,
        @Nullable Double max,
        @Nullable ByteBuffer sketch) {
    private static final Logger LOG = Logger.getLogger(RollupPart.class);

    static RollupPart of(Row row) throws SQLException {
        byte @Nullable [] sketch = row.bytesOrNull("sketch");
        return new RollupPart(
                row.instant("start_at"),
                row.number("results"),
                row.number("answered"),
                row.number("failed"),
                row.number("sent"),
                row.number("received"),
                row.decimalOrNull("min_value"),
                row.decimalOrNull("p50_value"),
                row.decimalOrNull("mean_value"),
                row.decimalOrNull("p95_value"),
                row.decimalOrNull("max_value"),
                sketch == null ? null : ByteBuffer.wrap(sketch));
    }

    static Point point(Instant at, List<RollupPart> parts) {
        long results = 0;
        long failed = 0;
        long sent = 0;
        long received = 0;
        long answered = 0;
        double weighed = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        var measured = new ArrayList<RollupPart>();
        for (var part : parts) {
            results += part.results;
            failed += part.failed;
            sent += part.sent;
            received += part.received;
            if (part.min != null && part.mean != null && part.max != null) {
                answered += part.answered;
                weighed += part.mean * part.answered;
                min = Math.min(min, part.min);
                max = Math.max(max, part.max);
                measured.add(part);
            }
        }
        boolean none = measured.isEmpty();
        var all = measured.size() > 1 ? sketches(measured) : null;
        return new Point(
                at,
                results,
                failed,
                none ? null : min,
                none ? null : p50(measured, all, min, max),
                none || answered == 0 ? null : weighed / answered,
                none ? null : p95(measured, all, min, max),
                none ? null : max,
                sent == 0 ? null : 1 - (double) received / sent);
    }

    private static @Nullable Double p50(List<RollupPart> measured, @Nullable DDSketch all, double min, double max) {
        if (measured.size() == 1) {
            return measured.getFirst().p50;
        }
        return all == null ? usual(measured) : Double.valueOf(Math.clamp(all.getValueAtQuantile(0.5), min, max));
    }

    private static @Nullable Double p95(List<RollupPart> measured, @Nullable DDSketch all, double min, double max) {
        if (measured.size() == 1) {
            return measured.getFirst().p95;
        }
        return all == null ? worst(measured) : Double.valueOf(Math.clamp(all.getValueAtQuantile(0.95), min, max));
    }

    /// @return null where not all have a sketch that can be read, or none has a value
    private static @Nullable DDSketch sketches(List<RollupPart> measured) {
        var all = SketchForm.empty();
        for (var part : measured) {
            if (part.sketch == null || !merged(part, part.sketch, all)) {
                return null;
            }
        }
        return all.isEmpty() ? null : all;
    }

    private static boolean merged(RollupPart part, ByteBuffer sketch, DDSketch to) {
        try {
            SketchForm.merge(sketch, to);
            return true;
        } catch (IllegalArgumentException e) {
            LOG.debugf("a part of what began at %s: %s", part.start, e.getMessage());
            return false;
        }
    }

    /// Where not all have a sketch that can be read: the mean of the medians, by how much was answered.
    private static @Nullable Double usual(List<RollupPart> measured) {
        double weighed = 0;
        long answered = 0;
        for (var part : measured) {
            if (part.p50 != null) {
                weighed += part.p50 * part.answered;
                answered += part.answered;
            }
        }
        return answered == 0 ? null : Double.valueOf(weighed / answered);
    }

    /// Where not all have a sketch that can be read: never too good.
    private static @Nullable Double worst(List<RollupPart> measured) {
        @Nullable Double worst = null;
        for (var part : measured) {
            worst = worst == null || (part.p95 != null && part.p95 > worst) ? part.p95 : worst;
        }
        return worst;
    }
}
