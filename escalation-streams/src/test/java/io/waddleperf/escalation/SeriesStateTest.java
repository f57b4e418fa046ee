package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.policy.SlotLedger;
import io.waddleperf.testkit.Samples;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesStateTest {
    @Test
    void readsTheStateOfTheReleaseBefore() {
        var first = new UUID(0x1234_0000_0000_8000L, 1);
        var before = ByteBuffer.allocate(1 + 16 * 8 + 1 + 4 + 1 + WINDOW + 1 + WINDOW + 12 + 1 + 16)
                .put((byte) 3);
        before.putLong(first.getMostSignificantBits()).position(1 + 16 * 8);
        before.put((byte) 1).putShort((short) 10).putShort((short) 9); // one result lost one packet of ten
        wideWindow(before.put((byte) 1));
        wideWindow(before.put((byte) 1));
        before.putLong(60_000_000).putInt(2);
        before.put((byte) 1).putLong(77).putLong(5);
        SeriesState state = SeriesState.of(before.array());
        assertTrue(state.knows(first));
        assertEquals(0.1, state.loss().ratio().orElseThrow(), 1e-9);
        assertEquals(new SlotLedger(77, 5), state.ledger());
        assertEquals(120_000_000, state.openMinuteUs());
        assertEquals(3, Objects.requireNonNull(state.endMinute()).results());
        state = SeriesState.of(before.array());
        assertArrayEquals(state.bytes(), SeriesState.of(state.bytes()).bytes());
    }

    private static final int WINDOW = 8 + 16 + 1 + 3 * 4 + 2 * 8 + 8 + 3 * 8 + 2 + 2 * 8;

    private static void wideWindow(ByteBuffer to) {
        to.putLong(120_000_000).putLong(7).putLong(8).put((byte) 1);
        to.putInt(3).putInt(2).putInt(1).putLong(30).putLong(20);
        to.putLong(20).putDouble(2_000).putDouble(90).putDouble(110).putShort((short) 2);
        to.putInt(225).putInt(15).putInt(235).putInt(5);
    }

    @Test
    void knowsTheLastSixteenResultsAndIsReadAsItWasWritten() {
        var state = SeriesState.blank();
        var results = IntStream.range(0, 17)
                .mapToObj(i -> Samples.ping("local", "web", Samples.AT.plusSeconds(60L * i)))
                .toList();
        results.forEach(result -> state.add(result, SeriesView.micros(result.dueAt()), true));
        SeriesState read = SeriesState.of(state.bytes());
        assertFalse(read.knows(results.getFirst().id()));
        assertTrue(results.stream().skip(1).allMatch(result -> read.knows(result.id())));
        assertArrayEquals(state.bytes(), read.bytes());
    }

    @Test
    void startsAnewFromAFormThatItDoesNotKnow() {
        assertArrayEquals(
                SeriesState.blank().bytes(),
                SeriesState.of(new byte[] {9, 1, 2}).bytes());
    }
}
