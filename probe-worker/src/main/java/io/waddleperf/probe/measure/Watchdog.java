package io.waddleperf.probe.measure;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Closes a socket at the deadline, whatever its owner waits for: a server that sends a byte now and
/// then outlasts every timeout of a single read.
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watchdog.class.getName());

    private final Socket socket;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean bitten;

    private Watchdog(Socket socket) {
        this.socket = socket;
    }

    public static Watchdog over(Socket socket, Deadline deadline) {
        var dog = new Watchdog(socket);
        Thread.startVirtualThread(() -> dog.biteAfter(deadline.remainingNanos()));
        return dog;
    }

    /// Whether the deadline came first.
    public boolean bitten() {
        return bitten;
    }

    @Override
    public void close() {
        ended.countDown();
    }

    private void biteAfter(long nanos) {
        try {
            if (!ended.await(nanos, TimeUnit.NANOSECONDS)) {
                bitten = true;
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing at the deadline", e);
        }
    }
}
