package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.measure.Watchdog;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An iperf3 server: one test at a time, of at most 60 s and 16 streams in each direction; whoever
/// comes meanwhile is told so in the protocol.
///
/// UDP leaves only for the address that holds the control connection, which proved by its handshake
/// that it is there.
public final class IperfServer implements AutoCloseable {
    /// A test has 33 at most: 16 streams each way and the control connection. The others are for those
    /// behind the same address who ask meanwhile and are told that it is busy.
    static final int MOST_OF_SOURCE = 40;

    private static final long COOKIE_WITHIN_NANOS = 5_000_000_000L;

    private final AcceptLoop door;
    private final ThroughputLoad load;
    private final Ticker ticker;
    private @Nullable ServerRun running;

    private IperfServer(AcceptLoop door, ThroughputLoad load, Ticker ticker) {
        this.door = door;
        this.load = load;
        this.ticker = ticker;
    }

    static IperfServer start(InetSocketAddress at, ThroughputLoad load, Ticker ticker) throws IOException {
        return start(at, _ -> true, load, ticker);
    }

    /// @param at     port 0 for any free one
    /// @param guests who may come
    public static IperfServer start(
            InetSocketAddress at, Predicate<InetAddress> guests, ThroughputLoad load, Ticker ticker)
            throws IOException {
        var bounds = new AcceptLoop.Bounds(guests, MOST_OF_SOURCE);
        var server = new IperfServer(AcceptLoop.bind(at, "iperf", bounds), load, ticker);
        server.door.start(server::served);
        return server;
    }

    public InetSocketAddress address() {
        return door.address();
    }

    /// Ends the test that runs, too.
    @Override
    public void close() {
        door.close();
    }

    /// @param place in the order of connecting
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
        var run = new ServerRun(control, cookie, address(), turn.get(), ticker);
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
}
