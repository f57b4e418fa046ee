package io.waddleperf.standalone.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One port of 127.0.0.1 that is listened on or refuses, and is ours all the while.
final class ShopPort implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ShopPort.class);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 64;
    private static final long CLOSED_WITHIN_MS = 2_000;
    private static final long REST_NANOS = 100_000_000;

    private final ExecutorService threads;
    private final Consumer<Socket> clients;
    private int number;
    private @Nullable ServerSocket listener;
    private @Nullable Socket placeholder;
    private Future<?> accepting = CompletableFuture.completedFuture(null);

    /// @param clients takes each connection over, at once
    ShopPort(ExecutorService threads, Consumer<Socket> clients) {
        this.threads = threads;
        this.clients = clients;
    }

    synchronized int number() {
        return number;
    }

    /// Listens; the kernel chooses the number at the first time.
    synchronized void listen() throws IOException {
        if (listener != null) {
            return;
        }
        close(placeholder);
        placeholder = null;
        var opened = new ServerSocket();
        try {
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(LOOPBACK, number), BACKLOG);
        } catch (IOException e) {
            opened.close();
            throw new IOException("port " + number + " of the demo's shop cannot be opened: " + e.getMessage(), e);
        }
        number = opened.getLocalPort();
        listener = opened;
        accepting = threads.submit(() -> accept(opened));
    }

    /// A socket that is bound and does not listen refuses connects, and nobody else gets the port.
    synchronized void refuse() throws IOException {
        if (placeholder != null) {
            return;
        }
        close(listener);
        listener = null;
        awaitClosed();
        var bound = new Socket();
        try {
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(LOOPBACK, number));
        } catch (IOException e) {
            bound.close();
            throw new IOException("port " + number + " of the demo's shop cannot be kept: " + e.getMessage(), e);
        }
        placeholder = bound;
    }

    /// The JDK gives a port free only when the thread that accepts there has gone.
    private void awaitClosed() throws IOException {
        try {
            var _ = accepting.get(CLOSED_WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("port " + number + " of the demo's shop does not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                clients.accept(from.accept());
            } catch (RejectedExecutionException e) {
                close(from); // the demo ends
            } catch (IOException e) {
                rest(from, e);
            }
        }
    }

    /// Where the port is still open, whatever was short may come back.
    private static void rest(ServerSocket from, IOException e) {
        if (from.isClosed()) {
            return;
        }
        LOG.warn("a connection to the shop was not taken", e);
        LockSupport.parkNanos(REST_NANOS);
    }

    @Override
    public synchronized void close() {
        close(listener);
        close(placeholder);
        listener = null;
        placeholder = null;
        try {
            awaitClosed();
        } catch (IOException e) {
            LOG.warn("the demo's shop closes late", e);
        }
    }

    /// Of a socket that is of no use any more, whether or not it closes well.
    static void close(@Nullable AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception e) {
            LOG.debug("a socket did not close", e);
        }
    }
}
