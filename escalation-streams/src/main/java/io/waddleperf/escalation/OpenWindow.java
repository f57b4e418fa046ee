package io.waddleperf.escalation;

import static org.apache.kafka.common.utils.ByteUtils.readUnsignedVarint;
import static org.apache.kafka.common.utils.ByteUtils.readVarint;
import static org.apache.kafka.common.utils.ByteUtils.readVarlong;
import static org.apache.kafka.common.utils.ByteUtils.writeUnsignedVarint;
import static org.apache.kafka.common.utils.ByteUtils.writeVarint;
import static org.apache.kafka.common.utils.ByteUtils.writeVarlong;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Rollup;
import io.waddleperf.contracts.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The minute or hour of a series that is being counted, as a part of a [Rollup].
///
/// The numbers are kept as the bins of a DDSketch with 1 % relative accuracy: few, since the values
/// of a minute lie close together.
final class OpenWindow {
    private static final double ACCURACY = 0.01;

    /// What is less has the bin of this: a 0 would lie 36,000 bins below a second, each of which takes eight bytes.
    private static final double LEAST = 1e-3;

    private static final IndexMapping MAPPING =
            DDSketches.unboundedDense(ACCURACY).getIndexMapping();
    private static final int MOST_VARINT_BYTES = 5;
    private static final int MOST_VARLONG_BYTES = 10;
    private static final int MOST_HEAD_BYTES = 8 + 16 + 1 + 4 * MOST_VARINT_BYTES + 3 * MOST_VARLONG_BYTES + 3 * 8;

    private final long startUs;
    private final UUID part;
    private final byte tier;
    private int results;
    private int answered;
    private int failed;
    private long sent;
    private long received;
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /// The sketch's bins in order, and how many values each has; `filled` of them count.
    private int[] bins = new int[4];

    private int[] inBin = new int[4];
    private int filled;

    OpenWindow(long startUs, UUID part, int tier) {
        this.startUs = startUs;
        this.part = part;
        this.tier = (byte) tier;
    }

    static long start(long timeUs, long lengthUs) {
        return timeUs - Math.floorMod(timeUs, lengthUs);
    }

    boolean takes(long windowStartUs, int ofTier) {
        return startUs == windowStartUs && tier == ofTier;
    }

    long startUs() {
        return startUs;
    }

    int tier() {
        return tier;
    }

    int results() {
        return results;
    }

    UUID part() {
        return part;
    }

    void add(Result result) {
        results++;
        answered += result.outcome() instanceof Outcome.Measured ? 1 : 0;
        failed += result.outcome().unanswered() ? 1 : 0;
        sent += (long) result.metrics().get(Metric.PACKETS_SENT).orElse(0);
        received += (long) result.metrics().get(Metric.PACKETS_RECEIVED).orElse(0);
        if (result.samples() instanceof Samples.Raw(var values)
                && result.test().headline() == Metric.RTT_MEAN_US
                && !values.isEmpty()) {
            values.forEach(value -> add(value, 1));
        } else {
            result.metrics().get(result.test().headline()).ifPresent(value -> add(value, 1));
        }
    }

    private void add(double value, int times) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value * times;
        count += times;
        double binned = Math.clamp(value, LEAST, MAPPING.maxIndexableValue());
        addToBin(MAPPING.index(binned), times);
    }

    private void addToBin(int bin, int times) {
        int place = Arrays.binarySearch(bins, 0, filled, bin);
        if (place >= 0) {
            inBin[place] += times;
            return;
        }
        place = -place - 1;
        if (filled == bins.length) {
            bins = Arrays.copyOf(bins, 2 * filled);
            inBin = Arrays.copyOf(inBin, 2 * filled);
        }
        System.arraycopy(bins, place, bins, place + 1, filled - place);
        System.arraycopy(inBin, place, inBin, place + 1, filled - place);
        bins[place] = bin;
        inBin[place] = times;
        filled++;
    }

    /// Takes a finished shorter window in.
    void add(OpenWindow shorter) {
        results += shorter.results;
        answered += shorter.answered;
        failed += shorter.failed;
        sent += shorter.sent;
        received += shorter.received;
        count += shorter.count;
        sum += shorter.sum;
        min = Math.min(min, shorter.min);
        max = Math.max(max, shorter.max);
        for (int i = 0; i < shorter.filled; i++) {
            addToBin(shorter.bins[i], shorter.inBin[i]);
        }
    }

    Rollup rollup(SeriesName of, long lengthUs) {
        @Nullable DDSketch sketch = sketch();
        return new Rollup(
                of.probe(),
                of.target(),
                of.check(),
                of.test(),
                of.family(),
                tier,
                java.time.Instant.EPOCH.plus(startUs, java.time.temporal.ChronoUnit.MICROS),
                lengthUs,
                part,
                results,
                answered,
                failed,
                sent,
                received,
                of.test().headline().wireName(),
                sketch == null ? null : min,
                sketch == null ? null : rounded(sum / count),
                sketch == null ? null : max,
                quantile(sketch, 0.5),
                quantile(sketch, 0.95),
                quantile(sketch, 0.99),
                sketch == null ? null : base64(sketch));
    }

    private @Nullable DDSketch sketch() {
        if (count == 0) {
            return null;
        }
        var sketch = DDSketches.unboundedDense(ACCURACY);
        for (int i = 0; i < filled; i++) {
            sketch.getPositiveValueStore().add(bins[i], (double) inBin[i]);
        }
        return sketch;
    }

    private @Nullable Double quantile(@Nullable DDSketch sketch, double at) {
        // a sketch knows its ends to 1 % only
        return sketch == null ? null : rounded(Math.clamp(sketch.getValueAtQuantile(at), min, max));
    }

    private static double rounded(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }

    private static String base64(DDSketch sketch) {
        ByteBuffer buffer = sketch.serialize();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    int mostBytes() {
        return MOST_HEAD_BYTES + filled * 2 * MOST_VARINT_BYTES;
    }

    void write(ByteBuffer to) {
        to.putLong(startUs).putLong(part.getMostSignificantBits()).putLong(part.getLeastSignificantBits());
        to.put(tier);
        writeUnsignedVarint(results, to);
        writeUnsignedVarint(answered, to);
        writeUnsignedVarint(failed, to);
        writeVarlong(sent, to);
        writeVarlong(received, to);
        writeVarlong(count, to);
        to.putDouble(sum).putDouble(min).putDouble(max);
        writeUnsignedVarint(filled, to);
        int before = 0;
        for (int i = 0; i < filled; i++) {
            writeVarint(bins[i] - before, to);
            writeUnsignedVarint(inBin[i], to);
            before = bins[i];
        }
    }

    /// @param wide whether the numbers stand there at their full width, as in the form of before
    static OpenWindow read(ByteBuffer from, boolean wide) {
        var window = new OpenWindow(from.getLong(), new UUID(from.getLong(), from.getLong()), from.get());
        window.results = wide ? from.getInt() : readUnsignedVarint(from);
        window.answered = wide ? from.getInt() : readUnsignedVarint(from);
        window.failed = wide ? from.getInt() : readUnsignedVarint(from);
        window.sent = wide ? from.getLong() : readVarlong(from);
        window.received = wide ? from.getLong() : readVarlong(from);
        window.count = wide ? from.getLong() : readVarlong(from);
        window.sum = from.getDouble();
        window.min = from.getDouble();
        window.max = from.getDouble();
        int bin = 0;
        for (int left = wide ? from.getShort() : readUnsignedVarint(from); left > 0; left--) {
            bin = wide ? from.getInt() : bin + readVarint(from);
            window.addToBin(bin, wide ? from.getInt() : readUnsignedVarint(from));
        }
        return window;
    }
}
