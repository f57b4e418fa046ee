package io.waddleperf.probe.throughput;

import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/// The words that open a UDP stream of iperf3: 4 bytes there and 4 back, numbers in the byte order of
/// the machine that sends them, which on all that matter is little-endian.
final class UdpWord {
    static final int QUESTION = 0x36373839;
    static final int ANSWER = 0x39383736;

    /// Those of versions before 3.10.
    static final int OLD_QUESTION = 123_456_789;

    static final int OLD_ANSWER = 987_654_321;

    private UdpWord() {}

    static ByteBuffer of(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .flip();
    }

    /// What a packet is to be answered with; empty where it asks nothing.
    static OptionalInt answerTo(DatagramPacket packet) {
        if (packet.getLength() < Integer.BYTES) {
            return OptionalInt.empty();
        }
        return switch (first(packet)) {
            case QUESTION -> OptionalInt.of(ANSWER);
            case OLD_QUESTION -> OptionalInt.of(OLD_ANSWER);
            default -> OptionalInt.empty();
        };
    }

    static boolean isAnswer(DatagramPacket packet) {
        if (packet.getLength() != Integer.BYTES) {
            return false;
        }
        int word = first(packet);
        return word == ANSWER || word == OLD_ANSWER;
    }

    private static int first(DatagramPacket packet) {
        return ByteBuffer.wrap(packet.getData(), packet.getOffset(), Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
