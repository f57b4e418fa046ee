package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Takes TCP connections, each on a platform thread of its own ([DataStream] says why) and within a
/// number of them.
///
/// Nothing that goes wrong with one connection ends it, nor that the machine has no file or thread
/// left at the moment: whoever comes then is hung up on, and the log says so.
public final class AcceptLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AcceptLoop.class.getName());
    private static final int BACKLOG = 64;
    private static final int MOST_CONNECTIONS = 64;
    private static final long PAUSE_NANOS = 20_000_000;

    /// What is done with a connection.
    @FunctionalInterface
    public interface Service {
        /// @param place in the order of connecting
        /// @return whether the connection is somebody else's to close now
        boolean serve(SocketChannel channel, long place) throws IOException, InterruptedException;
    }

    private final String clients;
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Predicate<InetAddress> guests;
    private final int mostOfSource;
    private final ThreadFactory threads;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Map<Source, Integer> bySource = new HashMap<>();
    private int connections;

    /// Who may come, and how many at once.
    ///
    /// @param guests       others are hung up on without a word
    /// @param mostOfSource connections of one [Source]; of all together it is 64
    public record Bounds(Predicate<InetAddress> guests, int mostOfSource) {}

    private AcceptLoop(String clients, ServerSocketChannel listener, Bounds bounds, ThreadFactory threads)
            throws IOException {
        this.clients = clients;
        this.guests = bounds.guests();
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.mostOfSource = bounds.mostOfSource();
        this.threads = threads;
    }

    /// @param at      port 0 for any free one
    /// @param clients what comes, in a word, for threads and the log
    public static AcceptLoop bind(InetSocketAddress at, String clients, Bounds bounds) throws IOException {
        var threads = Thread.ofPlatform().daemon().name(clients + '-', 0).factory();
        return bind(at, clients, bounds, threads);
    }

    static AcceptLoop bind(InetSocketAddress at, String clients, Bounds bounds, ThreadFactory threads)
            throws IOException {
        var listener = ServerSocketChannel.open();
        try {
            listener.bind(at, BACKLOG);
            return new AcceptLoop(clients, listener, bounds, threads);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /// Who connected before waits until now.
    public void start(Service service) {
        Thread.ofVirtual().name(clients + "-accept").start(() -> acceptAll(service));
    }

    public InetSocketAddress address() {
        return address;
    }

    /// Ends what runs, too.
    @Override
    public void close() {
        close(listener);
        open.forEach(AcceptLoop::close);
    }

    private void acceptAll(Service service) {
        for (long place = 0; listener.isOpen(); place++) {
            try {
                accept(service, listener.accept(), place);
            } catch (ClosedChannelException e) {
                LOG.log(Level.FINEST, "closed", e);
            } catch (IOException | RuntimeException | OutOfMemoryError e) { // later it may do
                LOG.log(Level.WARNING, e, () -> "a client of " + clients + " was not taken");
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void accept(Service service, SocketChannel channel, long place) throws IOException {
        boolean taken = false;
        try {
            var address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            var source = Source.of(address);
            taken = guests.test(address) && enter(source) && begins(new Visit(channel, source, place), service);
        } finally {
            if (!taken) {
                close(channel);
            }
        }
    }

    private record Visit(SocketChannel channel, Source source, long place) {}

    private boolean begins(Visit visit, Service service) {
        boolean begun = false;
        open.add(visit.channel());
        try {
            threads.newThread(() -> serve(visit, service)).start();
            begun = true;
        } finally {
            if (!begun) { // there was no memory for a thread
                leave(visit);
            }
        }
        return true;
    }

    private void serve(Visit visit, Service service) {
        boolean handedOn = false;
        try {
            handedOn = service.serve(visit.channel(), visit.place());
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "a client of " + clients);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!handedOn) {
                close(visit.channel());
            }
            leave(visit);
        }
    }

    private synchronized boolean enter(Source source) {
        int ofSource = bySource.getOrDefault(source, 0);
        if (connections >= MOST_CONNECTIONS || ofSource >= mostOfSource) {
            return false;
        }
        connections++;
        bySource.put(source, ofSource + 1);
        return true;
    }

    private synchronized void leave(Visit visit) {
        open.remove(visit.channel());
        connections--;
        bySource.computeIfPresent(visit.source(), (_, count) -> count == 1 ? null : count - 1);
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing", e);
        }
    }
}
