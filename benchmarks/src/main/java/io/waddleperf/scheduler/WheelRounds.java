package io.waddleperf.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongConsumer;
import org.jspecify.annotations.NullMarked;

/// Taking what is due and putting it back, by [Wheel] and by [PriorityQueue], in turns on equal timers
/// and in virtual time; and what it costs to move a hundred of them.
@NullMarked
public final class WheelRounds {
    private static final long START_US = 1_790_000_000_000_000L;
    private static final long TICK_US = 50_000;
    private static final long SECOND_US = 1_000_000;
    private static final int MOVED = 100;

    private final Wheel<Timer> wheel = new Wheel<>();
    private final PriorityQueue<Timer> queue = new PriorityQueue<>(Comparator.comparingLong(timer -> timer.queuedUs));
    private final List<Timer> timers = new ArrayList<>();
    private long taken;

    private static final class Timer extends Wheel.Node {
        private final long intervalUs;
        private long queuedUs;

        private Timer(long intervalUs, long atUs) {
            this.intervalUs = intervalUs;
            this.queuedUs = atUs;
        }
    }

    /// @param size of each, with intervals of 10 s to 5 min
    public WheelRounds(int size) {
        var random = new Random(1);
        for (int i = 0; i < size; i++) {
            long intervalUs = List.of(10, 30, 60, 60, 60, 300).get(random.nextInt(6)) * SECOND_US;
            var timer = new Timer(intervalUs, START_US + random.nextLong(intervalUs));
            timers.add(timer);
            wheel.put(timer, timer.queuedUs);
            queue.add(timer);
        }
    }

    /// @param seconds of virtual time in each
    public void run(int rounds, int seconds) {
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long fromUs = START_US + SECOND_US * seconds * round;
            double byQueueNs = nsEach(fromUs, seconds, this::takeQueued);
            double byWheelNs = nsEach(fromUs, seconds, this::takeWheel);
            ratios[round] = byQueueNs / byWheelNs;
            System.out.printf(
                    "round %d: %,d taken and put back; wheel %.0f ns each, priority queue %.0f ns each%n",
                    round + 1, taken, byWheelNs, byQueueNs);
        }
        Arrays.sort(ratios);
        System.out.printf(
                "priority queue / wheel: median %.1f of %d rounds (%.1f to %.1f)%n",
                ratios[rounds / 2], rounds, ratios[0], ratios[rounds - 1]);
        move();
    }

    private double nsEach(long fromUs, int seconds, LongConsumer take) {
        taken = 0;
        long startNs = System.nanoTime();
        for (long nowUs = fromUs; nowUs < fromUs + seconds * SECOND_US; nowUs += TICK_US) {
            take.accept(nowUs);
        }
        return (double) (System.nanoTime() - startNs) / Math.max(1, taken);
    }

    private void takeWheel(long nowUs) {
        wheel.take(nowUs, Integer.MAX_VALUE, timer -> {
            taken++;
            wheel.put(timer, timer.atUs() + timer.intervalUs);
        });
    }

    private void takeQueued(long nowUs) {
        while (queue.element().queuedUs <= nowUs) {
            var timer = queue.remove();
            taken++;
            timer.queuedUs += timer.intervalUs;
            queue.add(timer);
        }
    }

    /// The queue cannot find a timer but by looking at all, so that one filled it anew.
    private void move() {
        long startNs = System.nanoTime();
        for (var timer : timers.subList(0, MOVED)) {
            wheel.remove(timer);
            wheel.put(timer, timer.atUs() + SECOND_US);
        }
        long movedNs = System.nanoTime();
        queue.clear();
        queue.addAll(timers);
        System.out.printf(
                "%d timers moved: wheel %.1f us, priority queue filled anew %.1f ms%n",
                MOVED, (movedNs - startNs) / 1e3, (System.nanoTime() - movedNs) / 1e6);
    }
}
