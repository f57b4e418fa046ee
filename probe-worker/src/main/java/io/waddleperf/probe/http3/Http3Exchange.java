package io.waddleperf.probe.http3;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.concurrent.Future;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Exchange;
import io.waddleperf.probe.measure.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// One request over HTTP/3. All waiting ends at the deadline.
public final class Http3Exchange implements AutoCloseable {
    private static final long WINDOW_BYTES = 1_048_576;
    private static final int CLOSE_MS = 500;

    private final Deadline deadline;
    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Closing closing = new Closing();
    private final ResponseStream response;
    private @Nullable Channel datagrams;
    private @Nullable QuicChannel connection;

    /// @param sink what takes the body
    public Http3Exchange(Deadline deadline, Http2Exchange.Sink sink) {
        this.deadline = deadline;
        this.response = new ResponseStream(sink, closing);
    }

    /// Why this machine has no HTTP/3; empty where it has.
    public static Optional<String> objection() {
        try {
            return Quic.isAvailable()
                    ? Optional.empty()
                    : Optional.of("no QUIC on this system: " + Quic.unavailabilityCause());
        } catch (LinkageError e) {
            return Optional.of("no QUIC on this system: " + e.getMessage());
        }
    }

    /// Shakes hands: QUIC's handshake is that of TLS 1.3, so that one phase is both.
    ///
    /// @param host sent as SNI and looked for in the certificate
    public void connect(InetSocketAddress address, String host, TrustManager trust)
            throws IOException, InterruptedException {
        var ssl = QuicSslContextBuilder.forClient()
                .trustManager(trust)
                .endpointIdentificationAlgorithm("HTTPS")
                .applicationProtocols(Http3.supportedApplicationProtocols())
                .build();
        var codec = Http3.newQuicClientCodecBuilder()
                .sslEngineProvider(quic -> ssl.newEngine(quic.alloc(), host, address.getPort()))
                .maxIdleTimeout(Math.max(1, deadline.remainingMillis()), TimeUnit.MILLISECONDS)
                .initialMaxData(WINDOW_BYTES)
                .initialMaxStreamDataBidirectionalLocal(WINDOW_BYTES)
                .build();
        var bound = new Bootstrap()
                .group(thread)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .handler(codec)
                .bind(0);
        within(bound);
        var channel = bound.channel();
        datagrams = channel;
        connection = within(QuicChannel.newBootstrap(channel)
                .handler(closing)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .remoteAddress(address)
                .connect());
    }

    /// That was agreed on; empty where nobody says.
    public String cipher() {
        var engine = connection == null ? null : connection.sslEngine();
        String cipher = engine == null ? null : engine.getSession().getCipherSuite();
        return cipher == null ? "" : cipher;
    }

    public void send(String authority, String path, List<HeaderField> fields) throws IOException, InterruptedException {
        if (connection == null) {
            throw new IllegalStateException("connect must come first");
        }
        var head = new DefaultHttp3HeadersFrame();
        head.headers().method("GET").scheme("https").authority(authority).path(path);
        fields.forEach(field -> head.headers().add(field.name(), field.value()));
        QuicStreamChannel stream = within(Http3.newRequestStream(connection, response));
        within(stream.writeAndFlush(head).addListener(QuicStreamChannel.SHUTDOWN_OUTPUT));
    }

    /// Waits until the response's headers are there.
    public Http2Exchange.Head readHead() throws IOException, InterruptedException {
        return within(response.head());
    }

    /// To its end, or until no more is wanted.
    public void readBody() throws IOException, InterruptedException {
        within(response.end());
    }

    private <T> T within(java.util.concurrent.Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw (SocketTimeoutException) new SocketTimeoutException("no answer over QUIC").initCause(e);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new Http3Exception(closing.said().orElse(String.valueOf(cause.getMessage())), cause);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close().awaitUninterruptibly(CLOSE_MS);
        }
        if (datagrams != null) {
            datagrams.close().awaitUninterruptibly(CLOSE_MS); // frees what the codec holds
        }
        Future<?> ended = thread.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS);
        ended.awaitUninterruptibly(2 * CLOSE_MS);
    }
}
