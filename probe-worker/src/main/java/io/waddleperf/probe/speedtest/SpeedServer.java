package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.throughput.AcceptLoop;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.function.Predicate;

/// A server of LibreSpeed's files over HTTP/1.1 (RFC 9112), for probes and for LibreSpeed's own pages
/// and programs: one source's test at a time, others are answered with 503 meanwhile.
///
/// At most 64 connections, 32 of one source, 120 s each, and 15 s where a transfer does not move.
public final class SpeedServer implements AutoCloseable {
    private static final int MOST_OF_SOURCE = 32;
    private static final long LIFE_NANOS = 120_000_000_000L;

    /// What all connections have together.
    record Shared(Turn turn, Buffers buffers, Ticker ticker) {}

    private final AcceptLoop door;
    private final Shared shared;

    private SpeedServer(AcceptLoop door, Shared shared) {
        this.door = door;
        this.shared = shared;
    }

    static SpeedServer start(InetSocketAddress at, ThroughputLoad load, Ticker ticker) throws IOException {
        return start(at, _ -> true, load, ticker);
    }

    /// @param at     port 0 for any free one
    /// @param guests who may come
    /// @param load   told of the tests that it serves
    public static SpeedServer start(
            InetSocketAddress at, Predicate<InetAddress> guests, ThroughputLoad load, Ticker ticker)
            throws IOException {
        var bounds = new AcceptLoop.Bounds(guests, MOST_OF_SOURCE);
        var shared = new Shared(new Turn(ticker, load), new Buffers(), ticker);
        var server = new SpeedServer(AcceptLoop.bind(at, "speedtest", bounds), shared);
        server.door.start((channel, _) -> server.serve(channel));
        return server;
    }

    public InetSocketAddress address() {
        return door.address();
    }

    /// Ends what runs, too.
    @Override
    public void close() {
        door.close();
    }

    private boolean serve(SocketChannel channel) throws IOException {
        try (var _ = Watchdog.over(channel.socket(), Deadline.after(shared.ticker(), LIFE_NANOS))) {
            var source = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            new ServedConnection(channel, source, shared).serve();
            return false;
        }
    }
}
