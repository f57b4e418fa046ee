package io.waddleperf.probe.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.util.ReferenceCountUtil;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The response as it comes in, on Netty's thread.
final class ResponseStream extends Http3RequestStreamInboundHandler {
    private static final int MOST_INTERIM = 10;

    private final Http2Exchange.Sink sink;
    private final Closing closing;
    private final CompletableFuture<Http2Exchange.Head> head = new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private int interim;

    ResponseStream(Http2Exchange.Sink sink, Closing closing) {
        this.sink = sink;
        this.closing = closing;
    }

    CompletableFuture<Http2Exchange.Head> head() {
        return head;
    }

    CompletableFuture<Boolean> end() {
        return end;
    }

    @Override
    protected void channelRead(ChannelHandlerContext context, Http3HeadersFrame frame) {
        try {
            if (head.isDone()) {
                return; // trailers
            }
            String status = String.valueOf(frame.headers().status());
            if (!status.matches("[1-5]\\d\\d")) {
                fail(context, "the HTTP/3 response has no status");
            } else if (status.charAt(0) != '1') {
                head.complete(new Http2Exchange.Head(Integer.parseInt(status), fields(frame)));
            } else if (++interim > MOST_INTERIM) {
                fail(context, "more than " + MOST_INTERIM + " interim responses");
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private static List<HeaderField> fields(Http3HeadersFrame frame) {
        var fields = new ArrayList<HeaderField>();
        frame.headers().forEach(entry -> {
            String name = entry.getKey().toString().toLowerCase(Locale.ROOT);
            if (!name.startsWith(":")) {
                fields.add(new HeaderField(name, entry.getValue().toString()));
            }
        });
        return List.copyOf(fields);
    }

    @Override
    protected void channelRead(ChannelHandlerContext context, Http3DataFrame frame) {
        try {
            var bytes = new byte[frame.content().readableBytes()];
            frame.content().readBytes(bytes);
            sink.take(bytes, 0, bytes.length);
            if (sink.full()) {
                end.complete(true);
                var _ = context.close();
            }
        } catch (IOException e) {
            fail(context, String.valueOf(e.getMessage()));
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext context) {
        if (head.isDone()) {
            end.complete(true);
            var _ = context.close();
        } else {
            fail(context, "the server ended HTTP/3 without a response");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, closing.said().orElse("the server closed the connection within HTTP/3"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
        fail(context, "no HTTP/3: " + (cause == null ? "" : cause.getMessage()));
    }

    /// Changes nothing where all is read already.
    private void fail(ChannelHandlerContext context, String message) {
        var failure = new Http3Exception(message, null);
        head.completeExceptionally(failure);
        end.completeExceptionally(failure);
        var _ = context.close();
    }
}
