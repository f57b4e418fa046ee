package io.waddleperf.api.metrics;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What gauges tell the numbers of: read every 30 s by a thread of its own, so that a scrape waits for nobody. While it
/// cannot be read there are no numbers, so that no rule about them holds.
public final class Watched<T> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watched.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final String what;
    private final Supplier<T> source;
    private final Consumer<T> taken;
    private final ScheduledExecutorService thread;
    private volatile @Nullable T newest;

    /// @param what  for the log, such as "the probes"; also the thread's name
    /// @param taken is told each value that was read
    public Watched(String what, Supplier<T> source, Consumer<T> taken) {
        this.what = what;
        this.source = source;
        this.taken = taken;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("watches " + what).factory());
    }

    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::look, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Reads it now.
    public void look() {
        try {
            T read = source.get();
            newest = read;
            taken.accept(read);
        } catch (RuntimeException e) { // nothing but close() may end it
            newest = null;
            if (!thread.isShutdown()) {
                LOG.warnf("%s could not be read for metrics, next time in %d s: %s", what, EVERY.toSeconds(), e);
            }
        }
    }

    /// A number of the newest value; not a number where there is none.
    public double number(ToDoubleFunction<? super T> of) {
        T read = newest;
        return read == null ? Double.NaN : of.applyAsDouble(read);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
