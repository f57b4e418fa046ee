package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.responder.Reflections.Reply;
import io.waddleperf.probe.stamp.Mutations;
import io.waddleperf.probe.stamp.StampPacket;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What anybody may send to a reflector: questions of STAMP and of TWAMP-Light, answers, short and
/// long ones, broken a little. `-Dfuzz.inputs=1000000` tries more of them than `verify` does.
class ReflectionsFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long NOW_NS = 1_795_000_000_000_000_000L;

    private static final List<byte[]> VALID = List.of(
            hex("00000007eeb21f30800000008c4e1234" + "00".repeat(28)),
            hex("00000007eeb21f30800000000001" + "5a".repeat(100)),
            hex("00000003eeb21f3100000000000112340000000000000000" + "00000007eeb21f3080000000" + "8c4e00003f000000"),
            hex("0001"),
            new byte[1_472]);

    @Test
    void answersNothingLargerAndNoAnswersWhateverComes() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var nanos = new AtomicLong();
        var reflections = new Reflections(nanos::get, Optional::empty);
        Map<Reply, Integer> replies = new EnumMap<>(Reply.class);
        for (int i = 0; i < INPUTS; i++) {
            nanos.addAndGet(random.nextInt(2_000_000));
            byte[] sent = Mutations.of(VALID.get(random.nextInt(VALID.size())), random);
            try {
                replies.merge(one(reflections, sent, random), 1, Integer::sum);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("input " + i + ": " + HexFormat.of().formatHex(sent), e);
            }
        }
        assertEquals(Reply.values().length, replies.size(), replies::toString);
    }

    private static Reply one(Reflections reflections, byte[] sent, RandomGenerator random) {
        byte[] bytes = sent.clone();
        var packet = MemorySegment.ofArray(bytes);
        var from = new InetSocketAddress(address(random), random.nextInt(65_536));
        var reply = reflections.answer(packet, from, 862, NOW_NS, random.nextInt(-1, 256));
        assertEquals(sent.length, packet.byteSize());
        switch (reply) {
            case NONE, ECHO -> assertTrue(Arrays.equals(sent, bytes), "it is as it came");
            case STAMP -> {
                StampPacket.writeSentAt(packet, NOW_NS);
                assertTrue(StampPacket.isAnswer(packet, NOW_NS), "no other reflector answers it");
                assertTrue(Arrays.equals(sent, 44, sent.length, bytes, 44, bytes.length), "padding stays");
            }
        }
        return reply;
    }

    /// Some sources ask much, most seldom.
    private static InetAddress address(RandomGenerator random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        if (random.nextInt(3) > 0) {
            random.nextBytes(bytes);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
