package io.waddleperf.benchmarks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A DNS server on loopback that knows one address for every name.
final class OneAddress implements AutoCloseable {
    private static final int MOST_BYTES = 512;

    /// A pointer to the question's name, A, IN, 60 s, 4 bytes: 192.0.2.1.
    private static final byte[] ANSWER = HexFormat.of().parseHex("c00c000100010000003c0004c0000201");

    /// An answer without errors, to one question, with one record.
    private static final byte[] FLAGS_AND_COUNTS = HexFormat.of().parseHex("81800001000100000000");

    private static final int HEADER_BYTES = 12;
    private static final int BEHIND_NAME_BYTES = 5;

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    OneAddress() throws SocketException {
        Thread.ofVirtual().name("dns").start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        while (!socket.isClosed()) {
            try {
                packet.setLength(MOST_BYTES);
                socket.receive(packet);
                byte[] answer = answer(packet.getData(), packet.getLength());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /// What stands behind the question, such as EDNS, is left out.
    private static byte[] answer(byte[] asked, int length) {
        int end = HEADER_BYTES;
        while (end < length && asked[end] != 0) {
            end += asked[end] + 1;
        }
        end = Math.min(length, end + BEHIND_NAME_BYTES);
        return ByteBuffer.allocate(end + ANSWER.length)
                .put(asked, 0, 2)
                .put(FLAGS_AND_COUNTS)
                .put(asked, HEADER_BYTES, end - HEADER_BYTES)
                .put(ANSWER)
                .array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
