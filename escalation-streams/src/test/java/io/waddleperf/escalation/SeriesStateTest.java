package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.policy.SlotLedger;
import io.waddleperf.testkit.Samples;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesStateTest {
    @Test
    void readsTheStateOfTheReleaseBefore() {
        var first = new UUID(0x1234_0000_0000_8000L, 1);
        var before = ByteBuffer.allocate(1 + 8 * 16 + 1 + 4 + 1 + 1 + 16).put((byte) 2);
        before.putLong(first.getMostSignificantBits()).putLong(first.getLeastSignificantBits());
        before.position(1 + 8 * 16);
        before.put((byte) 1).putShort((short) 10).putShort((short) 9); // one result lost one packet of ten
        before.put((byte) 0).put((byte) 1).putLong(77).putLong(5);
        SeriesState state = SeriesState.of(before.array());
        assertTrue(state.knows(first));
        assertEquals(0.1, state.loss().ratio().orElseThrow(), 1e-9);
        assertEquals(new SlotLedger(77, 5), state.ledger());
        assertArrayEquals(state.bytes(), SeriesState.of(state.bytes()).bytes());
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
