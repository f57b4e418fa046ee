package io.waddleperf.probe.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Begins HTTP/3 on a connection, and listens to why the server ends it: that is said nowhere else.
final class Closing extends ChannelInboundHandlerAdapter {
    private static final int MOST_CHARS = 100;

    /// As of the other versions; Netty's own would be 8 KiB.
    private static final int MOST_HEAD_BYTES = 64 << 10;

    private volatile @Nullable String said;

    /// Empty while the server has not ended it.
    Optional<String> said() {
        return Optional.ofNullable(said);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.pipeline()
                .addLast(new Http3ClientConnectionHandler(
                        null,
                        null,
                        null,
                        new DefaultHttp3SettingsFrame(
                                Http3Settings.defaultSettings().maxFieldSectionSize(MOST_HEAD_BYTES)),
                        true));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof QuicConnectionCloseEvent close) {
            said = sentence(close);
        }
        super.userEventTriggered(context, event);
    }

    private static String sentence(QuicConnectionCloseEvent close) {
        String reason = new String(close.reason(), StandardCharsets.UTF_8).replaceAll("[^ -~]", "?");
        String code = close.isTlsError()
                ? "alert " + QuicConnectionCloseEvent.extractTlsError(close.error()) + " of TLS"
                : (close.isApplicationClose() ? "error of HTTP/3 " : "error of QUIC ") + close.error();
        return "the connection was closed: " + code
                + (reason.isEmpty() ? "" : ", " + reason.substring(0, Math.min(MOST_CHARS, reason.length())));
    }
}
