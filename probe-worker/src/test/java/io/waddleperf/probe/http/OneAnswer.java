package io.waddleperf.probe.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/// A server that takes one connection and does with it what a test says.
final class OneAnswer implements AutoCloseable {
    private final ServerSocket server;
    private final CompletableFuture<String> request = new CompletableFuture<>();

    /// What to do once the request's head is read.
    @FunctionalInterface
    interface Then {
        void answer(Socket socket) throws Exception;
    }

    private OneAnswer(ServerSocket server) {
        this.server = server;
    }

    static OneAnswer on(ServerSocket server, Then then) {
        var one = new OneAnswer(server);
        Thread.startVirtualThread(() -> one.serve(then));
        return one;
    }

    static OneAnswer plain(Then then) throws IOException {
        return on(new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")), then);
    }

    static OneAnswer text(String response) throws IOException {
        return plain(socket -> socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII)));
    }

    int port() {
        return server.getLocalPort();
    }

    String request() {
        return request.join();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Then then) {
        try (var socket = server.accept()) {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            request.complete(head.toString());
            then.answer(socket);
        } catch (Exception e) { // the test ended, or cut the connection on purpose
            request.completeExceptionally(e);
        }
    }
}
