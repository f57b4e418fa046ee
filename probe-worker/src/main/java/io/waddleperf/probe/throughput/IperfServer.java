package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.measure.Watchdog;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// An iperf3 server: one test at a time, of at most 60 s and 16 streams in each direction; whoever
/// comes meanwhile is told so in the protocol.
///
/// UDP leaves only for the address that holds the control connection, which proved by its handshake
/// that it is there.
public final class IperfServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IperfServer.class.getName());
    private static final int BACKLOG = 64;
    private static final int MOST_CONNECTIONS = 64;
    private static final long COOKIE_WITHIN_NANOS = 5_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final ThroughputLoad load;
    private final Ticker ticker;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerRun running;

    private IperfServer(ServerSocketChannel listener, ThroughputLoad load, Ticker ticker) throws IOException {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.load = load;
        this.ticker = ticker;
    }

    /// @param at port 0 for any free one
    public static IperfServer start(InetSocketAddress at, ThroughputLoad load, Ticker ticker) throws IOException {
        var listener = ServerSocketChannel.open();
        try {
            listener.bind(at, BACKLOG);
            var server = new IperfServer(listener, load, ticker);
            Thread.ofVirtual().name("iperf-accept").start(server::acceptAll);
            return server;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /// Ends the test that runs, too.
    @Override
    public void close() {
        close(listener);
        open.forEach(IperfServer::close);
    }

    private void acceptAll() {
        var threads = Thread.ofPlatform().daemon(); // DataStream says why
        for (long number = 0; listener.isOpen(); number++) {
            try {
                var channel = listener.accept();
                long place = number;
                if (room.tryAcquire()) {
                    open.add(channel);
                    threads.name("iperf-", number).start(() -> serve(channel, place));
                } else {
                    close(channel);
                }
            } catch (ClosedChannelException e) {
                LOG.log(Level.FINEST, "closed", e);
            } catch (IOException e) { // of one connection, or too many files are open: later it may do
                LOG.log(Level.WARNING, "a throughput client was not taken", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /// @param place in the order of connecting
    private void serve(SocketChannel channel, long place) {
        boolean handedOn = false;
        try {
            handedOn = served(channel, place);
        } catch (IOException e) {
            LOG.log(Level.FINE, "a throughput client", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(channel);
            if (!handedOn) {
                close(channel);
            }
            room.release();
        }
    }

    /// @return whether it is a stream's, which the test closes
    private boolean served(SocketChannel channel, long place) throws IOException, InterruptedException {
        var socket = channel.socket();
        var in = new DataInputStream(socket.getInputStream());
        Cookie cookie;
        try (var _ = Watchdog.over(socket, Deadline.after(ticker, COOKIE_WITHIN_NANOS))) {
            cookie = Cookie.read(in);
        }
        var other = running();
        if (other != null && other.takes(cookie)) {
            return other.offer(place, channel);
        }
        var control = new Control(socket, in);
        var turn = load.serve(cookie);
        if (turn.isEmpty()) { // this probe runs a test of its own, or this server another
            control.send(State.ACCESS_DENIED);
            return false;
        }
        var run = new ServerRun(control, cookie, address, turn.get(), ticker);
        claim(run);
        try {
            test(run, socket, turn.get());
        } catch (Refusal e) {
            control.sendError(e.number());
        }
        return false;
    }

    /// The next client may come as soon as the streams of this one are closed.
    private void test(ServerRun run, Socket socket, ThroughputLoad.Running turn)
            throws IOException, InterruptedException {
        try (var _ = Watchdog.over(socket, Deadline.after(ticker, ServerRun.LONGEST_NANOS))) {
            try (turn) {
                runs(run);
            }
            run.farewell();
        }
    }

    private void runs(ServerRun run) throws IOException, InterruptedException {
        try {
            run.run();
        } finally {
            release(); // before the turn ends, and the next test is this server's
        }
    }

    private synchronized @Nullable ServerRun running() {
        return running;
    }

    private synchronized void claim(ServerRun run) {
        running = run;
    }

    private synchronized void release() {
        running = null;
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing", e);
        }
    }
}
