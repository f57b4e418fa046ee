package io.waddleperf.probe.ping;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.waddleperf.contracts.Family;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The bytes of echo requests and replies (RFC 792, RFC 4443) of one socket.
///
/// The first 12 bytes of the payload are the run's nonce and the number of the packet in it, so that
/// no reply to somebody else, or to an earlier packet, is taken for ours. What follows is filler,
/// which all requests share.
///
/// @param identifier 16 bits; of a DGRAM socket the kernel writes it
public record Echo(Family family, Framing framing, int identifier) {
    static final int LEAST_PAYLOAD_BYTES = 16;
    static final int MOST_PAYLOAD_BYTES = 65_000;
    static final int HEADER_BYTES = 8;

    /// The ICMP header and the mark.
    static final int HEAD_BYTES = 20;

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

    /// Which request an answer belongs to.
    ///
    /// @param sequence 16 bits, of the ICMP header
    /// @param nonce    of the run
    /// @param number   of the packet in its run, from 0
    record Mark(int sequence, long nonce, int number) {}

    /// Whose request a router quoted.
    ///
    /// @param mark empty where the router quoted no more than RFC 792 promises: 8 bytes
    record Quote(int sequence, Optional<Mark> mark) {}

    /// What follows a head in the largest request.
    static MemorySegment filler(Arena arena) {
        var filler = arena.allocate(Math.addExact(HEADER_BYTES, MOST_PAYLOAD_BYTES) - HEAD_BYTES, Long.BYTES);
        for (long i = 0; i < filler.byteSize(); i++) {
            filler.set(JAVA_BYTE, i, (byte) (HEAD_BYTES + i));
        }
        return filler;
    }

    /// @param head      [#HEAD_BYTES]
    /// @param fillerSum [#wordsOf] the filler that follows, where this [#sumsUp]
    void writeHead(MemorySegment head, Mark mark, int fillerSum) {
        head.set(JAVA_BYTE, 0, (byte) (v6() ? REQUEST_V6 : REQUEST_V4));
        head.set(JAVA_BYTE, 1, (byte) 0);
        putShort(head, CHECKSUM, 0);
        putShort(head, IDENTIFIER, identifier);
        putShort(head, SEQUENCE, mark.sequence());
        head.set(JAVA_LONG_UNALIGNED, NONCE, mark.nonce());
        head.set(JAVA_INT_UNALIGNED, NUMBER, mark.number());
        if (sumsUp()) {
            putShort(head, CHECKSUM, folded(wordsOf(head) + fillerSum));
        }
    }

    /// Whether the checksum is ours to write; ICMPv6's covers addresses, so the kernel writes it.
    boolean sumsUp() {
        return framing == Framing.RAW && !v6();
    }

    /// The mark of a reply to a request from this socket; empty for anything else.
    ///
    /// @param packet as the socket gave it, the end cut off or not
    Optional<Mark> markOfReply(MemorySegment packet) {
        long start = framing == Framing.RAW && !v6() ? ipv4HeaderBytes(packet) : 0;
        if (packet.byteSize() < start + HEAD_BYTES) {
            return Optional.empty();
        }
        var icmp = start == 0 ? packet : packet.asSlice(start);
        int type = Byte.toUnsignedInt(icmp.get(JAVA_BYTE, 0));
        boolean ours = type == (v6() ? REPLY_V6 : REPLY_V4) && sentHere(icmp);
        return ours ? Optional.of(mark(icmp)) : Optional.empty();
    }

    /// Which request an ICMP error came for; empty where it is none of this socket's.
    ///
    /// @param request from its ICMP header on
    Optional<Quote> quoted(MemorySegment request) {
        if (request.byteSize() < HEADER_BYTES
                || Byte.toUnsignedInt(request.get(JAVA_BYTE, 0)) != (v6() ? REQUEST_V6 : REQUEST_V4)
                || !sentHere(request)) {
            return Optional.empty();
        }
        // RFC 4884 pads short quotes with zeros
        boolean cutOff = request.byteSize() < HEAD_BYTES || request.get(JAVA_LONG_UNALIGNED, NONCE) == 0;
        return Optional.of(
                new Quote(getShort(request, SEQUENCE), cutOff ? Optional.empty() : Optional.of(mark(request))));
    }

    private boolean sentHere(MemorySegment icmp) {
        return framing == Framing.DGRAM || getShort(icmp, IDENTIFIER) == identifier;
    }

    private static Mark mark(MemorySegment icmp) {
        return new Mark(
                getShort(icmp, SEQUENCE), icmp.get(JAVA_LONG_UNALIGNED, NONCE), icmp.get(JAVA_INT_UNALIGNED, NUMBER));
    }

    private boolean v6() {
        return family == Family.IPV6;
    }

    private static long ipv4HeaderBytes(MemorySegment packet) {
        return packet.byteSize() == 0 ? 0 : (packet.get(JAVA_BYTE, 0) & 0xF) * 4L;
    }

    /// The Internet checksum (RFC 1071).
    public static int checksum(MemorySegment packet) {
        return folded(wordsOf(packet));
    }

    /// The sum of the 16-bit words.
    static int wordsOf(MemorySegment bytes) {
        int sum = 0;
        for (long i = 0; i < bytes.byteSize(); i += 2) {
            int low = i + 1 < bytes.byteSize() ? Byte.toUnsignedInt(bytes.get(JAVA_BYTE, i + 1)) : 0;
            sum += Byte.toUnsignedInt(bytes.get(JAVA_BYTE, i)) << 8 | low;
        }
        return (sum >>> 16) + (sum & 0xFFFF); // so that sums of two do not overflow
    }

    private static int folded(int words) {
        int sum = (words >>> 16) + (words & 0xFFFF);
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
