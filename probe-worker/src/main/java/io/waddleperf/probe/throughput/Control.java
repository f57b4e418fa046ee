package io.waddleperf.probe.throughput;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The control connection. Its owner bounds the whole of it by a watchdog; here each single step has
/// its time.
final class Control implements AutoCloseable {
    /// The peer gave up, with iperf3's number for it.
    static final class ServerError extends IOException {
        private static final long serialVersionUID = 1;

        ServerError(String message) {
            super(message);
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /// @param in of this socket, from which the cookie was read
    Control(Socket socket, DataInputStream in) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
    }

    Socket socket() {
        return socket;
    }

    void send(State state) throws IOException {
        out.write(state.code());
    }

    void send(Cookie cookie) throws IOException {
        out.write(cookie.bytes());
    }

    void send(Message message) throws IOException {
        byte[] json = message.text().getBytes(StandardCharsets.UTF_8);
        byte[] framed = new byte[Integer.BYTES + json.length];
        ByteBuffer.wrap(framed).putInt(json.length).put(json);
        out.write(framed);
    }

    /// iperf3's number of an error, and the system's, which is of no interest here.
    void sendError(int number) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var error = new DataOutputStream(bytes);
        error.writeByte(State.SERVER_ERROR.code());
        error.writeInt(number);
        error.writeInt(0);
        out.write(bytes.toByteArray());
    }

    /// @throws SocketTimeoutException when nothing came; it may be asked again
    /// @throws ServerError            where the server says so instead
    State next(int timeoutMillis) throws IOException {
        socket.setSoTimeout(Math.max(1, timeoutMillis));
        var state = State.of(in.readByte());
        return switch (state) {
            case SERVER_ERROR -> throw new ServerError("the server gave up, with iperf3's error " + in.readInt());
            case SERVER_TERMINATE -> throw new ServerError("the server was ended");
            default -> state;
        };
    }

    /// @throws IperfFormatException where another step comes
    void expect(State state, int timeoutMillis) throws IOException {
        var came = next(timeoutMillis);
        if (came != state) {
            throw new IperfFormatException("it went on with " + came + " where " + state + " was due");
        }
    }

    /// @throws SocketTimeoutException when it did not come to its end; what came is lost
    Message message(int timeoutMillis) throws IOException {
        socket.setSoTimeout(Math.max(1, timeoutMillis));
        int bytes = in.readInt();
        if (bytes < 2 || bytes > Message.MOST_BYTES) {
            throw new IperfFormatException("JSON of " + Integer.toUnsignedLong(bytes) + " bytes, where at most "
                    + Message.MOST_BYTES + " may be");
        }
        byte[] json = new byte[bytes];
        in.readFully(json);
        return Message.parse(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
