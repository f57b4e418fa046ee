package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final int PACKET_BYTES = 64;
    private final Echo dgram4 = new Echo(Family.IPV4, Echo.Framing.DGRAM, 0x1234, 0xCAFEL);
    private final Echo raw4 = new Echo(Family.IPV4, Echo.Framing.RAW, 0x1234, 0xCAFEL);
    private final Echo raw6 = new Echo(Family.IPV6, Echo.Framing.RAW, 0x1234, 0xCAFEL);

    @Test
    void knowsItsOwnRepliesInEachFraming() {
        assertEquals(OptionalInt.of(7), dgram4.sequenceOfReply(reply(dgram4, 7)));
        assertEquals(OptionalInt.of(7), raw4.sequenceOfReply(withIpHeader(reply(raw4, 7))));
        assertEquals(OptionalInt.of(7), raw6.sequenceOfReply(reply(raw6, 7)));
    }

    @Test
    void passesOverRepliesOfOthers() {
        var otherNonce = new Echo(Family.IPV4, Echo.Framing.DGRAM, 0x1234, 0xBEEFL);
        var otherId = new Echo(Family.IPV4, Echo.Framing.RAW, 0x4321, 0xCAFEL);
        assertTrue(dgram4.sequenceOfReply(reply(otherNonce, 7)).isEmpty());
        assertTrue(raw4.sequenceOfReply(withIpHeader(reply(otherId, 7))).isEmpty());
        assertTrue(dgram4.sequenceOfReply(request(dgram4, 7)).isEmpty(), "our request is no reply");
    }

    @Test
    void passesOverAReplyWhoseHeaderAndPayloadDisagree() {
        var reply = reply(dgram4, 7);
        reply.asByteBuffer().put(7, (byte) 8);
        assertTrue(dgram4.sequenceOfReply(reply).isEmpty());
    }

    @Test
    void survivesAnyBytes() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            var packet = MemorySegment.ofArray(bytes);
            assertTrue(dgram4.sequenceOfReply(packet).isEmpty());
            assertTrue(raw4.sequenceOfReply(packet).isEmpty());
            assertTrue(raw6.sequenceOfReply(packet).isEmpty());
        }
    }

    @Test
    void checksumsAsRfc1071Does() {
        byte[] example = HexFormat.of().parseHex("0001f203f4f5f6f7"); // section 3
        assertEquals(~0xDDF2 & 0xFFFF, Echo.checksum(MemorySegment.ofArray(example)));
        assertEquals(0, Echo.checksum(request(raw4, 3)), "a packet with its checksum sums up to nothing");
    }

    @Test
    void tellsItsOwnRequestInsideAnIcmpError() {
        assertTrue(raw4.isOwnRequest(request(raw4, 1).asSlice(0, 8)));
        assertFalse(raw4.isOwnRequest(request(new Echo(Family.IPV4, Echo.Framing.RAW, 1, 2), 1)));
        assertFalse(raw4.isOwnRequest(MemorySegment.ofArray(new byte[4])));
    }

    private static MemorySegment request(Echo echo, int sequence) {
        var packet = MemorySegment.ofArray(new byte[PACKET_BYTES]);
        echo.writeRequest(packet, sequence);
        return packet;
    }

    private static MemorySegment reply(Echo echo, int sequence) {
        var packet = request(echo, sequence);
        packet.asByteBuffer().put(0, (byte) (echo.family() == Family.IPV6 ? 129 : 0));
        return packet;
    }

    private static MemorySegment withIpHeader(MemorySegment icmp) {
        var packet = MemorySegment.ofArray(new byte[24 + PACKET_BYTES]);
        packet.asByteBuffer().put(0, (byte) 0x46); // version 4, 6 words: with an option
        packet.asSlice(24).copyFrom(icmp);
        return packet;
    }
}
