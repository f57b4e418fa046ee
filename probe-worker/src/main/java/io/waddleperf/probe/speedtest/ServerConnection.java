package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.http.HttpFormatException;
import io.waddleperf.probe.http.ResponseHead;
import io.waddleperf.probe.http.ResponseHead.Framing;
import io.waddleperf.probe.throughput.DataStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Requests to the server, one after the other over one connection, and over another after each time
/// that the server ended it. For one thread; any may close it.
final class ServerConnection implements DataStream.Carrier {
    private static final Logger LOG = Logger.getLogger(ServerConnection.class.getName());
    private static final int MOST_INTERIM = 10;

    private final Dialer dialer;
    private final ByteBuffer buffer;
    private volatile Dialer.Opened now;
    private volatile boolean closed;
    private int connections = 1;
    private boolean used;
    private boolean spent;

    private ServerConnection(Dialer dialer, ByteBuffer buffer) throws IOException {
        this.dialer = dialer;
        this.buffer = buffer;
        this.now = dialer.dial(buffer);
    }

    /// @param buffer for what the server sends
    static ServerConnection open(Dialer dialer, ByteBuffer buffer) throws IOException {
        return new ServerConnection(dialer, buffer);
    }

    /// How many connections it took so far.
    int connections() {
        return connections;
    }

    Dialer.Opened opened() {
        return now;
    }

    /// Sends a request that may be sent twice. One that finds the connection ended that was kept goes
    /// over another.
    ///
    /// @return the answer's head; its body is to be read next
    ResponseHead ask(byte[] request) throws IOException {
        begin();
        boolean kept = used;
        try {
            return exchange(request);
        } catch (HttpFormatException e) {
            throw e;
        } catch (IOException e) {
            if (!kept || closed) {
                throw e;
            }
            reopen();
            return exchange(request);
        }
    }

    /// Makes sure that a request can be sent.
    void begin() throws IOException {
        if (spent) {
            reopen();
        }
    }

    private ResponseHead exchange(byte[] request) throws IOException {
        send(ByteBuffer.wrap(request));
        return answer();
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            now.bytes().write(bytes);
        }
    }

    /// @return how many bytes of it left
    int sendSome(ByteBuffer bytes) throws IOException {
        return now.bytes().write(bytes);
    }

    /// Whether the server says something, although it was not asked to the end. Over TLS what came may be
    /// the protocol's own, such as tickets, for which nobody may wait: then it is seen when sending breaks.
    boolean interrupted() throws IOException {
        boolean plain = now.bytes() instanceof SocketChannel;
        return now.in().readAhead()
                || (plain && now.tcp().socket().getInputStream().available() > 0);
    }

    /// Whether the server said that it is the last answer of this connection.
    boolean ended() {
        return spent;
    }

    ResponseHead answer() throws IOException {
        used = true;
        for (int i = 0; i <= MOST_INTERIM; i++) {
            var lines = now.in().head();
            if (lines.isEmpty()) {
                throw new EOFException("the server closed the connection without an answer");
            }
            var head = ResponseHead.parse(lines);
            if (!head.interim()) {
                spent = ends(head);
                return head;
            }
        }
        throw new HttpFormatException("more than " + MOST_INTERIM + " interim answers");
    }

    void body(ResponseHead head, HttpInput.Part part) throws IOException {
        switch (head.framing()) {
            case Framing.Nothing _ -> {}
            case Framing.Length(long bytes) -> now.in().exactly(bytes, part);
            case Framing.Chunked _ -> now.in().chunks(part);
            case Framing.UntilClose _ -> now.in().untilTheEnd(part);
        }
    }

    @Override
    public SocketChannel carried() {
        return now.tcp();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    /// At once: what is still to be sent is not.
    @Override
    public void close() throws IOException {
        closed = true;
        abort(now);
    }

    private void reopen() throws IOException {
        abort(now);
        if (closed) {
            throw new ClosedChannelException();
        }
        now = dialer.dial(buffer);
        connections++;
        used = false;
        spent = false;
        if (closed) { // meanwhile
            abort(now);
            throw new ClosedChannelException();
        }
    }

    private static void abort(Dialer.Opened one) throws IOException {
        one.life().close();
        try (var tcp = one.tcp()) {
            tcp.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (ClosedChannelException e) {
            LOG.log(Level.FINEST, "it was closed before", e);
        }
    }

    private static boolean ends(ResponseHead head) throws HttpFormatException {
        String said = String.join(",", head.values("connection")).toLowerCase(Locale.ROOT);
        boolean kept = head.version().equals("HTTP/1.0") ? said.contains("keep-alive") : !said.contains("close");
        return !kept || head.framing() instanceof Framing.UntilClose;
    }
}
