package io.waddleperf.probe.http2;

import java.io.ByteArrayOutputStream;

/// Frames as a server sends them, and broken ones.
public final class TestFrames {
    public static final byte[] SETTINGS = frame(Frame.SETTINGS, 0, 0);

    private TestFrames() {}

    public static byte[] frame(int type, int flags, int stream, int... payload) {
        var bytes = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return frame(type, flags, stream, bytes);
    }

    public static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return new Frame(type, flags, stream, payload).bytes();
    }

    /// HEADERS of stream 1.
    ///
    /// @param fields names and values in turn
    public static byte[] headers(int flags, String... fields) {
        return frame(Frame.HEADERS, flags, 1, block(fields));
    }

    public static byte[] block(String... fields) {
        var block = new HeaderBlock();
        for (int i = 0; i < fields.length; i += 2) {
            block.field(fields[i], fields[i + 1]);
        }
        return block.bytes();
    }

    /// DATA of stream 1.
    public static byte[] data(int flags, byte[] bytes) {
        return frame(Frame.DATA, flags, 1, bytes);
    }

    public static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
