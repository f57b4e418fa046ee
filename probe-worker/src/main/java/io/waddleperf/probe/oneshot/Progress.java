package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.MetricWords;
import io.waddleperf.probe.measure.Ticker;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One line at a terminal that says what is running; gone when its test has ended.
final class Progress {
    private static final long EVERY_MS = 100;
    private static final int WIDTH = 20;
    private static final String CLEAR = "\r\u001b[K";

    private final Optional<PrintStream> terminal;
    private final Ticker ticker;

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

    /// @param mostUs the test takes no longer
    Shown show(String what, int number, int of, long mostUs) {
        if (terminal.isEmpty()) {
            return () -> {};
        }
        var out = terminal.get();
        var ended = new CountDownLatch(1);
        long startNanos = ticker.nanos();
        var drawing = Thread.ofVirtual().start(() -> {
            boolean open = true;
            while (open) {
                out.print(CLEAR + line(what, number, of, (ticker.nanos() - startNanos) / 1_000, mostUs));
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

    static String line(String what, int number, int of, long elapsedUs, long mostUs) {
        int done = Math.clamp(elapsedUs * WIDTH / Math.max(1, mostUs), 0, WIDTH);
        return what + " (" + number + " of " + of + ") [" + "=".repeat(done) + " ".repeat(WIDTH - done) + "] "
                + MetricWords.number("timeUs", (double) elapsedUs) + " of at most "
                + MetricWords.number("timeUs", (double) mostUs);
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
