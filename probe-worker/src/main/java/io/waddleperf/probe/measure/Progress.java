package io.waddleperf.probe.measure;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Closes a socket over which too little comes or goes: who holds what others wait for, and does not
/// use it.
public final class Progress implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Progress.class.getName());
    private static final long LOOK_EVERY_MS = 500;

    /// One thread for all.
    private static final ScheduledThreadPoolExecutor LOOKING = looking();

    private final Socket socket;
    private final Least least;
    private final Ticker ticker;
    private final AtomicLong moved = new AtomicLong();
    private final Future<?> watching;
    private long movedBefore;
    private long beganNanos;

    /// @param bytes of each time of so many nanoseconds
    public record Least(long bytes, long nanos) {}

    private static ScheduledThreadPoolExecutor looking() {
        var looking = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("progress").daemon().factory());
        looking.setRemoveOnCancelPolicy(true); // else each would be kept until its next look
        return looking;
    }

    private Progress(Socket socket, Least least, Ticker ticker) {
        this.socket = socket;
        this.least = least;
        this.ticker = ticker;
        this.beganNanos = ticker.nanos();
        this.watching = LOOKING.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    public static Progress over(Socket socket, Least least, Ticker ticker) {
        return new Progress(socket, least, ticker);
    }

    public void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    @Override
    public void close() {
        watching.cancel(false);
    }

    /// By one thread.
    private void look() {
        long now = ticker.nanos();
        if (now - beganNanos < least.nanos()) {
            return;
        }
        long all = moved.get();
        if (all - movedBefore < least.bytes()) {
            bite();
        }
        movedBefore = all;
        beganNanos = now;
    }

    private void bite() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing what does not move", e);
        }
    }
}
