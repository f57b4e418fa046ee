package io.waddleperf.standalone.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A TCP relay on loopback before the shop, which misbehaves when told to.
///
/// It works on connections, not on packets: what it is told holds for those that come from then on.
final class Relay implements AutoCloseable {
    /// Longer than the bound of an HTTP test, so that it breaks.
    static final Duration DELAY = Duration.ofMillis(2_500);

    static final double STALLED_SHARE = 2.0 / 3;

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 64;
    private static final int MOST_CONNECTIONS = 128;
    private static final int IDLE_MS = 30_000;
    private static final long CLOSED_WITHIN_MS = 2_000;
    private static final long REST_NANOS = 100_000_000;

    private final InetSocketAddress good;
    private final InetSocketAddress expired;
    private final RandomGenerator random;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("demo-relay-", 0).factory());
    private volatile Fault fault = Fault.NONE;
    private int port;
    private @Nullable ServerSocket listener;
    private @Nullable Socket placeholder;
    private Future<?> accepting = CompletableFuture.completedFuture(null);

    /// @param good    the server whose certificate is in order
    /// @param expired the server whose certificate is not
    Relay(InetSocketAddress good, InetSocketAddress expired, RandomGenerator random) {
        this.good = good;
        this.expired = expired;
        this.random = random;
    }

    synchronized Relay start() throws IOException {
        listen();
        return this;
    }

    synchronized int port() {
        return port;
    }

    /// @throws IOException where the port cannot be opened again; the fault before it then stays
    synchronized void suffer(Fault next) throws IOException {
        if (next == Fault.REFUSE) {
            refuse();
        } else if (listener == null) {
            listen();
        }
        fault = next;
    }

    private void listen() throws IOException {
        close(placeholder);
        placeholder = null;
        var opened = new ServerSocket();
        try {
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(LOOPBACK, port), BACKLOG);
        } catch (IOException e) {
            opened.close();
            throw new IOException("port " + port + " of the demo's shop cannot be opened: " + e.getMessage(), e);
        }
        port = opened.getLocalPort();
        listener = opened;
        accepting = threads.submit(() -> accept(opened));
    }

    /// A socket that is bound and does not listen refuses connects, and nobody else gets the port.
    private void refuse() throws IOException {
        if (listener == null) {
            return;
        }
        close(listener);
        listener = null;
        awaitClosed();
        var bound = new Socket();
        bound.setReuseAddress(true);
        placeholder = bound;
        bound.bind(new InetSocketAddress(LOOPBACK, port));
    }

    /// The JDK gives a port free only when the thread that accepts there has gone.
    private void awaitClosed() throws IOException {
        try {
            accepting.get(CLOSED_WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("port " + port + " of the demo's shop does not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                if (room.tryAcquire()) {
                    threads.execute(() -> serve(client));
                } else {
                    client.close();
                }
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

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            client.setSoTimeout(IDLE_MS);
            client.setTcpNoDelay(true);
            switch (fault) {
                case DELAY -> {
                    Thread.sleep(DELAY);
                    relay(client, good);
                }
                case LOSS -> {
                    if (stalls()) {
                        swallow(client);
                    } else {
                        relay(client, good);
                    }
                }
                case EXPIRED -> relay(client, expired);
                case NONE, REFUSE, SITE, TARGET, UPLINK -> relay(client, good);
            }
        } catch (IOException e) {
            LOG.debug("a connection to the shop ended", e); // as clients end them all the time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            room.release();
        }
    }

    private boolean stalls() {
        synchronized (random) {
            return random.nextDouble() < STALLED_SHARE;
        }
    }

    /// Takes what comes and answers nothing.
    private static void swallow(Socket client) throws IOException {
        byte[] nowhere = new byte[1_024];
        while (client.getInputStream().read(nowhere) >= 0) {}
    }

    private void relay(Socket client, InetSocketAddress to) throws IOException, InterruptedException {
        var server = new Socket();
        open.add(server);
        try (server) {
            server.setTcpNoDelay(true);
            server.setSoTimeout(IDLE_MS);
            server.connect(to, IDLE_MS);
            var upwards = threads.submit(() -> pass(client, server));
            pass(server, client);
            upwards.get(); // what the client still says is read, else closing would cut what it reads
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IOException("the relay ends", e);
        } finally {
            open.remove(server);
        }
    }

    /// One direction, to its end.
    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("a connection to the shop ended", e);
            close(to); // the other direction has nothing to wait for
        }
    }

    @Override
    public synchronized void close() {
        close(listener);
        close(placeholder);
        listener = null;
        placeholder = null;
        threads.shutdownNow();
        open.forEach(Relay::close);
    }

    private static void close(@Nullable AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception e) { // it is of no use any more either way
            LOG.debug("a socket did not close", e);
        }
    }
}
