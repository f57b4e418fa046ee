package io.waddleperf.probe.responder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers requests, one after the other. Those of HTTP/2 and HTTP/3 come as objects of HTTP/1.1, too:
/// one such handler a stream.
final class PageHandler extends SimpleChannelInboundHandler<HttpObject> {
    static final int MOST_BODY_BYTES = 1_048_576;

    private static final Logger LOG = Logger.getLogger(PageHandler.class.getName());

    /// What carries the request.
    enum Carrier {
        HTTP_1,
        HTTP_2,
        HTTP_3
    }

    private final PageRates rates;
    private final Carrier carrier;
    private final InetAddress source;
    private final Reply reply;
    private final ByteBuf question = Unpooled.buffer(0, HealthService.MOST_QUESTION_BYTES);
    private @Nullable HttpRequest request;
    private long bodyBytes;

    /// @param altSvc where else this is served (RFC 7838), null: nowhere
    PageHandler(PageRates rates, Carrier carrier, InetAddress source, @Nullable String altSvc) {
        this.rates = rates;
        this.carrier = carrier;
        this.source = source;
        this.reply = new Reply(altSvc);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpRequest head) {
            begin(context, head);
        }
        if (part instanceof HttpContent content && request != null) {
            take(context, content, request);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        request = head;
        bodyBytes = 0;
        question.clear();
        if (head.decoderResult().isFailure()) {
            refuse(context, new Page.Text(400, "that is no HTTP, or its head has more than 16 KiB\n"));
        }
    }

    private void take(ChannelHandlerContext context, HttpContent content, HttpRequest head) {
        bodyBytes += content.content().readableBytes();
        if (content.decoderResult().isFailure() || bodyBytes > MOST_BODY_BYTES) {
            refuse(context, new Page.Text(413, "at most " + MOST_BODY_BYTES + " bytes\n"));
            return;
        }
        if (isGrpc(head) && bodyBytes <= HealthService.MOST_QUESTION_BYTES) {
            question.writeBytes(content.content());
        }
        if (content instanceof LastHttpContent) {
            request = null;
            answer(context, head);
        }
    }

    /// The connection, or the stream, ends with it.
    private void refuse(ChannelHandlerContext context, Page.Text text) {
        request = null;
        reply.last(context, text);
    }

    private void answer(ChannelHandlerContext context, HttpRequest head) {
        if (carrier == Carrier.HTTP_1) {
            context.channel().config().setAutoRead(false); // the next request waits for this one's answer
            reply.then(() -> context.channel().config().setAutoRead(true));
        }
        String target = head.uri();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        if (!rates.takes(source)) {
            reply.text(context, Page.TOO_MANY, head.method().name());
        } else if (carrier == Carrier.HTTP_2 && isGrpc(head)) {
            byte[] asked = new byte[question.readableBytes()];
            question.readBytes(asked);
            reply.health(context, HealthService.answer(path, asked));
        } else {
            show(
                    context,
                    rates.within(source, Page.of(path, mark < 0 ? null : target.substring(mark + 1))),
                    head.method().name());
        }
    }

    private void show(ChannelHandlerContext context, Page page, String method) {
        switch (page) {
            case Page.Text text -> reply.text(context, text, method);
            case Page.Later later -> {
                var _ = context.executor()
                        .schedule(() -> reply.text(context, later.then(), method), later.ms(), TimeUnit.MILLISECONDS);
            }
            case Page.Bytes bytes -> reply.bytes(context, bytes.count(), method);
        }
    }

    private static boolean isGrpc(HttpRequest head) {
        String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.startsWith(HealthService.CONTENT_TYPE);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        reply.goOn(context);
        super.channelWritabilityChanged(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.FINE, "a client of the responder", cause);
        var _ = context.close();
    }
}
