package io.waddleperf.probe.ssh;

import io.waddleperf.probe.measure.Ticker;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/// Gives the library connections that are there already, in place of its own asynchronous ones, which
/// would add milliseconds to each figure and threads to the process.
final class SocketConnector extends AbstractCloseable implements IoConnector {
    /// The connection to use, in the context of a call.
    static final AttributeRepository.AttributeKey<SocketSession.Greeted> GREETED =
            new AttributeRepository.AttributeKey<>();

    /// Who watches the session over it.
    static final AttributeRepository.AttributeKey<Watch> WATCH = new AttributeRepository.AttributeKey<>();

    private final IoHandler handler;
    private final Ticker ticker;

    private SocketConnector(IoHandler handler, Ticker ticker) {
        this.handler = handler;
        this.ticker = ticker;
    }

    @Override
    public IoConnectFuture connect(
            SocketAddress address, AttributeRepository context, @Nullable SocketAddress localAddress) {
        var future = new DefaultIoConnectFuture(address, null);
        var greeted = Objects.requireNonNull(context.getAttribute(GREETED), "a connection in the context");
        var watch = Objects.requireNonNull(context.getAttribute(WATCH), "a watch in the context");
        var session = new SocketSession(this, handler, new SocketSession.Watched(greeted, watch), ticker);
        try {
            handler.sessionCreated(session);
            future.setSession(session);
            session.startReading();
        } catch (Exception e) { // the library's handlers declare it
            session.close(true);
            future.setException(e);
        }
        return future;
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
        return Map.of(); // each is its test's to close
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return null;
    }

    @Override
    public void setIoServiceEventListener(IoServiceEventListener listener) {}

    /// Makes connectors.
    static final class Factory extends AbstractCloseable implements IoServiceFactory {
        private final Ticker ticker;

        Factory(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public IoConnector createConnector(IoHandler handler) {
            return new SocketConnector(handler, ticker);
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return null;
        }

        @Override
        public void setIoServiceEventListener(IoServiceEventListener listener) {}
    }
}
