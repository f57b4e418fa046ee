package io.waddleperf.probe.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// Does with each connection what a test says.
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    private final AtomicInteger connections = new AtomicInteger();

    /// What is done with a connection; it is closed after that.
    interface Script {
        void play(Socket socket) throws IOException;
    }

    ScriptedServer(Script script) throws IOException {
        Thread.startVirtualThread(() -> serve(script));
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                connections.incrementAndGet();
                script.play(socket);
            } catch (IOException e) { // closed by either side
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
