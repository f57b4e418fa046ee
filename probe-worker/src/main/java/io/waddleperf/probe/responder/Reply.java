package io.waddleperf.probe.responder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes an answer, no faster than the client takes it. For the thread of its connection.
final class Reply {
    /// All answers share it.
    private static final ByteBuf BLOCK = Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(16_384).writeZero(16_384))
            .asReadOnly();

    private static final int BLOCK_BYTES = 16_384;
    private static final String OCTETS = "application/octet-stream";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final @Nullable String altSvc;
    private Runnable whenWritten = () -> {};
    private int left;
    private boolean writing;

    Reply(@Nullable String altSvc) {
        this.altSvc = altSvc;
    }

    /// What is to be done when an answer has been written.
    void then(Runnable action) {
        whenWritten = action;
    }

    void text(ChannelHandlerContext context, Page.Text text, String method) {
        var _ = send(context, text, method);
        whenWritten.run();
    }

    /// The connection, or the stream, ends with it.
    void last(ChannelHandlerContext context, Page.Text text) {
        var _ = send(context, text, "").addListener(ChannelFutureListener.CLOSE);
    }

    private ChannelFuture send(ChannelHandlerContext context, Page.Text text, String method) {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        boolean bodyless = text.status() == NO_CONTENT || text.status() == NOT_MODIFIED;
        var body = bodyless || method.equals("HEAD") ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes);
        var status = HttpResponseStatus.valueOf(text.status());
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        head(response, text.type());
        if (!bodyless) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        }
        if (text.status() == Page.TOO_MANY.status()) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
        }
        return context.writeAndFlush(response);
    }

    void bytes(ChannelHandlerContext context, int count, String method) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head(response, OCTETS);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, count);
        var _ = context.write(response);
        if (count == 0 || method.equals("HEAD")) {
            var _ = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            whenWritten.run();
        } else {
            left = count;
            goOn(context);
        }
    }

    /// Writes as much of the bytes as there is room for.
    void goOn(ChannelHandlerContext context) {
        if (writing || left == 0) { // a write may say that there is room, or none
            return;
        }
        writing = true;
        while (left > 0 && context.channel().isWritable()) {
            int length = Math.min(left, BLOCK_BYTES);
            left -= length;
            var piece = BLOCK.retainedSlice(0, length);
            var _ = context.writeAndFlush(left > 0 ? new DefaultHttpContent(piece) : new DefaultLastHttpContent(piece));
        }
        writing = false;
        if (left == 0) {
            whenWritten.run();
        }
    }

    /// The status of gRPC stands behind the message, in the trailers.
    void health(ChannelHandlerContext context, HealthService answer) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head(response, HealthService.CONTENT_TYPE);
        var _ = context.write(response);
        var last = new DefaultLastHttpContent(Unpooled.wrappedBuffer(answer.message()));
        last.trailingHeaders().set("grpc-status", answer.status());
        var _ = context.writeAndFlush(last);
        whenWritten.run();
    }

    private void head(HttpResponse response, String type) {
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type).set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (altSvc != null) {
            response.headers().set("alt-svc", altSvc);
        }
    }
}
