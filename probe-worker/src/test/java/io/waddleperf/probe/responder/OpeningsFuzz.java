package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// What anybody may send to the responder's pages: a byte that says what it is, then a datagram to the
/// gate, a token, a question about health, or a path.
public final class OpeningsFuzz implements FuzzTarget {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4_433);
    private static final int KINDS = 4;
    private static final List<byte[]> DATAGRAMS = List.of(
            long1("c000000001"),
            long1("c01a2a3a4a"),
            long1("e000000001"),
            long1("c000000000"),
            hex("4000"),
            hex("c000"));
    private static final List<byte[]> QUESTIONS =
            List.of(hex("0000000000"), hex("00000000020a00"), hex("00000000030a0161"), hex("0100000000"));
    private static final List<String> PATHS = List.of(
            "/", "/health", "/status/204", "/delay/10", "/bytes/1000", "/bytes?n=99", "/bytes", "/status/99999999");

    private long nanos;
    private final AddressTokens tokens = new AddressTokens(() -> nanos);
    private final EmbeddedChannel gate =
            new EmbeddedChannel(new DatagramGate(new SourceRates(() -> nanos, new SourceRates.Limits(10, 100))));

    private static byte[] long1(String start) {
        byte[] whole = new byte[1_200];
        byte[] head = hex(start);
        System.arraycopy(head, 0, whole, 0, head.length);
        return whole;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Override
    public String name() {
        return "openings of HTTPS and QUIC";
    }

    @Override
    public List<String> parsers() {
        return List.of(
                "responder.DatagramGate", "responder.AddressTokens", "responder.HealthService", "responder.Page");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        int kind = random.nextInt(KINDS);
        byte[] valid = switch (kind) {
            case 0 -> DATAGRAMS.get(random.nextInt(DATAGRAMS.size()));
            case 1 -> token();
            case 2 -> QUESTIONS.get(random.nextInt(QUESTIONS.size()));
            default -> PATHS.get(random.nextInt(PATHS.size())).getBytes(StandardCharsets.US_ASCII);
        };
        byte[] sent = random.nextInt(3) == 0 ? valid : Texts.broken(valid, random);
        byte[] input = new byte[1 + sent.length];
        input[0] = (byte) kind;
        System.arraycopy(sent, 0, input, 1, sent.length);
        return input;
    }

    private byte[] token() {
        var token = Unpooled.buffer();
        tokens.writeToken(token, Unpooled.wrappedBuffer(new byte[8]), CLIENT);
        byte[] bytes = new byte[token.readableBytes()];
        token.readBytes(bytes);
        return bytes;
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            throw new IOException("nothing");
        }
        nanos += 20_000_000;
        byte[] sent = Arrays.copyOfRange(input, 1, input.length);
        boolean taken = switch (input[0]) {
            case 0 -> passes(Unpooled.wrappedBuffer(sent));
            case 1 -> tokens.validateToken(Unpooled.wrappedBuffer(sent), CLIENT) >= 0;
            case 2 -> HealthService.answer("/grpc.health.v1.Health/Check", sent).status() == 0;
            default -> shown(new String(sent, StandardCharsets.ISO_8859_1));
        };
        if (!taken) {
            throw new IOException("refused");
        }
    }

    private boolean passes(ByteBuf datagram) {
        int length = datagram.readableBytes();
        int first = length == 0 ? 0 : datagram.getByte(0);
        gate.writeInbound(new DatagramPacket(datagram, CLIENT, CLIENT));
        Object passed = gate.readInbound();
        ReferenceCountUtil.release(passed);
        boolean initial = (first & 0xB0) == 0x80;
        assertTrue(passed == null || !initial || length >= DatagramGate.LEAST_OPENING_BYTES, "it is long enough");
        return passed != null;
    }

    private static boolean shown(String target) {
        int mark = target.indexOf('?');
        var page = mark < 0 ? Page.of(target, null) : Page.of(target.substring(0, mark), target.substring(mark + 1));
        return switch (page) {
            case Page.Text text -> text.status() != 404 && text.status() != 400;
            case Page.Later later -> later.ms() <= Page.MOST_DELAY_MS;
            case Page.Bytes bytes -> bytes.count() <= Page.MOST_BYTES;
        };
    }

    @Override
    public Check check() {
        return new Check("responder.DatagramGate", "kind", 0);
    }
}
