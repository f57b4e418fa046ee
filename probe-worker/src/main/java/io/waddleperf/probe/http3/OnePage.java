package io.waddleperf.probe.http3;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import io.waddleperf.probe.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// A server of HTTP/3 on loopback that has one page, whatever it is asked: for rehearsals.
public final class OnePage implements AutoCloseable {
    private static final int IDLE_SECONDS = 5;
    private static final int MOST_BYTES = 65_536;
    private static final int MOST_STREAMS = 4;
    private static final int PAGE_BYTES = 64;
    private static final int CLOSE_MS = 500;

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel channel;

    /// @param identity what it shows
    public OnePage(SelfSigned identity) throws IOException, InterruptedException {
        var ssl = QuicSslContextBuilder.forServer(identity.keys().getPrivate(), null, identity.certificate())
                .applicationProtocols(Http3.supportedApplicationProtocols())
                .build();
        var codec = Http3.newQuicServerCodecBuilder()
                .sslContext(ssl)
                .maxIdleTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
                .initialMaxData(MOST_BYTES)
                .initialMaxStreamDataBidirectionalRemote(MOST_BYTES)
                .initialMaxStreamsBidirectional(MOST_STREAMS)
                .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .streamOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .handler(new Connections())
                .build();
        var bound = new Bootstrap()
                .group(thread)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .handler(codec)
                .bind(InetAddress.getLoopbackAddress(), 0)
                .await();
        if (!bound.isSuccess()) {
            close(thread);
            throw new IOException("no UDP port on loopback", bound.cause());
        }
        channel = bound.channel();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    private static final class Connections extends ChannelInitializer<QuicChannel> {
        @Override
        protected void initChannel(QuicChannel connection) {
            connection.pipeline().addLast(new Http3ServerConnectionHandler(new Requests()));
        }
    }

    private static final class Requests extends ChannelInitializer<QuicStreamChannel> {
        @Override
        protected void initChannel(QuicStreamChannel stream) {
            stream.pipeline().addLast(new Answer());
        }
    }

    private static final class Answer extends Http3RequestStreamInboundHandler {
        @Override
        protected void channelRead(ChannelHandlerContext context, Http3HeadersFrame frame) {
            ReferenceCountUtil.release(frame);
        }

        @Override
        protected void channelRead(ChannelHandlerContext context, Http3DataFrame frame) {
            ReferenceCountUtil.release(frame);
        }

        @Override
        protected void channelInputClosed(ChannelHandlerContext context) {
            var head = new DefaultHttp3HeadersFrame();
            head.headers().status("200").add("content-length", String.valueOf(PAGE_BYTES));
            var _ = context.write(head);
            var _ = context.writeAndFlush(new DefaultHttp3DataFrame(Unpooled.wrappedBuffer(new byte[PAGE_BYTES])))
                    .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
        }
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly(CLOSE_MS);
        close(thread);
    }

    private static void close(EventLoopGroup thread) {
        thread.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2L * CLOSE_MS);
    }
}
