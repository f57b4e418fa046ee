package io.waddleperf.probe.ssh;

import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.net.ExtendedSocketOptions;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/// A connected socket in the library's terms: blocking writes, reads on a virtual thread.
///
/// The two version lines were exchanged before, when their time was taken: the server's is given to
/// the library as if it came now, and the library's own, which the server already has, is held back.
final class SocketSession extends AbstractCloseable implements IoSession {
    private static final Logger LOG = Logger.getLogger(SocketSession.class.getName());
    private static final AtomicLong IDS = new AtomicLong();
    private static final int BUFFER_BYTES = 32_768;

    private final long id = IDS.incrementAndGet();
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final Object writing = new Object();
    private final IoService service;
    private final IoHandler handler;
    private final Greeted greeted;
    private final Watch watch;
    private final Ticker ticker;
    private final boolean quick;
    private boolean held;
    private volatile long firstWriteNanos;

    /// A connection whose sides have told their versions.
    ///
    /// @param banner the server's
    /// @param ours   the line that we sent, its end included
    @SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
    record Greeted(Socket socket, Banner banner, byte[] ours) {}

    /// A connection and who watches the session over it.
    record Watched(Greeted greeted, Watch watch) {}

    SocketSession(IoService service, IoHandler handler, Watched watched, Ticker ticker) {
        this.service = service;
        this.handler = handler;
        this.greeted = watched.greeted();
        this.watch = watched.watch();
        this.ticker = ticker;
        this.quick = greeted.socket().supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    void startReading() {
        Thread.ofVirtual().name("ssh-" + id).start(this::read);
    }

    Watch watch() {
        return watch;
    }

    /// When the first packet left; 0 before.
    long firstWriteNanos() {
        return firstWriteNanos;
    }

    private void read() {
        try {
            var in = greeted.socket().getInputStream();
            deliver(greeted.banner().bytes(), greeted.banner().bytes().length);
            var bytes = new byte[BUFFER_BYTES];
            acknowledgeAtOnce();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                acknowledgeAtOnce();
                deliver(bytes, count);
            }
            close(true);
        } catch (Exception | LinkageError e) { // the library's handlers declare the one, its extras lack the other
            fail(e);
        }
    }

    /// Servers send the second of two answers when the first is acknowledged (Nagle), which Linux
    /// delays by 40 ms: that would stand in every other figure. The kernel forgets it after a while.
    private void acknowledgeAtOnce() throws IOException {
        if (quick) {
            greeted.socket().setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    private void deliver(byte[] bytes, int count) throws Exception {
        handler.messageReceived(this, new ByteArrayBuffer(bytes, 0, count));
    }

    private void fail(Throwable e) {
        try {
            if (!isClosing()) {
                handler.exceptionCaught(this, e);
            }
        } catch (Exception another) {
            e.addSuppressed(another);
        } finally {
            close(true);
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) {
        var written = new Written(getId());
        if (isClosing()) {
            return written.failed(new ClosedChannelException());
        }
        try {
            write(buffer);
            return written.done();
        } catch (IOException e) {
            return written.failed(e);
        }
    }

    private void write(Buffer buffer) throws IOException {
        synchronized (writing) {
            if (!held) {
                held = true;
                if (!Arrays.equals(buffer.getCompactData(), greeted.ours())) {
                    throw new IOException("the library tells another version than the one that was sent");
                }
                return;
            }
            if (firstWriteNanos == 0) {
                firstWriteNanos = ticker.nanos();
            }
            greeted.socket().getOutputStream().write(buffer.array(), buffer.rpos(), buffer.available());
        }
    }

    @Override
    protected void doCloseImmediately() {
        try {
            greeted.socket().close();
            super.doCloseImmediately();
            handler.sessionClosed(this);
        } catch (Exception e) {
            LOG.log(Level.FINE, "closing a connection", e);
        }
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return greeted.socket().getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return greeted.socket().getLocalSocketAddress();
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null; // of servers
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        greeted.socket().shutdownOutput();
    }

    /// The library asks for it when it forwards ports, which we do not.
    @Override
    public void suspendRead() {}

    @Override
    public void resumeRead() {}

    /// How a write ended; known when it returns.
    private static final class Written extends AbstractIoWriteFuture {
        Written(Object id) {
            super(id, null);
        }

        IoWriteFuture done() {
            setValue(true);
            return this;
        }

        IoWriteFuture failed(Throwable cause) {
            setValue(cause);
            return this;
        }
    }
}
