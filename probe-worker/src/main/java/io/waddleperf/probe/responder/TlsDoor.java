package io.waddleperf.probe.responder;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Connections over TLS, of which ALPN (RFC 7301) says whether they are HTTP/2 or HTTP/1.1.
final class TlsDoor {
    private static final Logger LOG = Logger.getLogger(TlsDoor.class.getName());
    private static final int HANDSHAKE_S = 10;
    private static final int MOST_SESSIONS = 256;
    private static final int SESSION_S = 300;
    private static final int MOST_LINE_BYTES = 4_096;

    private final SslContext tls;
    private final PageRates rates;
    private final OpenConnections connections;

    TlsDoor(Identity identity, PageRates rates, OpenConnections connections) throws IOException {
        this.tls = SslContextBuilder.forServer(identity.key(), identity.chain())
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .sessionCacheSize(MOST_SESSIONS)
                .sessionTimeout(SESSION_S)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
        this.rates = rates;
        this.connections = connections;
    }

    /// @param altSvc where HTTP/3 is, null: nowhere
    ChannelHandler connections(@Nullable String altSvc) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel connection) {
                var from = connection.remoteAddress();
                if (from == null || !connections.enter(connection, from)) {
                    var _ = connection.close();
                    return;
                }
                var handshake = tls.newHandler(connection.alloc());
                handshake.setHandshakeTimeout(HANDSHAKE_S, TimeUnit.SECONDS);
                connection.pipeline().addLast(handshake, new Idle(), new Agreed(from.getAddress(), altSvc));
            }
        };
    }

    /// Ends what nobody uses, and what takes no byte of its answer.
    private static final class Idle extends IdleStateHandler {
        Idle() {
            super(0, 0, OpenConnections.IDLE_S);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            var _ = context.close();
        }
    }

    /// Goes on by what was agreed on.
    private final class Agreed extends ApplicationProtocolNegotiationHandler {
        private final InetAddress source;
        private final @Nullable String altSvc;

        Agreed(InetAddress source, @Nullable String altSvc) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.source = source;
            this.altSvc = altSvc;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                http2(context.pipeline());
            } else {
                http1(context.pipeline());
            }
        }

        private void http1(ChannelPipeline pipeline) {
            var limits = new HttpDecoderConfig()
                    .setMaxInitialLineLength(MOST_LINE_BYTES)
                    .setMaxHeaderSize(HttpsResponder.MOST_HEAD_BYTES);
            pipeline.addLast(
                    new HttpServerCodec(limits),
                    new HttpServerKeepAliveHandler(),
                    new FlowControlHandler(), // holds what came behind a request until that is answered
                    handler(PageHandler.Carrier.HTTP_1));
        }

        private void http2(ChannelPipeline pipeline) {
            var settings = Http2Settings.defaultSettings()
                    .maxConcurrentStreams(HttpsResponder.MOST_STREAMS)
                    .maxHeaderListSize(HttpsResponder.MOST_HEAD_BYTES);
            pipeline.addLast(
                    Http2FrameCodecBuilder.forServer().initialSettings(settings).build(),
                    new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel stream) {
                            stream.pipeline()
                                    .addLast(
                                            new Http2StreamFrameToHttpObjectCodec(true),
                                            handler(PageHandler.Carrier.HTTP_2));
                        }
                    }));
        }

        private PageHandler handler(PageHandler.Carrier carrier) {
            return new PageHandler(rates, carrier, source, altSvc);
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            LOG.log(Level.FINE, "a handshake with the responder failed", cause);
            var _ = context.close();
        }
    }
}
