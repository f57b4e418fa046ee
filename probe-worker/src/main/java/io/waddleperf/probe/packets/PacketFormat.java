package io.waddleperf.probe.packets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.ping.Echo;
import java.lang.foreign.MemorySegment;

/// The bytes of numbered packets, and the number in what comes back.
///
/// All packets look alike to a router that spreads flows over equal ways: ports stay the same, and
/// so does the checksum, because beside each number stands its complement (Paris traceroute,
/// Augustin et al., IMC 2006). Reading never throws, whatever the bytes.
///
/// @param identifier of ICMP, 16 bits; a DGRAM socket's kernel overwrites it with the socket's own
/// @param nonce      tells this run from all others; not 0
record PacketFormat(PacketMethod method, Family family, int identifier, long nonce) {
    private static final int REQUEST_V4 = 8;
    private static final int REPLY_V4 = 0;
    private static final int REQUEST_V6 = 128;
    private static final int REPLY_V6 = 129;

    private static final int CHECKSUM = 2;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;
    private static final int ICMP_HEADER_BYTES = 8;
    private static final int UDP_HEADER_BYTES = 8;

    /// After the header of ICMP, or at the start of UDP's payload: nonce, complement, number. ICMP
    /// has the number in its header and 0 here.
    private static final int COMPLEMENT = 8;

    private static final int NUMBER = 10;
    private static final int MARK_BYTES = 12;

    /// To which packet an answer belongs.
    sealed interface Whose {
        record Ours(int number) implements Whose {}

        /// To one of ours, but the router quoted too little to say which.
        record Untold() implements Whose {}

        record Foreign() implements Whose {}
    }

    private static final Whose UNTOLD = new Whose.Untold();
    private static final Whose FOREIGN = new Whose.Foreign();

    /// How many bytes we write into a packet of that size on the wire.
    int writtenBytes(int packetBytes) {
        int ipHeaderBytes = v6() ? 40 : 20;
        return packetBytes - ipHeaderBytes - (icmp() ? 0 : UDP_HEADER_BYTES);
    }

    void write(MemorySegment packet, int number) {
        packet.fill((byte) 0);
        if (!icmp()) {
            mark(packet, number);
            putShort(packet, NUMBER, number);
            return;
        }
        packet.set(JAVA_BYTE, 0, (byte) (v6() ? REQUEST_V6 : REQUEST_V4));
        putShort(packet, IDENTIFIER, identifier);
        putShort(packet, SEQUENCE, number);
        mark(packet.asSlice(ICMP_HEADER_BYTES), number);
        if (method == PacketMethod.ICMP_RAW && !v6()) { // elsewhere the kernel writes it
            putShort(packet, CHECKSUM, Echo.checksum(packet));
        }
    }

    private void mark(MemorySegment at, int number) {
        at.set(JAVA_LONG_UNALIGNED, 0, nonce);
        putShort(at, COMPLEMENT, ~number);
    }

    /// @param packet as the socket gave it
    Whose ofReply(MemorySegment packet) {
        if (!icmp()) { // a connected socket gets only what its target says
            return marked(packet, payloadNumber(packet)) ? new Whose.Ours(payloadNumber(packet)) : UNTOLD;
        }
        long start = method == PacketMethod.ICMP_RAW && !v6() ? ipv4HeaderBytes(packet) : 0;
        if (packet.byteSize() < start + ICMP_HEADER_BYTES + MARK_BYTES) {
            return FOREIGN;
        }
        var icmp = packet.asSlice(start);
        return marked(icmp.asSlice(ICMP_HEADER_BYTES), getShort(icmp, SEQUENCE))
                ? echo(icmp, v6() ? REPLY_V6 : REPLY_V4)
                : FOREIGN;
    }

    /// @param quoted our packet inside an ICMP error: from the ICMP header on, or UDP's payload
    Whose ofQuote(MemorySegment quoted) {
        long markAt = icmp() ? ICMP_HEADER_BYTES : 0;
        if (quoted.byteSize() < markAt) {
            return FOREIGN;
        }
        var mark = quoted.asSlice(markAt);
        int number = icmp() ? getShort(quoted, SEQUENCE) : payloadNumber(quoted);
        if (!cutOff(mark) && !marked(mark, number)) {
            return FOREIGN;
        }
        if (icmp()) {
            return echo(quoted, v6() ? REQUEST_V6 : REQUEST_V4);
        }
        return cutOff(mark) ? UNTOLD : new Whose.Ours(number);
    }

    private Whose echo(MemorySegment icmp, int type) {
        boolean ours = Byte.toUnsignedInt(icmp.get(JAVA_BYTE, 0)) == type
                && (method == PacketMethod.ICMP_DGRAM || getShort(icmp, IDENTIFIER) == identifier);
        return ours ? new Whose.Ours(getShort(icmp, SEQUENCE)) : FOREIGN;
    }

    /// Whether the router cut the mark off, or put zeros there (RFC 4884 pads short quotes).
    private static boolean cutOff(MemorySegment mark) {
        return mark.byteSize() < MARK_BYTES || mark.get(JAVA_LONG_UNALIGNED, 0) == 0;
    }

    private boolean marked(MemorySegment mark, int number) {
        return mark.byteSize() >= MARK_BYTES
                && mark.get(JAVA_LONG_UNALIGNED, 0) == nonce
                && getShort(mark, COMPLEMENT) == (~number & 0xFFFF);
    }

    private static int payloadNumber(MemorySegment payload) {
        return payload.byteSize() < MARK_BYTES ? 0 : getShort(payload, NUMBER);
    }

    private boolean icmp() {
        return method != PacketMethod.UDP;
    }

    private boolean v6() {
        return family == Family.IPV6;
    }

    private static long ipv4HeaderBytes(MemorySegment packet) {
        return packet.byteSize() == 0 ? 0 : (packet.get(JAVA_BYTE, 0) & 0xF) * 4L;
    }

    private static void putShort(MemorySegment packet, long at, int value) {
        packet.set(JAVA_BYTE, at, (byte) (value >> 8));
        packet.set(JAVA_BYTE, at + 1, (byte) value);
    }

    private static int getShort(MemorySegment packet, long at) {
        return Byte.toUnsignedInt(packet.get(JAVA_BYTE, at)) << 8 | Byte.toUnsignedInt(packet.get(JAVA_BYTE, at + 1));
    }
}
