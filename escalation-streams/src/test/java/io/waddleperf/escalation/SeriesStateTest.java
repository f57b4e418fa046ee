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
        wideWindow(before.put((byte) 1), 120_000_000);
        wideWindow(before.put((byte) 1), 0);
        before.putLong(60_000_000).putInt(2);
        before.put((byte) 1).putLong(77).putLong(5);
        SeriesState state = SeriesState.of(before.array(), null);
        assertTrue(state.knows(first));
        assertEquals(0.1, state.loss().ratio().orElseThrow(), 1e-9);
        assertEquals(new SlotLedger(77, 5), state.ledger());
        assertEquals(120_000_000, state.openMinuteUs());
        assertEquals(3, Objects.requireNonNull(state.endMinute()).results());
        state = SeriesState.of(before.array(), null);
        byte[] hour = state.takeChangedHour();
        var read = SeriesState.of(state.bytes(), hour);
        assertArrayEquals(state.bytes(), read.bytes());
        assertEquals(5, hourWith(read, 120_000_000), "3 of the hour before and 2 of the minute");
    }

    private static final int WINDOW = 8 + 16 + 1 + 3 * 4 + 2 * 8 + 8 + 3 * 8 + 2 + 2 * 8;

    private static void wideWindow(ByteBuffer to, long startUs) {
        to.putLong(startUs).putLong(7).putLong(8).put((byte) 1);
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
        SeriesState read = SeriesState.of(state.bytes(), null);
        assertFalse(read.knows(results.getFirst().id()));
        assertTrue(results.stream().skip(1).allMatch(result -> read.knows(result.id())));
        assertArrayEquals(state.bytes(), read.bytes());
    }

    @Test
    void writesTheHourOnlyWhereItChanged() {
        var state = SeriesState.blank();
        state.add(Samples.ping("local", "web", Samples.AT), SeriesView.micros(Samples.AT), true);
        assertEquals(0, state.takeChangedHour().length);
        state.addToHour(Objects.requireNonNull(state.endMinute()), 7, false);
        byte[] hour = state.takeChangedHour();
        assertEquals(0, state.takeChangedHour().length);
        var read = SeriesState.of(state.bytes(), hour);
        assertEquals(0, read.takeChangedHour().length);
        assertEquals(3, hourWith(read, SeriesView.micros(Samples.AT)));
    }

    /// How many results the hour has once two more have come to it.
    private static int hourWith(SeriesState state, long minuteUs) {
        var minute = new OpenWindow(minuteUs, new UUID(7, 8), 1);
        minute.add(Samples.ping("local", "web", Samples.AT));
        minute.add(Samples.ping("local", "web", Samples.AT.plusSeconds(1)));
        return state.addToHour(minute, 7, true).getLast().results();
    }

    @Test
    void startsAnewFromAFormThatItDoesNotKnow() {
        assertArrayEquals(
                SeriesState.blank().bytes(),
                SeriesState.of(new byte[] {9, 1, 2}, null).bytes());
    }
}
