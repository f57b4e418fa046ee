package io.waddleperf.probe.responder;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.http3.Http3FrameToHttpObjectCodec;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;

/// Connections over QUIC (RFC 9000), for HTTP/3. A client must first show that its address is its own
/// (Retry), so that nobody is sent to what is not.
final class QuicDoor {
    /// Begun in a second, of one source and of all: each costs a key exchange.
    static final SourceRates.Limits OPENINGS = new SourceRates.Limits(200, 1_000);

    private static final int WINDOW_BYTES = 65_536;

    private final QuicSslContext tls;
    private final PageRates rates;
    private final OpenConnections connections;
    private final Ticker ticker;

    QuicDoor(Identity identity, PageRates rates, OpenConnections connections, Ticker ticker) {
        this.tls = QuicSslContextBuilder.forServer(
                        identity.key(), null, identity.chain().toArray(X509Certificate[]::new))
                .applicationProtocols(Http3.supportedApplicationProtocols())
                .build();
        this.rates = rates;
        this.connections = connections;
        this.ticker = ticker;
    }

    ChannelFuture open(EventLoopGroup thread, InetSocketAddress at) {
        return new Bootstrap()
                .group(thread)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel datagrams) {
                        datagrams.pipeline().addLast(new DatagramGate(new SourceRates(ticker, OPENINGS)), codec());
                    }
                })
                .bind(at);
    }

    private ChannelHandler codec() {
        return Http3.newQuicServerCodecBuilder()
                .sslContext(tls)
                .tokenHandler(new AddressTokens(ticker))
                .activeMigration(false)
                .maxIdleTimeout(OpenConnections.IDLE_S, TimeUnit.SECONDS)
                .initialMaxData(2L * WINDOW_BYTES)
                .initialMaxStreamDataBidirectionalRemote(WINDOW_BYTES)
                .initialMaxStreamsBidirectional(HttpsResponder.MOST_STREAMS)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .streamOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .handler(new Connections())
                .build();
    }

    private final class Connections extends ChannelInitializer<QuicChannel> {
        @Override
        protected void initChannel(QuicChannel connection) {
            if (!(connection.remoteSocketAddress() instanceof InetSocketAddress from)
                    || !connections.enter(connection, from)) {
                var _ = connection.close(true, Http3ErrorCode.H3_EXCESSIVE_LOAD.code(), Unpooled.EMPTY_BUFFER);
                return;
            }
            var settings = new DefaultHttp3SettingsFrame(
                    Http3Settings.defaultSettings().maxFieldSectionSize(HttpsResponder.MOST_HEAD_BYTES));
            connection
                    .pipeline()
                    .addLast(new Http3ServerConnectionHandler(
                            new Requests(from.getAddress()), null, null, settings, true));
        }
    }

    private final class Requests extends ChannelInitializer<QuicStreamChannel> {
        private final InetAddress source;

        Requests(InetAddress source) {
            this.source = source;
        }

        @Override
        protected void initChannel(QuicStreamChannel stream) {
            stream.pipeline()
                    .addLast(
                            new Http3FrameToHttpObjectCodec(true),
                            new PageHandler(rates, PageHandler.Carrier.HTTP_3, source, null));
        }
    }
}
