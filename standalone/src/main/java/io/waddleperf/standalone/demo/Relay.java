package io.waddleperf.standalone.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/// A TCP relay on loopback before the shop, which misbehaves when told to.
///
/// It works on connections, not on packets: what it is told holds for those that come from then on.
final class Relay implements AutoCloseable {
    /// Longer than the bound of an HTTP test, so that it breaks.
    static final Duration DELAY = Duration.ofMillis(2_500);

    /// Shorter than from one test to the next, so that results come in the order of their tests.
    static final Duration STALL = Duration.ofMillis(1_500);

    private static final double LOST_SHARE = 2.0 / 3;
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int MOST_CONNECTIONS = 128;
    private static final int IDLE_MS = 30_000;

    private final InetSocketAddress good;
    private final InetSocketAddress expired;
    private final RandomGenerator random;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("demo-relay-", 0).factory());
    private final ShopPort port = new ShopPort(threads, this::take);
    private volatile Fault fault = Fault.NONE;

    /// @param good    the server whose certificate is in order
    /// @param expired the server whose certificate is not
    Relay(InetSocketAddress good, InetSocketAddress expired, RandomGenerator random) {
        this.good = good;
        this.expired = expired;
        this.random = random;
    }

    Relay start() throws IOException {
        port.listen();
        return this;
    }

    int port() {
        return port.number();
    }

    /// @throws IOException where the port cannot be opened again; the fault before it then stays
    void suffer(Fault next) throws IOException {
        if (next == Fault.REFUSE) {
            port.refuse();
        } else {
            port.listen();
        }
        fault = next;
    }

    private void take(Socket client) {
        if (room.tryAcquire()) {
            threads.execute(() -> serve(client));
        } else {
            ShopPort.close(client);
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            client.setSoTimeout(IDLE_MS);
            client.setTcpNoDelay(true);
            suffer(client);
        } catch (IOException e) {
            LOG.debug("a connection to the shop ended", e); // as clients end them all the time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            room.release();
        }
    }

    private void suffer(Socket client) throws IOException, InterruptedException {
        switch (fault) {
            case NONE, REFUSE, SITE, TARGET, UPLINK -> relay(client, good);
            case EXPIRED -> relay(client, expired);
            case DELAY -> {
                Thread.sleep(DELAY);
                relay(client, good);
            }
            case LOSS -> {
                if (isLost()) {
                    Thread.sleep(STALL);
                    client.setSoLinger(true, 0); // closing then resets
                } else {
                    relay(client, good);
                }
            }
        }
    }

    private boolean isLost() {
        synchronized (random) {
            return random.nextDouble() < LOST_SHARE;
        }
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
            var _ = from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("a connection to the shop ended", e);
            ShopPort.close(to); // the other direction has nothing to wait for
        }
    }

    @Override
    public void close() {
        port.close();
        threads.shutdownNow();
        open.forEach(ShopPort::close);
    }
}
