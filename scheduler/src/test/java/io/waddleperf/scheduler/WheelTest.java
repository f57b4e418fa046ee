package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelTest {
    private static final long NOW = 1_790_000_000_000_000L;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Wheel<Timer> wheel = new Wheel<>();

    private static final class Timer extends Wheel.Node {
        private final int number;

        private Timer(int number) {
            this.number = number;
        }
    }

    @Test
    void takesNothingBeforeItIsDue() {
        put(1, NOW + 10);
        assertEquals(List.of(), taken(NOW + 9));
        assertEquals(List.of(1), taken(NOW + 10));
        assertEquals(List.of(), taken(NOW + 10));
    }

    @Test
    void takesTheEarlierBucketFirst() {
        put(1, NOW + 2 * Wheel.WIDTH_US);
        put(2, NOW + Wheel.WIDTH_US);
        put(3, NOW);
        assertEquals(List.of(3, 2, 1), taken(NOW + Wheel.TURN_US / 2));
    }

    @Test
    void leavesWhatIsDueInALaterTurnWhereItIs() {
        put(1, NOW + 3 * Wheel.TURN_US);
        put(2, NOW);
        assertEquals(List.of(2), taken(NOW));
        assertEquals(List.of(), taken(NOW + Wheel.TURN_US));
        assertEquals(List.of(), taken(NOW + 3 * Wheel.TURN_US - 1));
        assertEquals(List.of(1), taken(NOW + 3 * Wheel.TURN_US));
    }

    @Test
    void takesAllAfterAPauseOfManyTurns() {
        taken(NOW);
        for (int i = 0; i < 100; i++) {
            put(i, NOW + i * Wheel.TURN_US / 10);
        }
        assertEquals(100, taken(NOW + 1_000 * Wheel.TURN_US).size());
    }

    @Test
    void takesAtOnceWhatIsPutAfterItsTime() {
        taken(NOW);
        put(1, NOW - 100 * Wheel.WIDTH_US);
        assertEquals(List.of(1), taken(NOW));
    }

    @Test
    void goesOnWhereTheLimitWasReached() {
        for (int i = 0; i < 5; i++) {
            put(i, NOW + i);
        }
        var taken = new ArrayList<Integer>();
        assertTrue(wheel.take(NOW + 9, 3, timer -> taken.add(timer.number)));
        assertEquals(List.of(0, 1, 2), taken);
        assertEquals(2, wheel.size());
        assertFalse(wheel.take(NOW + 9, 3, timer -> taken.add(timer.number)));
        assertEquals(List.of(0, 1, 2, 3, 4), taken);
    }

    @Test
    void takesAgainWhatIsPutBackForATimeThatIsPast() {
        put(1, NOW);
        var times = new ArrayList<Long>();
        wheel.take(NOW + 10, NO_LIMIT, timer -> {
            times.add(timer.atUs());
            wheel.put(timer, timer.atUs() + 4);
        });
        assertEquals(List.of(NOW, NOW + 4, NOW + 8), times);
        assertEquals(List.of(1), taken(NOW + 12));
    }

    @Test
    void goesBackWithAClockThatWasSetBack() {
        taken(NOW);
        var late = put(1, NOW - Wheel.TURN_US / 2); // where it is looked at next
        put(2, NOW + Wheel.WIDTH_US);
        put(3, NOW + Wheel.TURN_US);
        assertEquals(List.of(), taken(NOW - Wheel.TURN_US));
        put(4, NOW - Wheel.TURN_US + 5);
        assertEquals(List.of(4), taken(NOW - Wheel.TURN_US + 5));
        assertEquals(List.of(1), taken(late.atUs()));
        assertEquals(List.of(2), taken(NOW + Wheel.WIDTH_US));
        assertEquals(List.of(3), taken(NOW + Wheel.TURN_US));
    }

    @Test
    void refusesToRemoveWhatDoesNotWait() {
        var timer = put(1, NOW);
        wheel.remove(timer);
        assertThrows(IllegalStateException.class, () -> wheel.remove(timer));
        assertEquals(0, wheel.size());
    }

    /// Whatever is put, removed and taken, with a clock that runs, jumps and is set back: what a sorted
    /// set would give, in each bucket's time.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesWhatASortedSetDoes(long seed) {
        var random = new Random(seed);
        var model = new TreeSet<>(Comparator.comparingLong(Timer::atUs).thenComparingInt(timer -> timer.number));
        long now = NOW;
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> model.add(put(i, now + distance(random) - 5 * Wheel.WIDTH_US));
                case 5 -> removeAny(model, random);
                default -> {
                    now += random.nextInt(50) == 0 ? distance(random) - Wheel.TURN_US : random.nextInt(100_000);
                    long due = now;
                    assertEquals(takeAll(model, due), takeAll(due), "step " + i + " of seed " + seed);
                }
            }
            assertEquals(model.size(), wheel.size());
        }
    }

    /// Mostly near, and up to a few turns away.
    private static long distance(Random random) {
        return random.nextLong(random.nextInt(4) == 0 ? 3 * Wheel.TURN_US : 100 * Wheel.WIDTH_US);
    }

    private void removeAny(NavigableSet<Timer> model, Random random) {
        if (!model.isEmpty()) {
            var bound = new Timer(0);
            wheel.put(bound, NOW + distance(random));
            wheel.remove(bound);
            var any = model.ceiling(bound);
            var timer = any == null ? model.first() : any;
            model.remove(timer);
            wheel.remove(timer);
        }
    }

    /// In portions, as the wheel is asked.
    private Set<Integer> takeAll(long dueUs) {
        var taken = new HashSet<Integer>();
        Consumer<Timer> taker = timer -> {
            assertTrue(timer.atUs() <= dueUs);
            taken.add(timer.number);
        };
        boolean more = true;
        while (more) {
            more = wheel.take(dueUs, 100, taker);
        }
        return taken;
    }

    private static Set<Integer> takeAll(NavigableSet<Timer> model, long dueUs) {
        var taken = new HashSet<Integer>();
        while (!model.isEmpty() && model.first().atUs() <= dueUs) {
            taken.add(model.removeFirst().number);
        }
        return taken;
    }

    private Timer put(int number, long atUs) {
        var timer = new Timer(number);
        wheel.put(timer, atUs);
        return timer;
    }

    private List<Integer> taken(long nowUs) {
        var taken = new ArrayList<Integer>();
        wheel.take(nowUs, NO_LIMIT, timer -> taken.add(timer.number));
        return taken;
    }
}
