package io.waddleperf.probe.speedtest;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// A connection to a client that has said all it will say. Of what it is told the beginning is kept.
final class ScriptedChannel extends SocketChannel {
    private static final int MOST_KEPT = 4_096;

    private final ByteBuffer said;
    private final Socket socket = new Socket();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private boolean ended;

    ScriptedChannel(byte[] said) {
        super(SelectorProvider.provider());
        this.said = ByteBuffer.wrap(said);
    }

    /// The beginning of what was written.
    String told() {
        return told.toString(StandardCharsets.ISO_8859_1);
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public int read(ByteBuffer into) {
        if (!said.hasRemaining()) {
            return -1;
        }
        int bytes = Math.min(into.remaining(), said.remaining());
        into.put(said.slice(said.position(), bytes));
        said.position(said.position() + bytes);
        return bytes;
    }

    @Override
    public int write(ByteBuffer from) {
        int bytes = from.remaining();
        int kept = Math.min(bytes, MOST_KEPT - told.size());
        byte[] beginning = new byte[Math.max(0, kept)];
        from.get(from.position(), beginning);
        told.writeBytes(beginning);
        from.position(from.limit());
        return bytes;
    }

    @Override
    public SocketChannel shutdownOutput() {
        ended = true;
        return this;
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    protected void implCloseSelectableChannel() {
        ended = true;
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        throw unasked();
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw unasked();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        throw unasked();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw unasked();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        throw unasked();
    }

    @Override
    public SocketChannel shutdownInput() {
        throw unasked();
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw unasked();
    }

    @Override
    public boolean finishConnect() {
        throw unasked();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        throw unasked();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw unasked();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw unasked();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw unasked();
    }

    private static IllegalStateException unasked() {
        return new IllegalStateException("a served connection does not ask for that");
    }
}
