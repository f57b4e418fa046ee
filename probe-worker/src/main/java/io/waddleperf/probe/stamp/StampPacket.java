package io.waddleperf.probe.stamp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// The bytes of a STAMP test packet (RFC 8762, sections 4.2.1 and 4.3.1; the SSID of RFC 8972,
/// section 3). What comes after them is padding and stays as it is. Reading never throws, whatever
/// the bytes.
public final class StampPacket {
    /// Both the question and the answer.
    public static final int BYTES = 44;

    private static final int SEQUENCE = 0;
    private static final int TIMESTAMP = 4;
    private static final int ERROR_ESTIMATE = 12;
    private static final int SSID = 14;

    private static final int RECEIVED_AT = 16;
    private static final int SENDER_SEQUENCE = 24;
    private static final int SENDER_TIMESTAMP = 28;
    private static final int SENDER_ERROR_ESTIMATE = 36;
    private static final int SENDER_TTL = 40;
    private static final long DAY_NS = 86_400_000_000_000L;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private StampPacket() {}

    /// What a reflector says.
    ///
    /// @param sequence       its own number, or a copy of ours where it keeps no count; 32 bits
    /// @param error          of both its timestamps
    /// @param receivedAtNs   when our packet came to it, by its clock
    /// @param sentAtNs       when the answer left it
    /// @param senderStamp    our timestamp as we wrote it
    /// @param ttl            of our packet when it came to the reflector
    record Answer(
            long sequence,
            ErrorEstimate error,
            int ssid,
            long receivedAtNs,
            long sentAtNs,
            long senderSequence,
            long senderStamp,
            int ttl) {}

    /// @param packet zeros, at least [#BYTES]
    static void writeQuestion(MemorySegment packet, int sequence, long stamp, ErrorEstimate error, int ssid) {
        packet.set(INT, SEQUENCE, sequence);
        packet.set(LONG, TIMESTAMP, stamp);
        packet.set(SHORT, ERROR_ESTIMATE, (short) error.bits());
        packet.set(SHORT, SSID, (short) ssid);
    }

    /// Empty for what is too short to be one.
    static Optional<Answer> readAnswer(MemorySegment packet) {
        if (packet.byteSize() < BYTES) {
            return Optional.empty();
        }
        var error = ErrorEstimate.ofBits(packet.get(SHORT, ERROR_ESTIMATE));
        return Optional.of(new Answer(
                Integer.toUnsignedLong(packet.get(INT, SEQUENCE)),
                error,
                ssid(packet),
                error.toNs(packet.get(LONG, RECEIVED_AT)),
                error.toNs(packet.get(LONG, TIMESTAMP)),
                Integer.toUnsignedLong(packet.get(INT, SENDER_SEQUENCE)),
                packet.get(LONG, SENDER_TIMESTAMP),
                Byte.toUnsignedInt(packet.get(JAVA_BYTE, SENDER_TTL))));
    }

    /// Tells sessions of one sender apart; 0 where it does not number them.
    ///
    /// @param packet at least [#BYTES]
    public static int ssid(MemorySegment packet) {
        return Short.toUnsignedInt(packet.get(SHORT, SSID));
    }

    /// Whether the packet is itself an answer: where a question has zeros or padding, an answer has the
    /// time at which a reflector got it, less than a day ago. Two reflectors that answer answers would
    /// do so for ever.
    ///
    /// @param packet at least [#BYTES]
    /// @param nowNs  since 1970
    public static boolean isAnswer(MemorySegment packet, long nowNs) {
        long receivedAtNs = NtpTime.toNs(packet.get(LONG, RECEIVED_AT));
        return Math.abs(nowNs - receivedAtNs) < DAY_NS;
    }

    /// Turns a question into its answer, all but the timestamp that is to be taken last
    /// ([#writeSentAt]).
    ///
    /// @param packet       at least [#BYTES]; what is longer stays as it came
    /// @param sequence     32 bits
    /// @param receivedAtNs since 1970
    /// @param ttl          that the question came with
    public static void reflect(MemorySegment packet, long sequence, long receivedAtNs, ErrorEstimate error, int ttl) {
        int senderSequence = packet.get(INT, SEQUENCE);
        long senderStamp = packet.get(LONG, TIMESTAMP);
        short senderError = packet.get(SHORT, ERROR_ESTIMATE);
        packet.set(INT, SEQUENCE, (int) sequence);
        packet.set(SHORT, ERROR_ESTIMATE, (short) error.bits());
        packet.set(LONG, RECEIVED_AT, NtpTime.ofNs(receivedAtNs));
        packet.set(INT, SENDER_SEQUENCE, senderSequence);
        packet.set(LONG, SENDER_TIMESTAMP, senderStamp);
        packet.set(SHORT, SENDER_ERROR_ESTIMATE, senderError);
        packet.set(SHORT, SENDER_ERROR_ESTIMATE + Short.BYTES, (short) 0);
        packet.set(INT, SENDER_TTL, ttl << 24); // three zeros follow
    }

    /// @param sentAtNs since 1970
    public static void writeSentAt(MemorySegment packet, long sentAtNs) {
        packet.set(LONG, TIMESTAMP, NtpTime.ofNs(sentAtNs));
    }
}
