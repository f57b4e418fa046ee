package io.waddleperf.probe.dns;

import io.waddleperf.probe.measure.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A socket's input of which no read outlasts the deadline.
final class DeadlineStream extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final Deadline deadline;

    DeadlineStream(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        arm();
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        arm();
        return in.read(bytes, offset, length);
    }

    private void arm() throws IOException {
        if (deadline.passed()) {
            throw new SocketTimeoutException("no answer");
        }
        socket.setSoTimeout(deadline.remainingMillis());
    }
}
