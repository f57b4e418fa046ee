package io.waddleperf.probe.responder;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.waddleperf.probe.http3.Http3Exchange;
import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The pages of [Page] over TLS: HTTP/1.1 and HTTP/2 on a port of TCP, HTTP/3 on the same one of UDP, and
/// gRPC's health check. One thread for all of it, so that who is served cannot take more than one CPU.
final class HttpsResponder implements AutoCloseable {
    static final int MOST_STREAMS = 16;
    static final int MOST_HEAD_BYTES = 16_384;

    private static final WriteBufferWaterMark WRITE_AHEAD = new WriteBufferWaterMark(16_384, 65_536);
    private static final int BACKLOG = 128;
    private static final int ATTEMPTS = 8;
    private static final int START_MS = 5_000;
    private static final int CLOSE_MS = 500;

    private final EventLoopGroup thread;
    private final Channel tcp;
    private final @Nullable Channel udp;

    /// Both doors of one start.
    private record Doors(Channel tcp, @Nullable Channel udp) {}

    private HttpsResponder(EventLoopGroup thread, Doors doors) {
        this.thread = thread;
        this.tcp = doors.tcp();
        this.udp = doors.udp();
    }

    /// @param at     port 0 for any that is free for both TCP and UDP
    /// @param guests nobody else gets a connection
    /// @throws IOException says which port is taken or not allowed
    static HttpsResponder start(InetSocketAddress at, Identity identity, Predicate<InetAddress> guests, Ticker ticker)
            throws IOException {
        var thread =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("https", true), NioIoHandler.newFactory());
        try {
            var rates = PageRates.by(ticker);
            var connections = new OpenConnections(guests);
            var overTls = new TlsDoor(identity, rates, connections);
            if (Http3Exchange.objection().isPresent()) {
                return new HttpsResponder(thread, new Doors(bind(thread, at, overTls, null), null));
            }
            return new HttpsResponder(
                    thread, both(thread, at, overTls, new QuicDoor(identity, rates, connections, ticker)));
        } catch (IOException | RuntimeException e) {
            close(thread);
            throw e;
        }
    }

    private static Doors both(EventLoopGroup thread, InetSocketAddress at, TlsDoor overTls, QuicDoor overQuic)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            var udp = opened(overQuic.open(thread, at));
            int port = ((InetSocketAddress) udp.localAddress()).getPort();
            try {
                String altSvc = "h3=\":" + port + "\"; ma=3600";
                return new Doors(bind(thread, new InetSocketAddress(at.getAddress(), port), overTls, altSvc), udp);
            } catch (IOException e) {
                udp.close().awaitUninterruptibly(CLOSE_MS);
                if (at.getPort() != 0 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static Channel bind(EventLoopGroup thread, InetSocketAddress at, TlsDoor overTls, @Nullable String altSvc)
            throws IOException {
        return opened(new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_AHEAD)
                .childHandler(overTls.connections(altSvc))
                .bind(at));
    }

    private static Channel opened(ChannelFuture bound) throws IOException {
        if (!bound.awaitUninterruptibly(START_MS) || !bound.isSuccess()) {
            var cause = bound.cause();
            throw new IOException(cause == null ? "it could not be opened in time" : cause.getMessage(), cause);
        }
        return bound.channel();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) tcp.localAddress();
    }

    /// Why it speaks no HTTP/3; empty where it does.
    Optional<String> withoutHttp3() {
        return udp == null ? Http3Exchange.objection() : Optional.empty();
    }

    @Override
    public void close() {
        tcp.close().awaitUninterruptibly(CLOSE_MS);
        if (udp != null) {
            udp.close().awaitUninterruptibly(CLOSE_MS);
        }
        close(thread);
    }

    private static void close(EventLoopGroup thread) {
        thread.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2L * CLOSE_MS);
    }
}
