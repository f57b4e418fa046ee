package io.waddleperf.probe.http2;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A frame of HTTP/2 (RFC 9113, section 4.1).
///
/// @param stream 0 for the connection
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
record Frame(int type, int flags, int stream, byte[] payload) {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int PUSH = 5;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int PRIORITY = 0x20;

    private static final int HEAD_BYTES = 9;
    private static final int SETTING_BYTES = 6;
    private static final int MOST_BYTES = 16_384;
    private static final int START_OF_HTTP_1 = 0x48_54_54; // "HTT", which would be a length

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD_BYTES + payload.length)
                .putShort((short) (payload.length >> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /// The first one of a server, by which it shows that it speaks HTTP/2 at all: its settings
    /// (section 3.4).
    static Frame readFirst(DataInputStream in) throws IOException {
        int length = length(in);
        if (length == START_OF_HTTP_1) {
            throw new Http2Exception("the server speaks HTTP/1, not HTTP/2", Http2Exception.Spoken.HTTP_1);
        }
        if (length > MOST_BYTES || length % SETTING_BYTES != 0) {
            throw stranger();
        }
        var empty = head(in);
        if (empty.type != SETTINGS || empty.has(ACK) || empty.stream != 0) {
            throw stranger();
        }
        return empty.filled(in, length);
    }

    private static Http2Exception stranger() {
        return new Http2Exception("no HTTP/2: it begins without settings", Http2Exception.Spoken.SOMETHING_ELSE);
    }

    static Frame read(DataInputStream in) throws IOException {
        int length = length(in);
        if (length > MOST_BYTES) {
            throw new Http2Exception("a frame of " + length + " bytes, more than " + MOST_BYTES);
        }
        return head(in).filled(in, length);
    }

    private static int length(DataInputStream in) throws IOException {
        return (in.readUnsignedShort() << 8) | in.readUnsignedByte();
    }

    private static Frame head(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        return new Frame(type, flags, in.readInt() & 0x7FFF_FFFF, new byte[0]);
    }

    private Frame filled(DataInputStream in, int length) throws IOException {
        var bytes = new byte[length];
        in.readFully(bytes);
        return new Frame(type, flags, stream, bytes);
    }

    /// The payload of HEADERS and DATA without padding and priority.
    byte[] content() throws Http2Exception {
        if (!has(PADDED) && !(type == HEADERS && has(PRIORITY))) {
            return payload;
        }
        int from = 0;
        int to = payload.length;
        if (has(PADDED)) {
            from = 1;
            to -= payload.length == 0 ? 1 : payload[0] & 0xFF;
        }
        if (type == HEADERS && has(PRIORITY)) {
            from += 5;
        }
        if (from > to) {
            throw new Http2Exception("an HTTP/2 frame has more padding than bytes");
        }
        return Arrays.copyOfRange(payload, from, to);
    }

    /// A number of four bytes in the payload; negative where there is none.
    long number(int at) {
        return payload.length < at + 4
                ? -1
                : Integer.toUnsignedLong(ByteBuffer.wrap(payload).getInt(at));
    }
}
