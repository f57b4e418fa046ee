package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.ping.Echo.Mark;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final int PACKET_BYTES = 64;
    private static final MemorySegment FILLER = Echo.filler(Arena.ofAuto()).asSlice(0, PACKET_BYTES - Echo.HEAD_BYTES);
    private static final Mark MARK = new Mark(0xFE07, 0xCAFEL, 7);
    private final Echo dgram4 = new Echo(Family.IPV4, Echo.Framing.DGRAM, 0x1234);
    private final Echo raw4 = new Echo(Family.IPV4, Echo.Framing.RAW, 0x1234);
    private final Echo raw6 = new Echo(Family.IPV6, Echo.Framing.RAW, 0x1234);

    @Test
    void readsTheMarkOfAReplyInEachFraming() {
        assertEquals(Optional.of(MARK), dgram4.markOfReply(reply(dgram4)));
        assertEquals(Optional.of(MARK), raw4.markOfReply(withIpHeader(reply(raw4))));
        assertEquals(Optional.of(MARK), raw6.markOfReply(reply(raw6)));
    }

    @Test
    void readsItAlsoWhereTheRestWasCutOff() {
        assertEquals(Optional.of(MARK), dgram4.markOfReply(reply(dgram4).asSlice(0, Echo.HEAD_BYTES)));
        assertTrue(dgram4.markOfReply(reply(dgram4).asSlice(0, Echo.HEAD_BYTES - 1))
                .isEmpty());
    }

    @Test
    void passesOverRepliesToOtherSocketsAndRequests() {
        var otherIdentifier = new Echo(Family.IPV4, Echo.Framing.RAW, 0x4321);
        assertTrue(raw4.markOfReply(withIpHeader(reply(otherIdentifier))).isEmpty());
        assertTrue(dgram4.markOfReply(request(dgram4)).isEmpty(), "our request is no reply");
    }

    @Test
    void checksumsAsRfc1071Does() {
        byte[] example = HexFormat.of().parseHex("0001f203f4f5f6f7"); // section 3
        assertEquals(~0xDDF2 & 0xFFFF, Echo.checksum(MemorySegment.ofArray(example)));
        assertEquals(0, Echo.checksum(request(raw4)), "a packet with its checksum sums up to nothing");
    }

    @Test
    void fillsAsPingDoes() {
        var packet = request(dgram4);
        for (int i = Echo.HEAD_BYTES; i < PACKET_BYTES; i++) {
            assertEquals((byte) i, packet.asByteBuffer().get(i));
        }
    }

    @Test
    void tellsItsOwnRequestInsideAnIcmpError() {
        assertEquals(Optional.of(new Echo.Quote(MARK.sequence(), Optional.of(MARK))), raw4.quoted(request(raw4)));
        var other = new Echo(Family.IPV4, Echo.Framing.RAW, 1);
        assertTrue(raw4.quoted(request(other)).isEmpty());
        assertTrue(raw4.quoted(reply(raw4)).isEmpty(), "a reply is no request");
        assertTrue(raw4.quoted(MemorySegment.ofArray(new byte[4])).isEmpty());
    }

    @Test
    void isContentWithWhatOldRoutersQuote() {
        var sequenceOnly = Optional.of(new Echo.Quote(MARK.sequence(), Optional.empty()));
        var request = request(raw4);
        assertEquals(sequenceOnly, raw4.quoted(request.asSlice(0, 8)));
        request.asSlice(8).fill((byte) 0); // RFC 4884
        assertEquals(sequenceOnly, raw4.quoted(request));
    }

    private static MemorySegment request(Echo echo) {
        var packet = MemorySegment.ofArray(new byte[PACKET_BYTES]);
        echo.writeHead(packet.asSlice(0, Echo.HEAD_BYTES), MARK, Echo.wordsOf(FILLER));
        packet.asSlice(Echo.HEAD_BYTES).copyFrom(FILLER);
        return packet;
    }

    private static MemorySegment reply(Echo echo) {
        var packet = request(echo);
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
