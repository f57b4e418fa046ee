package io.waddleperf.probe.http2;

import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a server of HTTP/2 sends: frames in any order, heads as HPACK has them.
public final class Http2Fuzz implements FuzzTarget {
    private static final int MOST_BYTES = 40_000;

    private static final List<byte[]> BLOCKS = List.of(
            TestFrames.block(":status", "200", "server", "x", "content-length", "5"),
            TestFrames.block(":status", "200"),
            TestFrames.block(":status", "304", "content-length", "5"),
            TestFrames.block(":status", "204"),
            TestFrames.block(":status", "103", "link", "x"),
            TestFrames.block("grpc-status", "0", "grpc-message", "no"),
            TestFrames.block(":status", "200", "content-length", "5", "content-length", "6"),
            TestFrames.block(":status", "200", "content-length", "x"),
            TestFrames.block(":status", "200", "connection", "close"),
            TestFrames.block(":status", "200", "Upper", "x"),
            TestFrames.block(":status", "200", "x", "a\nb"),
            TestFrames.block(":status", "200", "", "x"),
            TestFrames.block(":status", "20"),
            TestFrames.block(":path", "/", ":status", "200"),
            HexFormat.of().parseHex("88648264025f8b1d75d0620d263d4c741f71"), // coded by Huffman
            HexFormat.of().parseHex("203f88"),
            HexFormat.of().parseHex("3fe11f88"),
            HexFormat.of().parseHex("88ffffffffff7f"),
            HexFormat.of().parseHex("8880"),
            HexFormat.of().parseHex("88007f"),
            HexFormat.of().parseHex("880083ffffff81ff"),
            new byte[0]);

    @Override
    public String name() {
        return "HTTP/2 frames and heads";
    }

    @Override
    public List<String> parsers() {
        return List.of(
                "http2.Frame",
                "http2.FrameRules",
                "http2.FieldRules",
                "http2.ContentLength",
                "http2.HeaderBlock$Reader",
                "http2.HeaderField",
                "http2.Huffman",
                "http2.StaticTable",
                "http2.Http2Exchange");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var sent = new ByteArrayOutputStream();
        if (random.nextInt(12) > 0) {
            sent.writeBytes(TestFrames.SETTINGS);
        } else {
            sent.writeBytes(
                    Texts.bytes(one(List.of("HTTP/1.1 400 Bad\r\n\r\n", "220 mail\r\n", "SSH-2.0-x\r\n"), random)));
        }
        if (random.nextInt(4) > 0) {
            head(sent, random.nextBoolean() ? BLOCKS.getFirst() : one(BLOCKS, random), random);
        }
        for (int frames = random.nextInt(4) == 0 ? random.nextInt(6) : 0; frames > 0; frames--) {
            any(sent, random);
        }
        if (random.nextInt(100) == 0) {
            byte[] ping = TestFrames.frame(Frame.PING, 1, 0, new byte[8]);
            for (int i = 0; i <= 1_000; i++) {
                sent.writeBytes(ping);
            }
        }
        if (random.nextInt(3) > 0) {
            sent.writeBytes(TestFrames.data(1, new byte[random.nextInt(4) > 0 ? 5 : random.nextInt(9)]));
        }
        return Texts.broken(sent.toByteArray(), random);
    }

    private static void head(ByteArrayOutputStream sent, byte[] block, RandomGenerator random) {
        int ends = random.nextInt(8) == 0 ? Frame.END_STREAM : 0;
        switch (random.nextInt(5)) {
            case 0 -> { // in two pieces
                int cut = random.nextInt(block.length + 1);
                sent.writeBytes(TestFrames.frame(Frame.HEADERS, ends, 1, Arrays.copyOf(block, cut)));
                sent.writeBytes(TestFrames.frame(
                        Frame.CONTINUATION, Frame.END_HEADERS, 1, Arrays.copyOfRange(block, cut, block.length)));
            }
            case 1 -> { // with padding and priority
                byte[] padded = TestFrames.joined(new byte[] {2, 0, 0, 0, 0, 9}, block, new byte[2]);
                int flags = ends | Frame.END_HEADERS | Frame.PADDED | Frame.PRIORITY;
                sent.writeBytes(TestFrames.frame(Frame.HEADERS, flags, 1, padded));
            }
            default -> sent.writeBytes(TestFrames.frame(Frame.HEADERS, ends | Frame.END_HEADERS, 1, block));
        }
        if (random.nextInt(500) == 0) { // without an end
            for (int i = 0; i < 5; i++) {
                sent.writeBytes(TestFrames.frame(Frame.HEADERS, 0, 1, block));
                sent.writeBytes(TestFrames.frame(Frame.CONTINUATION, 0, 1, new byte[16_384]));
            }
        }
    }

    private static void any(ByteArrayOutputStream sent, RandomGenerator random) {
        int type = random.nextInt(11);
        int stream = random.nextInt(5) > 0 ? streamOf(type) : random.nextInt(4);
        int flags = random.nextInt(3) == 0 ? random.nextInt(64) : Frame.END_HEADERS;
        byte[] payload = switch (type) {
            case Frame.HEADERS, Frame.CONTINUATION -> one(BLOCKS, random);
            case Frame.SETTINGS -> new byte[random.nextInt(4) == 0 ? 5 : 6 * random.nextInt(3)];
            case Frame.PING, Frame.GO_AWAY -> new byte[random.nextInt(4) == 0 ? 4 : 8];
            case Frame.RESET, Frame.WINDOW_UPDATE -> new byte[random.nextInt(4) == 0 ? 3 : 4];
            default -> new byte[random.nextInt(12)];
        };
        if (type == Frame.GO_AWAY && payload.length == 8 && random.nextBoolean()) {
            payload[3] = 1;
        }
        if (random.nextInt(200) == 0) {
            payload = new byte[20_000];
        }
        sent.writeBytes(TestFrames.frame(type, flags, stream, payload));
    }

    private static int streamOf(int type) {
        return type == Frame.SETTINGS || type == Frame.PING || type == Frame.GO_AWAY ? 0 : 1;
    }

    @Override
    public void read(byte[] input) throws IOException {
        var taken = new int[1];
        int most = input.length % 5 == 0 ? 3 : MOST_BYTES;
        var exchange = new Http2Exchange(
                new ByteArrayInputStream(input), OutputStream.nullOutputStream(), new Http2Exchange.Sink() {
                    @Override
                    public void take(byte[] bytes, int from, int length) {
                        assertTrue(from >= 0 && length >= 0 && from + length <= bytes.length);
                        taken[0] += length;
                    }

                    @Override
                    public boolean full() {
                        return taken[0] >= most;
                    }
                });
        exchange.send(new Http2Request("POST", "http", "x.test", "/", List.of(), new byte[input.length & 1]));
        exchange.awaitFirst();
        var head = exchange.readHead();
        assertTrue(head.status() >= 200 && head.status() < 600);
        assertTrue(head.fields().stream().noneMatch(field -> field.name().startsWith(":")));
        exchange.readBody();
        assertTrue(taken[0] <= input.length, "no more bytes than came");
        assertTrue(exchange.trailers().size() <= 200);
    }

    @Override
    public Check check() {
        return new Check("http2.HeaderBlock$Reader", "text", 2);
    }
}
