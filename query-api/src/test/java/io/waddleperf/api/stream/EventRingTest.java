package io.waddleperf.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventRingTest {
    private record Event(String id, int length) implements EventRing.Held {}

    private final EventRing<Event> ring = new EventRing<>(3, 100);

    private void add(String id, int bytes) {
        ring.add(new Event(id, bytes));
    }

    private Optional<List<String>> after(String id) {
        return ring.after(id).map(events -> events.stream().map(Event::id).toList());
    }

    @Test
    void resumesInTheOrderOfArrivalOverPartitions() {
        add("0:7", 1);
        add("1:3", 1);
        add("0:8", 1);
        assertEquals(Optional.of(List.of("1:3", "0:8")), after("0:7"));
        assertEquals(Optional.of(List.of()), after("0:8"));
    }

    @Test
    void forgetsTheOldestByCount() {
        List.of("0:1", "0:2", "0:3", "0:4").forEach(id -> add(id, 1));
        assertEquals(Optional.empty(), after("0:1"));
        assertEquals(Optional.of(List.of("0:3", "0:4")), after("0:2"));
        assertEquals(3, ring.missedSince("0:1"));
    }

    @Test
    void keepsTopicsApart() {
        add("0:7", 1);
        add("e0:7", 1);
        add("i0:7", 1);
        assertEquals(Optional.of(List.of("e0:7", "i0:7")), after("0:7"));
        assertEquals(Optional.of(List.of("i0:7")), after("e0:7"));
        assertEquals(Optional.of(List.of()), after("i0:7"));
        assertEquals(5, ring.missedSince("0:2"));
        assertEquals(1, ring.missedSince("e0:2"), "offsets of transactions are no count of events");
    }

    @Test
    void tellsAGapWhereItHasForgotten() {
        add("0:1", 1);
        add("0:4", 1);
        ring.forget();
        assertEquals(Optional.empty(), after("0:1"));
        assertEquals(3, ring.missedSince("0:1"));
    }

    @Test
    void forgetsTheOldestByBytes() {
        add("0:1", 60);
        add("0:2", 60);
        assertEquals(Optional.empty(), after("0:1"));
        assertEquals(Optional.of(List.of()), after("0:2"));
    }

    @Test
    void whatPassesLeavesNoHole() {
        add("0:1", 1);
        ring.pass(new Event("0:2", 1));
        add("0:3", 1);
        assertEquals(Optional.empty(), after("0:1"));
        assertEquals(2, ring.missedSince("0:1"));
        assertEquals(Optional.of(List.of()), after("0:3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "9:1", "0:-1", "99999999999:1", "x0:1", "ei0:1", "0:99999999999999999999"})
    void anIdThatItNeverGaveIsAGap(String id) {
        add("0:5", 1);
        assertEquals(Optional.empty(), after(id));
        assertEquals(1, ring.missedSince(id));
    }
}
