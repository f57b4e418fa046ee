package io.waddleperf.probe.throughput;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/// A client that goes through the protocol step by step, or breaks it.
final class TestClient implements AutoCloseable {
    private static final int STEP_MS = 10_000;

    final Cookie cookie = Cookie.random(new Random(System.nanoTime()));
    final Socket socket = new Socket();
    final Control control;

    TestClient(int port) throws IOException {
        socket.connect(new InetSocketAddress(Specs.LOOPBACK, port));
        control = new Control(socket, new DataInputStream(socket.getInputStream()));
    }

    /// Until the server asks for the parameters.
    void begin() throws IOException {
        control.send(cookie);
        control.expect(State.PARAM_EXCHANGE, STEP_MS);
    }

    void ask(Map<String, Object> parameters) throws IOException {
        control.send(new Message(parameters));
    }

    void raw(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void raw(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    State next() throws IOException {
        return control.next(STEP_MS);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
