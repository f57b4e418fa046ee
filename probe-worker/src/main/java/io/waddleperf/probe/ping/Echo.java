package io.waddleperf.probe.ping;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.waddleperf.contracts.Family;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;

/// The bytes of an echo request and its reply.
///
/// The first 12 bytes of the payload are the run's nonce and the sequence number, so that no reply
/// to somebody else, or to an earlier run, is taken for ours.
///
/// @param identifier 16 bits; a DGRAM socket's kernel overwrites it with the socket's own
public record Echo(Family family, Framing framing, int identifier, long nonce) {
    static final int LEAST_PAYLOAD_BYTES = 16;
    static final int HEADER_BYTES = 8;

    private static final int REQUEST_V4 = 8;
    private static final int REPLY_V4 = 0;
    private static final int REQUEST_V6 = 128;
    private static final int REPLY_V6 = 129;

    private static final int CHECKSUM = 2;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;
    private static final int NONCE = 8;
    private static final int NUMBER = 16;

    /// What a socket type leaves to us.
    public enum Framing {
        /// The kernel writes identifier and checksum, and gives only our own replies.
        DGRAM,
        /// The checksum of ICMPv4 is ours, its replies carry the IP header, and everybody's arrive.
        RAW
    }

    /// @param packet as long as header and payload together
    void writeRequest(MemorySegment packet, int sequence) {
        for (long i = NUMBER + Integer.BYTES; i < packet.byteSize(); i++) {
            packet.set(JAVA_BYTE, i, (byte) i);
        }
        packet.set(JAVA_BYTE, 0, (byte) (v6() ? REQUEST_V6 : REQUEST_V4));
        packet.set(JAVA_BYTE, 1, (byte) 0);
        putShort(packet, CHECKSUM, 0);
        putShort(packet, IDENTIFIER, identifier);
        putShort(packet, SEQUENCE, sequence);
        packet.set(JAVA_LONG_UNALIGNED, NONCE, nonce);
        packet.set(JAVA_INT_UNALIGNED, NUMBER, sequence);
        if (framing == Framing.RAW && !v6()) { // ICMPv6's covers addresses, so the kernel writes it
            putShort(packet, CHECKSUM, checksum(packet));
        }
    }

    /// The sequence number, where the packet is a reply to a request of this run.
    ///
    /// @param packet as the socket gave it
    OptionalInt sequenceOfReply(MemorySegment packet) {
        long start = framing == Framing.RAW && !v6() ? ipv4HeaderBytes(packet) : 0;
        if (packet.byteSize() < start + HEADER_BYTES + LEAST_PAYLOAD_BYTES) {
            return OptionalInt.empty();
        }
        var icmp = packet.asSlice(start);
        int type = Byte.toUnsignedInt(icmp.get(JAVA_BYTE, 0));
        int sequence = getShort(icmp, SEQUENCE);
        boolean ours = type == (v6() ? REPLY_V6 : REPLY_V4)
                && (framing == Framing.DGRAM || getShort(icmp, IDENTIFIER) == identifier)
                && icmp.get(JAVA_LONG_UNALIGNED, NONCE) == nonce
                && icmp.get(JAVA_INT_UNALIGNED, NUMBER) == sequence;
        return ours ? OptionalInt.of(sequence) : OptionalInt.empty();
    }

    /// Whether the request inside an ICMP error is one of this run.
    ///
    /// @param request from its ICMP header on, at least as long as RFC 792 promises: 8 bytes
    boolean isOwnRequest(MemorySegment request) {
        return framing == Framing.DGRAM
                || (request.byteSize() >= HEADER_BYTES && getShort(request, IDENTIFIER) == identifier);
    }

    private boolean v6() {
        return family == Family.IPV6;
    }

    private static long ipv4HeaderBytes(MemorySegment packet) {
        return packet.byteSize() == 0 ? 0 : (packet.get(JAVA_BYTE, 0) & 0xF) * 4L;
    }

    /// The Internet checksum (RFC 1071).
    public static int checksum(MemorySegment packet) {
        int sum = 0;
        for (long i = 0; i < packet.byteSize(); i += 2) {
            int low = i + 1 < packet.byteSize() ? Byte.toUnsignedInt(packet.get(JAVA_BYTE, i + 1)) : 0;
            sum += Byte.toUnsignedInt(packet.get(JAVA_BYTE, i)) << 8 | low;
        }
        sum = (sum >>> 16) + (sum & 0xFFFF);
        sum += sum >>> 16;
        return ~sum & 0xFFFF;
    }

    private static void putShort(MemorySegment packet, long at, int value) {
        packet.set(JAVA_BYTE, at, (byte) (value >> 8));
        packet.set(JAVA_BYTE, at + 1, (byte) value);
    }

    private static int getShort(MemorySegment packet, long at) {
        return Byte.toUnsignedInt(packet.get(JAVA_BYTE, at)) << 8 | Byte.toUnsignedInt(packet.get(JAVA_BYTE, at + 1));
    }
}
