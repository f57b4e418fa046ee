package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.responder.Reflections.Reply;
import io.waddleperf.probe.stamp.StampPacket;
import io.waddleperf.probe.stamp.StampToken;
import io.waddleperf.probe.stamp.Tokens;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What anybody may send to a reflector: four bytes of where from, then the datagram.
public final class QuestionsFuzz implements FuzzTarget {
    private static final long NOW_NS = 1_795_000_000_000_000_000L;
    private static final int SOURCE_BYTES = 6;
    private static final List<byte[]> VALID = List.of(
            hex("00000007eeb21f30800000008c4e1234" + "00".repeat(28)),
            hex("00000007eeb21f30800000000001" + "5a".repeat(100)),
            hex("00000003eeb21f3100000000000112340000000000000000" + "00000007eeb21f3080000000" + "8c4e00003f000000"),
            hex("0001"),
            new byte[1_472],
            new byte[9_000]);

    private static final StampToken TOKEN = StampToken.of("0123456789abcdef");

    private long nanos;
    private final Reflections reflections = reflections(Optional.empty());
    private final Reflections guarded = reflections(Optional.of(TOKEN));

    private Reflections reflections(Optional<StampToken> token) {
        return new Reflections(
                source -> source.getAddress()[0] != 0x66,
                token,
                () -> nanos,
                () -> Optional.of(new KernelClock(nanos % 2 == 0, 100)));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Override
    public String name() {
        return "questions to a reflector";
    }

    @Override
    public List<String> parsers() {
        return List.of(
                "responder.Reflections", "responder.ReflectorSessions", "responder.SourceRates", "stamp.StampToken");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        byte[] sent = Texts.broken(signed(VALID.get(random.nextInt(VALID.size())), random), random);
        byte[] input = new byte[SOURCE_BYTES + sent.length];
        if (random.nextBoolean()) { // else one that asks much
            random.nextBytes(input);
            input[4] = (byte) (random.nextInt(20) == 0 ? 0 : random.nextInt());
        }
        input[5] = (byte) random.nextInt();
        if (random.nextInt(20) == 0) { // our own port, and one of a server
            input[4] = 3;
            input[5] = (byte) (random.nextBoolean() ? 0x5E : 0x50);
        }
        System.arraycopy(sent, 0, input, SOURCE_BYTES, sent.length);
        return input;
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length < SOURCE_BYTES) {
            throw new IOException("no source");
        }
        boolean quiet = input.length == SOURCE_BYTES + 44 && input[0] == 0x77;
        nanos += quiet ? 3_600_000_000_000L : 1 + (input[5] & 0xFF) * 4_000L;
        byte[] sent = Arrays.copyOfRange(input, SOURCE_BYTES, input.length);
        byte[] bytes = sent.clone();
        var packet = MemorySegment.ofArray(bytes);
        boolean guards = (input[3] & 1) != 0;
        var reply = (guards ? guarded : reflections).answer(packet, source(input), 862, NOW_NS, input[5]);
        assertTrue(!guards || reply == Reply.NONE || TOKEN.isShownBy(packet), "it answers by the token");
        switch (reply) {
            case NONE, ECHO -> assertTrue(Arrays.equals(sent, bytes), "it is as it came");
            case STAMP -> {
                StampPacket.writeSentAt(packet, NOW_NS);
                assertTrue(StampPacket.isAnswer(packet, NOW_NS), "no other reflector answers it");
                int end = guards ? sent.length - 16 : sent.length;
                assertTrue(Arrays.equals(sent, 44, end, bytes, 44, end), "padding stays");
            }
        }
        assertEquals(sent.length, packet.byteSize());
        if (reply == Reply.NONE) {
            throw new IOException("no answer");
        }
    }

    /// Some show the token, most where they have room for it.
    private static byte[] signed(byte[] question, RandomGenerator random) {
        boolean signs = question.length >= 44 && random.nextInt(3) == 0;
        return signs ? Tokens.signed(question, TOKEN) : question;
    }

    private static InetSocketAddress source(byte[] input) {
        byte[] address = Arrays.copyOf(input, (input[5] & 1) == 0 ? 4 : 16);
        Arrays.fill(address, 4, address.length, (byte) 0);
        int port = (input[4] & 0xFF) << 8 | (input[4] == 0 ? 0 : input[5] & 0xFF);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Check check() {
        return new Check("responder.Reflections", "answer", 11);
    }
}
