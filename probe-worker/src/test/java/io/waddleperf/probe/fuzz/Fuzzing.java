package io.waddleperf.probe.fuzz;

import com.sun.management.ThreadMXBean;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// Feeds a parser: nothing but a refusal may come of it, each within a time and an amount of memory.
final class Fuzzing implements Runnable {
    /// Far beyond what an input takes on a busy machine; a loop without an end takes longer.
    private static final long MOST_NANOS = 20_000_000_000L;

    private static final long MOST_ALLOCATED = 8L << 20;
    private static final Duration MOST_TIME = Duration.ofMinutes(15);
    private static final int MOST_SHOWN = 2_000;

    private final FuzzTarget target;
    private final int inputs;
    private final long seed;
    private volatile int number;
    private volatile byte[] input = {};
    private volatile long begunNanos = System.nanoTime();
    private volatile int read;
    private volatile boolean ended;
    private volatile @Nullable String finding;

    private Fuzzing(FuzzTarget target, int inputs, long seed) {
        this.target = target;
        this.inputs = inputs;
        this.seed = seed;
    }

    /// How it ended.
    ///
    /// @param read    how many inputs were taken; the others were refused
    /// @param finding what went wrong with which input; null where nothing did
    record Outcome(int inputs, int read, @Nullable String finding) {}

    static Outcome of(FuzzTarget target, int inputs, long seed) {
        var fuzzing = new Fuzzing(target, inputs, seed);
        Thread.ofPlatform().name("fuzzing " + target.name()).daemon().start(fuzzing);
        try {
            Await.until("the fuzzing ends", MOST_TIME, () -> fuzzing.ended || fuzzing.hangs());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        String found = fuzzing.finding == null && !fuzzing.ended ? fuzzing.told("it hangs") : fuzzing.finding;
        return new Outcome(inputs, fuzzing.read, found);
    }

    private boolean hangs() {
        return System.nanoTime() - begunNanos > MOST_NANOS;
    }

    @Override
    public void run() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int taken = 0;
        try {
            for (int i = 0; i < inputs && finding == null; i++) {
                number = i;
                input = target.input(random);
                begunNanos = System.nanoTime();
                long before = memory.getCurrentThreadAllocatedBytes();
                taken += read(input) ? 1 : 0;
                long allocated = memory.getCurrentThreadAllocatedBytes() - before;
                if (allocated > MOST_ALLOCATED) {
                    finding = told("it takes " + allocated + " bytes of memory");
                }
            }
        } catch (RuntimeException | Error e) { // an Error may be a failed assertion of the target
            finding = told(e + " at " + place(e));
        }
        read = taken;
        ended = true;
    }

    /// Where in our own code.
    private static String place(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(ChangedClasses.ROOT))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("a place unknown");
    }

    private boolean read(byte[] bytes) {
        try {
            target.read(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String told(String what) {
        String hex = HexFormat.of().formatHex(input);
        return target.name() + ": " + what + "; input " + number + " of seed " + seed + ": "
                + (hex.length() <= MOST_SHOWN ? hex : hex.substring(0, MOST_SHOWN) + "…");
    }
}
