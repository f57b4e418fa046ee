package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.MetricWords;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Ticker;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One line at a terminal that says what is running, and what that saw in its last second; gone when
/// its test has ended.
final class Progress implements Onlooker {
    private static final long EVERY_MS = 100;
    private static final int WIDTH = 20;
    private static final String CLEAR = "\r\u001b[K";

    private final Optional<PrintStream> terminal;
    private final Ticker ticker;
    private volatile Details.@Nullable Interval seen;

    /// @param terminal empty: nobody watches
    Progress(Optional<PrintStream> terminal, Ticker ticker) {
        this.terminal = terminal;
        this.ticker = ticker;
    }

    /// Ends what is shown.
    @FunctionalInterface
    interface Shown extends AutoCloseable {
        @Override
        void close();
    }

    /// The test that runs.
    ///
    /// @param number of all that will, from 1
    /// @param mostUs it takes no longer
    record Running(String what, int number, int of, long mostUs) {}

    Shown show(Running running) {
        if (terminal.isEmpty()) {
            return () -> {};
        }
        var out = terminal.get();
        seen = null;
        var ended = new CountDownLatch(1);
        long startNanos = ticker.nanos();
        var drawing = Thread.ofVirtual().start(() -> {
            boolean open = true;
            while (open) {
                out.print(CLEAR + line(running, (ticker.nanos() - startNanos) / 1_000, seen));
                out.flush();
                open = !over(ended);
            }
            out.print(CLEAR);
            out.flush();
        });
        return () -> {
            ended.countDown();
            join(drawing);
        };
    }

    @Override
    public void saw(Details.Interval part) {
        seen = part;
    }

    /// Where something was seen it stands in place of the bar: both would be wider than a terminal.
    static String line(Running running, long elapsedUs, Details.@Nullable Interval seen) {
        long mostUs = running.mostUs();
        String time = MetricWords.number("timeUs", (double) elapsedUs) + " of at most "
                + MetricWords.number("timeUs", (double) mostUs);
        return running.what() + " (" + running.number() + " of " + running.of() + ") "
                + (seen == null ? bar(elapsedUs, mostUs) + ' ' + time : time + ": " + Seen.rates(seen));
    }

    private static String bar(long elapsedUs, long mostUs) {
        int done = Math.clamp(elapsedUs * WIDTH / Math.max(1, mostUs), 0, WIDTH);
        return '[' + "=".repeat(done) + " ".repeat(WIDTH - done) + ']';
    }

    private static boolean over(CountDownLatch ended) {
        try {
            return ended.await(EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
