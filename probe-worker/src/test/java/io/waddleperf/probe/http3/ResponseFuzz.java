package io.waddleperf.probe.http3;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.http2.Http2Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

/// What a server says on a stream of HTTP/3, as Netty hands it over: a line for each frame, fields of a
/// head between tabs.
public final class ResponseFuzz implements FuzzTarget {
    private static final int MOST_BODY = 64;
    private static final int MOST_INTERIM = 10;
    private static final List<String> FIELDS = List.of(
            "X-Upper: y", ":status: 404", ":path: /", "content-length: 5", ": nothing", "set-cookie: a=b", ":", "x");
    private static final List<String> HEADS = List.of(
            "H:status: 99", "H:status: 600", "H:status: 2000", "Hserver: x", "H", "H:status: 103", "H:status: 304");
    private static final List<String> REST =
            List.of("Dhello", "D", "D" + "x".repeat(MOST_BODY), "Hgrpc-status: 0", "E", "T", "X");

    /// Keeps so much and wants no more.
    private static final class Kept implements Http2Exchange.Sink {
        private int bytes;

        @Override
        public void take(byte[] piece, int from, int length) throws IOException {
            if (length > 0 && piece[from] == '!') {
                throw new IOException("this sink is broken");
            }
            bytes += length;
        }

        @Override
        public boolean full() {
            return bytes >= MOST_BODY;
        }
    }

    @Override
    public String name() {
        return "HTTP/3 responses";
    }

    @Override
    public List<String> parsers() {
        return List.of("http3.ResponseStream");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder();
        int interim = random.nextInt(30) == 0 ? random.nextInt(14) : random.nextInt(3);
        text.append("H:status: 100\n".repeat(interim));
        text.append(mostly("H:status: 200", HEADS, random));
        for (int fields = random.nextInt(4); fields > 0; fields--) {
            text.append('\t').append(one(FIELDS, random));
        }
        for (int frames = random.nextInt(4); frames > 0; frames--) {
            text.append('\n').append(random.nextInt(20) == 0 ? "D!" : one(REST, random));
        }
        text.append(random.nextInt(4) > 0 ? "\nE" : "");
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        var stream = new ResponseStream(new Kept(), new Closing());
        var channel = new EmbeddedChannel(stream);
        int interim = 0;
        for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            if (!channel.isOpen()) {
                break; // as after it Netty hands nothing over
            }
            interim += !stream.head().isDone() && line.startsWith("H:status: 1") ? 1 : 0;
            hand(channel, line);
        }
        channel.finishAndReleaseAll();
        assertTrue(stream.head().isDone() && stream.end().isDone(), "who waits for it is told");
        check(head(stream), interim);
    }

    private static void hand(EmbeddedChannel channel, String line) {
        String rest = line.isEmpty() ? "" : line.substring(1);
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case 'H' -> channel.writeInbound(new DefaultHttp3HeadersFrame(headers(rest)));
            case 'D' ->
                channel.writeInbound(
                        new DefaultHttp3DataFrame(Unpooled.wrappedBuffer(rest.getBytes(StandardCharsets.ISO_8859_1))));
            case 'E' -> channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            case 'X' -> channel.pipeline().fireExceptionCaught(new IOException(rest));
            default -> {
                var _ = channel.close();
            }
        }
    }

    private static DefaultHttp3Headers headers(String text) {
        var headers = new DefaultHttp3Headers(false);
        for (String field : text.split("\t", -1)) {
            int colon = field.indexOf(": ");
            headers.add(colon < 0 ? field : field.substring(0, colon), colon < 0 ? "" : field.substring(colon + 2));
        }
        return headers;
    }

    private static Http2Exchange.Head head(ResponseStream stream) throws IOException {
        try {
            return stream.head().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(Http2Exchange.Head head, int interim) {
        assertTrue(head.status() >= 200 && head.status() <= 599, "a status that ends it");
        assertTrue(interim <= MOST_INTERIM, "it waited for ever more");
        for (var field : head.fields()) {
            assertTrue(!field.name().startsWith(":"), "a pseudo-header is no field");
            assertEquals(field.name().toLowerCase(Locale.ROOT), field.name());
        }
    }

    @Override
    public Check check() {
        return new Check("http3.ResponseStream", "channelRead", 3);
    }
}
