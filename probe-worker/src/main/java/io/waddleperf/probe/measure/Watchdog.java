package io.waddleperf.probe.measure;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Closes a socket at the deadline, whatever its owner waits for: a server that sends a byte now and
/// then outlasts every timeout of a single read.
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watchdog.class.getName());

    /// One thread for all: a thread each was a tenth of a GET's cost.
    static final ScheduledThreadPoolExecutor KENNEL = kennel();

    private final Socket socket;
    private @Nullable Future<?> waiting;
    private volatile boolean bitten;

    private Watchdog(Socket socket) {
        this.socket = socket;
    }

    private static ScheduledThreadPoolExecutor kennel() {
        var kennel = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("watchdog").daemon().factory());
        kennel.setRemoveOnCancelPolicy(true); // else each would be kept up to its deadline
        return kennel;
    }

    public static Watchdog over(Socket socket, Deadline deadline) {
        var dog = new Watchdog(socket);
        dog.waiting = KENNEL.schedule(dog::bite, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        return dog;
    }

    /// Whether the deadline came first.
    public boolean bitten() {
        return bitten;
    }

    @Override
    public void close() {
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private void bite() {
        bitten = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing at the deadline", e);
        }
    }
}
