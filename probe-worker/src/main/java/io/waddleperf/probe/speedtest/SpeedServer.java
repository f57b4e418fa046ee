package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A server of LibreSpeed's files over HTTP/1.1 (RFC 9112), for probes and for LibreSpeed's own pages
/// and programs: one source's test at a time, others are answered with 503 meanwhile.
///
/// At most 64 connections, 32 of one source, 120 s each; a platform thread for each, since one that
/// moves data hardly ever waits.
public final class SpeedServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SpeedServer.class.getName());
    private static final int BACKLOG = 64;
    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_OF_SOURCE = 32;
    private static final long LIFE_NANOS = 120_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000;

    /// What all connections have together.
    record Shared(Turn turn, Buffers buffers, Ticker ticker) {}

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Shared shared;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> bySource = new HashMap<>();
    private int connections;

    private SpeedServer(ServerSocketChannel listener, Shared shared) throws IOException {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.shared = shared;
    }

    /// @param at   port 0 for any free one
    /// @param load told of the tests that it serves
    public static SpeedServer start(InetSocketAddress at, ThroughputLoad load, Ticker ticker) throws IOException {
        var listener = ServerSocketChannel.open();
        try {
            listener.bind(at, BACKLOG);
            var server = new SpeedServer(listener, new Shared(new Turn(ticker, load), new Buffers(), ticker));
            Thread.ofVirtual().name("speedtest-accept").start(server::acceptAll);
            return server;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /// Ends what runs, too.
    @Override
    public void close() {
        close(listener);
        open.forEach(SpeedServer::close);
    }

    private void acceptAll() {
        for (long number = 0; listener.isOpen(); number++) {
            try {
                var channel = listener.accept();
                var source = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
                if (enter(source)) {
                    open.add(channel);
                    Thread.ofPlatform().name("speedtest-" + number).daemon().start(() -> serve(channel, source));
                } else {
                    close(channel);
                }
            } catch (ClosedChannelException e) {
                LOG.log(Level.FINEST, "closed", e);
            } catch (IOException e) { // of one connection, or too many files are open: later it may do
                LOG.log(Level.WARNING, "a speed test client was not taken", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(SocketChannel channel, InetAddress source) {
        try (channel;
                var _ = Watchdog.over(channel.socket(), Deadline.after(shared.ticker(), LIFE_NANOS))) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            new ServedConnection(channel, source, shared).serve();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a speed test client", e);
        } finally {
            open.remove(channel);
            leave(source);
        }
    }

    private synchronized boolean enter(InetAddress source) {
        int ofSource = bySource.getOrDefault(source, 0);
        if (connections >= MOST_CONNECTIONS || ofSource >= MOST_OF_SOURCE) {
            return false;
        }
        connections++;
        bySource.put(source, ofSource + 1);
        return true;
    }

    private synchronized void leave(InetAddress source) {
        connections--;
        bySource.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing", e);
        }
    }
}
