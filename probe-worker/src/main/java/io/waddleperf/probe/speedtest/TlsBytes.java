package io.waddleperf.probe.speedtest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLSocket;

/// A TLS connection after its handshake, as a channel; for one reader and one writer.
final class TlsBytes implements ByteChannel {
    /// As much as a TLS record may hold.
    private static final int RECORD_BYTES = 16_384;

    private final SSLSocket socket;
    private final byte[] incoming = new byte[RECORD_BYTES];
    private final byte[] outgoing = new byte[8 * RECORD_BYTES];

    TlsBytes(SSLSocket socket) {
        this.socket = socket;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int bytes = socket.getInputStream().read(incoming, 0, Math.min(incoming.length, to.remaining()));
        if (bytes > 0) {
            to.put(incoming, 0, bytes);
        }
        return bytes;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int bytes = Math.min(outgoing.length, from.remaining());
        from.get(outgoing, 0, bytes);
        socket.getOutputStream().write(outgoing, 0, bytes);
        return bytes;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
