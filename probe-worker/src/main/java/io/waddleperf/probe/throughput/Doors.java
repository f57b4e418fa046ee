package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.throughput.DataStream.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where a server waits for the streams of one test.
final class Doors implements AutoCloseable {
    private record Come(long place, Channel channel) {}

    private final Parameters parameters;
    private final Ticker ticker;
    private final BlockingQueue<Come> came;
    private final @Nullable UdpDoor udp;
    private boolean closed;

    private Doors(Parameters parameters, @Nullable UdpDoor udp, Ticker ticker) {
        this.parameters = parameters;
        this.udp = udp;
        this.ticker = ticker;
        this.came = new ArrayBlockingQueue<>(parameters.streams());
    }

    /// @param here   where the server listens; UDP has the same port
    /// @param client from where packets are taken
    static Doors open(Parameters parameters, InetSocketAddress here, InetAddress client, Ticker ticker)
            throws IOException {
        return new Doors(parameters, parameters.udp() ? UdpDoor.open(here, client) : null, ticker);
    }

    /// A TCP connection that showed the test's cookie.
    ///
    /// @return whether it is taken, else its giver closes it
    synchronized boolean offer(long place, SocketChannel channel) {
        return !closed && !parameters.udp() && came.offer(new Come(place, channel));
    }

    /// All of them, in the order in which the client opened them: first those that it sends on.
    ///
    /// @throws SocketTimeoutException where some did not come
    Streams await(int millis) throws IOException, InterruptedException {
        var all = new ArrayList<Come>();
        try {
            var deadline = Deadline.after(ticker, millis * 1_000_000L);
            while (all.size() < parameters.streams()) {
                var next = next(all.size(), deadline);
                if (next == null) {
                    throw new SocketTimeoutException(
                            all.size() + " of " + parameters.streams() + " streams came within " + millis + " ms");
                }
                all.add(next);
            }
        } catch (IOException | InterruptedException e) {
            for (var come : all) {
                come.channel().close();
            }
            throw e;
        }
        all.sort(Comparator.comparingLong(Come::place));
        return streams(all);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (udp != null) {
            udp.close();
        }
        for (var late = came.poll(); late != null; late = came.poll()) {
            late.channel().close();
        }
    }

    private @Nullable Come next(int place, Deadline deadline) throws IOException, InterruptedException {
        if (udp == null) {
            return came.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        }
        var channel = udp.accept(deadline);
        return channel == null ? null : new Come(place, channel);
    }

    private Streams streams(List<Come> all) {
        var streams = new ArrayList<DataStream>();
        for (int i = 0; i < all.size(); i++) {
            boolean receives = parameters.both() ? i < parameters.parallel() : !parameters.reverse();
            streams.add(stream(
                    StreamResult.idOf(i),
                    receives ? Way.IN : Way.OUT,
                    all.get(i).channel()));
        }
        return new Streams(streams);
    }

    private DataStream stream(int id, Way way, Channel channel) {
        var budget = Budget.of(null);
        var pump = switch (channel) {
            case SocketChannel tcp ->
                way == Way.IN ? TcpPump.in(tcp, parameters, ticker) : TcpPump.out(tcp, parameters, budget, ticker);
            case DatagramChannel packets ->
                way == Way.IN
                        ? UdpPump.in(packets, parameters, ticker)
                        : UdpPump.out(packets, parameters, budget, ticker);
            default -> throw new IllegalStateException("no stream goes through " + channel);
        };
        return new DataStream(id, way, channel, pump);
    }
}
