package io.waddleperf.api.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.datadoghq.sketch.ddsketch.DDSketches;
import io.waddleperf.testkit.Samples;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AccountTest {
    private static final String RTT = "rttMeanUs";
    private static final Key KEY = new Key(null, null, null, null, null, null);

    private static Window window(int answered, int failed, double each, @Nullable ByteBuffer sketch) {
        boolean measured = answered > 0;
        return new Window(
                1,
                Samples.AT,
                answered + failed + 2,
                answered,
                failed,
                answered * 10L,
                answered * 9L,
                RTT,
                measured ? each : null,
                measured ? each : null,
                measured ? each : null,
                sketch);
    }

    private static ByteBuffer sketch(int values, double each) {
        var sketch = DDSketches.unboundedDense(0.01);
        sketch.accept(each, values);
        return sketch.serialize();
    }

    @Test
    void addsHoursUpAndMergesTheirSketches() {
        var account = new Account();
        account.add(window(90, 10, 1_000, sketch(90, 1_000)), RTT, true);
        account.add(window(10, 0, 9_000, sketch(10, 9_000)), RTT, true);
        account.missed(3);
        var row = account.row(KEY);
        assertEquals(Math.rint(100 / 110.0 * 1e6) / 1e6, row.availability());
        assertEquals(114, row.results());
        assertEquals(4, row.notRun());
        assertEquals(3, row.missed());
        assertEquals(2, row.hours());
        assertEquals(0.1, row.lossRatio());
        assertEquals((90 * 1_000 + 10 * 9_000) / 100.0, row.mean());
        assertEquals(1_000, Objects.requireNonNull(row.p50()), 10);
        assertEquals(9_000, Objects.requireNonNull(row.p95()), 90);
        assertEquals(1_000, row.min());
        assertEquals(9_000, row.max());
    }

    @Test
    void nothingAskedIsNotAvailable() {
        var account = new Account();
        account.add(window(0, 0, 0, null), RTT, true);
        var row = account.row(KEY);
        assertNull(row.availability());
        assertEquals(2, row.notRun());
        assertNull(row.p95());
        assertNull(row.lossRatio());
    }

    @Test
    void anotherMetricIsCountedAndNotMixedIn() {
        var account = new Account();
        account.add(window(5, 5, 1_000, sketch(5, 1_000)), "totalUs", true);
        var row = account.row(KEY);
        assertEquals(0.5, row.availability());
        assertEquals(0, row.measured());
        assertNull(row.mean());
    }

    @Test
    void aBrokenSketchMakesThePercentilesUnknown() {
        var account = new Account();
        account.add(window(5, 0, 1_000, sketch(5, 1_000)), RTT, true);
        account.add(window(5, 0, 9_000, ByteBuffer.wrap(new byte[] {10, 0, -1})), RTT, true);
        account.add(window(5, 0, 1_000, sketch(5, 1_000)), RTT, true);
        var row = account.row(KEY);
        assertNull(row.p95());
        assertEquals(9_000, row.max());
        assertEquals(15, row.measured());
    }
}
