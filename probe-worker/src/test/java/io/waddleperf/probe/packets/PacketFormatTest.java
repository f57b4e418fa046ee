package io.waddleperf.probe.packets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.ping.Echo;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PacketFormatTest {
    private static final int PACKET_BYTES = 100;
    private static final long NONCE = 0xCAFEL;

    @Test
    void findsTheNumberInWhatRoutersQuote() {
        for (var format : all()) {
            assertEquals(new PacketFormat.Whose.Ours(6_399), format.ofQuote(written(format, 6_399)), format::toString);
        }
    }

    @Test
    void findsTheNumberInEightQuotedBytesOfIcmpButNotOfUdp() {
        for (var format : all()) {
            if (format.method() == PacketMethod.UDP) {
                assertInstanceOf(PacketFormat.Whose.Untold.class, format.ofQuote(bytes(0)));
                assertInstanceOf(PacketFormat.Whose.Untold.class, format.ofQuote(bytes(108)), "padded with zeros");
            } else {
                var quoted = written(format, 9).asSlice(0, 8);
                assertEquals(new PacketFormat.Whose.Ours(9), format.ofQuote(quoted), format::toString);
                var padded = bytes(128);
                padded.asSlice(0, 8).copyFrom(quoted);
                assertEquals(new PacketFormat.Whose.Ours(9), format.ofQuote(padded), format::toString);
            }
        }
    }

    @Test
    void knowsItsOwnReplies() {
        for (var format : all()) {
            assertEquals(new PacketFormat.Whose.Ours(9), format.ofReply(reply(format, 9)), format::toString);
        }
    }

    @Test
    void passesOverWhatBelongsToOthers() {
        for (var format : all()) {
            var other = new PacketFormat(format.method(), format.family(), format.identifier(), 0xBEEFL);
            assertInstanceOf(PacketFormat.Whose.Foreign.class, format.ofQuote(written(other, 9)), format::toString);
            if (format.method() != PacketMethod.UDP) {
                assertInstanceOf(PacketFormat.Whose.Foreign.class, format.ofReply(reply(other, 9)));
                assertInstanceOf(PacketFormat.Whose.Foreign.class, format.ofReply(written(format, 9)), "a request");
            }
        }
        var raw = new PacketFormat(PacketMethod.ICMP_RAW, Family.IPV4, 1, NONCE);
        var otherId = new PacketFormat(PacketMethod.ICMP_RAW, Family.IPV4, 2, NONCE);
        assertInstanceOf(
                PacketFormat.Whose.Foreign.class,
                raw.ofQuote(written(otherId, 9).asSlice(0, 8)));
    }

    @Test
    void givesAllPacketsOfAFlowTheSameChecksum() {
        for (var format : all()) {
            var sums = new ArrayList<Integer>();
            for (int number : List.of(0, 1, 255, 256, 6_399, 65_535)) {
                var packet = written(format, number);
                packet.asByteBuffer().putShort(format.method() == PacketMethod.UDP ? PACKET_BYTES - 60 : 2, (short) 0);
                sums.add(Echo.checksum(packet));
            }
            assertEquals(1, sums.stream().distinct().count(), () -> format + " " + sums);
        }
        var raw = new PacketFormat(PacketMethod.ICMP_RAW, Family.IPV4, 1, NONCE);
        assertEquals(0, Echo.checksum(written(raw, 77)), "a packet with its checksum sums up to nothing");
    }

    @Test
    void isAsLongOnTheWireAsAsked() {
        assertEquals(1_472, new PacketFormat(PacketMethod.UDP, Family.IPV4, 0, NONCE).writtenBytes(1_500));
        assertEquals(1_480, new PacketFormat(PacketMethod.ICMP_RAW, Family.IPV4, 0, NONCE).writtenBytes(1_500));
        assertEquals(1_460, new PacketFormat(PacketMethod.ICMP_DGRAM, Family.IPV6, 0, NONCE).writtenBytes(1_500));
    }

    @Test
    void survivesAnyBytes() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            for (var format : all()) {
                format.ofQuote(MemorySegment.ofArray(bytes));
                format.ofReply(MemorySegment.ofArray(bytes));
            }
        }
    }

    private static List<PacketFormat> all() {
        var all = new ArrayList<PacketFormat>();
        for (var method : PacketMethod.values()) {
            all.add(new PacketFormat(method, Family.IPV4, 0x1234, NONCE));
            all.add(new PacketFormat(method, Family.IPV6, 0x1234, NONCE));
        }
        return all;
    }

    private static MemorySegment written(PacketFormat format, int number) {
        var packet = bytes(format.writtenBytes(PACKET_BYTES));
        format.write(packet, number);
        return packet;
    }

    private static MemorySegment reply(PacketFormat format, int number) {
        var packet = written(format, number);
        if (format.method() == PacketMethod.UDP) {
            return packet;
        }
        packet.asByteBuffer().put(0, (byte) (format.family() == Family.IPV6 ? 129 : 0));
        if (format.method() == PacketMethod.ICMP_DGRAM || format.family() == Family.IPV6) {
            return packet;
        }
        var whole = bytes(24 + (int) packet.byteSize());
        whole.asByteBuffer().put(0, (byte) 0x46); // version 4, 6 words: with an option
        whole.asSlice(24).copyFrom(packet);
        return whole;
    }

    private static MemorySegment bytes(int count) {
        return MemorySegment.ofArray(new byte[count]);
    }
}
