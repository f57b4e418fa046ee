package io.waddleperf.probe.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A message on a stream: behind its length in two bytes (RFC 1035, section 4.2.2).
final class Framing {
    private static final int HEADER_BYTES = 12;

    private Framing() {}

    /// In one: length and message share a packet.
    static byte[] of(byte[] message) {
        return ByteBuffer.allocate(Short.BYTES + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    /// @throws DnsFormatException where it is shorter than a header
    static byte[] read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        int length = in.readUnsignedShort();
        if (length < HEADER_BYTES) {
            throw new DnsFormatException("the answer has " + length + " bytes, less than a header");
        }
        var packet = new byte[length];
        in.readFully(packet);
        return packet;
    }
}
