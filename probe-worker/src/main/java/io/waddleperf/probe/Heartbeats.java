package io.waddleperf.probe;

import io.waddleperf.contracts.Heartbeat;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Tells every 10 s, at once at the start, and whenever it is asked for, how the probe is.
final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class.getName());
    private static final long INTERVAL_S = 10;

    private final Supplier<Heartbeat> now;
    private final Consumer<Heartbeat> to;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeats").daemon().factory());

    private Heartbeats(Supplier<Heartbeat> now, Consumer<Heartbeat> to) {
        this.now = now;
        this.to = to;
    }

    static Heartbeats start(Supplier<Heartbeat> now, Consumer<Heartbeat> to) {
        var heartbeats = new Heartbeats(now, to);
        var _ = heartbeats.thread.scheduleAtFixedRate(heartbeats::beat, 0, INTERVAL_S, TimeUnit.SECONDS);
        return heartbeats;
    }

    /// One more, as soon as the last is on its way.
    void soon() {
        try {
            thread.execute(this::beat);
        } catch (RejectedExecutionException _) {
            // closed meanwhile: nobody waits for it any more
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void beat() {
        try {
            to.accept(now.get());
        } catch (RuntimeException e) { // else the executor would end the series in silence
            LOG.log(Level.WARNING, "a heartbeat was not sent", e);
        }
    }
}
