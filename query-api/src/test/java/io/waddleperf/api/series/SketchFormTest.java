package io.waddleperf.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchFormTest {
    @Test
    void addsUpWhatTheLibraryWrote() {
        var together = SketchForm.empty();
        SketchForm.merge(values(1, 500).serialize(), together);
        SketchForm.merge(values(501, 1_000).serialize(), together);
        SketchForm.merge(SketchForm.empty().serialize(), together);
        var atOnce = values(1, 1_000);
        assertEquals(1_000, together.getCount());
        for (double at : new double[] {0, 0.01, 0.5, 0.95, 0.99, 1}) {
            assertEquals(atOnce.getValueAtQuantile(at), together.getValueAtQuantile(at));
        }
    }

    @Test
    void refusesAnotherAccuracy() {
        var other = DDSketches.unboundedDense(0.02);
        other.accept(5);
        assertRefused("accuracy", bytes(other));
    }

    @Test
    void takesAZeroForVeryLittle() {
        var zeros = DDSketches.unboundedDense(0.01);
        var mapping = zeros.getIndexMapping();
        zeros.accept(0, 2);
        zeros.getPositiveValueStore().add(mapping.index(mapping.minIndexableValue()), 1.0);
        var together = SketchForm.empty();
        SketchForm.merge(zeros.serialize(), together);
        SketchForm.merge(values(1, 1).serialize(), together);
        assertEquals(4, together.getCount());
        assertEquals(0, together.getValueAtQuantile(0.5), 1e-6);
    }

    @Test
    void refusesBinsThatNoTimeHas() {
        assertRefused("bins from", 0x12, 6, 0x18, 0x80, 0x80, 0x80, 0x80, 0x04);
    }

    @Test
    void refusesSingleBinsWhichNobodyWritesHere() {
        assertRefused("single bins", 0x12, 4, 0x0A, 2, 8, 2);
    }

    @Test
    void endsWithEveryKindOfBytes() {
        var whole = bytes(values(1, 100));
        for (int length = 0; length < whole.length; length++) {
            endsWith(Arrays.copyOf(whole, length));
        }
        for (int place = 0; place < whole.length; place++) {
            for (int bit = 0; bit < 8; bit++) {
                var changed = whole.clone();
                changed[place] ^= (byte) (1 << bit);
                endsWith(changed);
            }
        }
    }

    /// Read or refused, nothing else.
    private static void endsWith(byte[] bytes) {
        try {
            SketchForm.merge(ByteBuffer.wrap(bytes), SketchForm.empty());
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("sketch"), e::toString);
        }
    }

    private static void assertRefused(String reason, int... bytes) {
        var raw = new byte[bytes.length];
        IntStream.range(0, bytes.length).forEach(i -> raw[i] = (byte) bytes[i]);
        assertRefused(reason, raw);
    }

    private static void assertRefused(String reason, byte[] bytes) {
        var e = assertThrows(
                IllegalArgumentException.class, () -> SketchForm.merge(ByteBuffer.wrap(bytes), SketchForm.empty()));
        assertTrue(String.valueOf(e.getMessage()).contains(reason), e::toString);
    }

    private static DDSketch values(int from, int to) {
        var sketch = DDSketches.unboundedDense(0.01);
        IntStream.rangeClosed(from, to).forEach(value -> sketch.accept(value * 10.0));
        return sketch;
    }

    private static byte[] bytes(DDSketch sketch) {
        return sketch.serialize().array();
    }
}
