package io.waddleperf.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A child that is started again when it ends by itself: after 0.5 s, and up to 30 s when it keeps
/// ending. Closing it ends it for good.
final class Supervised<T extends AutoCloseable> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Supervised.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /// A child that lived longer than this is not one that keeps ending.
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final String name;
    private final Supplier<T> starter;
    private final Function<T, CompletableFuture<Integer>> onExit;
    private final Consumer<T> onStart;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private volatile @Nullable T child;
    private volatile boolean running;
    private volatile boolean closing;
    private Duration pause = FIRST_PAUSE;
    private long startedNanos;

    /// @param onStart told of the child at each start
    Supervised(String name, Supplier<T> starter, Function<T, CompletableFuture<Integer>> onExit, Consumer<T> onStart) {
        this.name = name;
        this.starter = starter;
        this.onExit = onExit;
        this.onStart = onStart;
    }

    /// @throws RuntimeException of the starter, at the first start only
    T start() {
        T fresh = starter.get();
        child = fresh;
        running = true;
        startedNanos = System.nanoTime();
        var _ = onExit.apply(fresh).thenAccept(this::ended);
        try {
            onStart.accept(fresh);
        } catch (RuntimeException e) { // a note that cannot be written is no reason to end the child
            LOG.errorf(e, "%s runs, but its start could not be noted", name);
        }
        return fresh;
    }

    boolean running() {
        return running;
    }

    private void ended(int code) {
        running = false;
        if (closing) {
            return;
        }
        boolean steady = System.nanoTime() - startedNanos > STEADY.toNanos();
        pause = steady ? FIRST_PAUSE : pause;
        LOG.errorf("%s ended with code %d; it is started again in %d ms", name, code, pause.toMillis());
        again();
    }

    private void again() {
        var _ = executor.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void restart() {
        if (closing) {
            return;
        }
        try {
            close(child);
            start();
            LOG.infof("%s runs again", name);
        } catch (RuntimeException e) { // whatever kept it from starting may pass
            LOG.errorf(e, "%s could not start; the next try is in %d ms", name, pause.toMillis());
            again();
        }
    }

    @Override
    public void close() {
        closing = true;
        executor.shutdownNow();
        try {
            var _ = executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(child);
    }

    private void close(@Nullable T ended) {
        try {
            if (ended != null) {
                ended.close();
            }
        } catch (Exception e) { // it ends with this JVM at the latest
            LOG.errorf(e, "%s did not close cleanly", name);
        }
    }
}
