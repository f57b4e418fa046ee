package io.waddleperf.probe.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Shakes hands once, and keeps what the client sent.
final class TlsTestServer implements AutoCloseable {
    private final SSLServerSocket server;
    private final CompletableFuture<Seen> seen = new CompletableFuture<>();

    /// @param bytes that came after the handshake
    record Seen(List<String> names, int bytes) {}

    TlsTestServer(SSLContext context, String... alpn) throws IOException {
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        var parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(alpn);
        server.setSSLParameters(parameters);
        Thread.startVirtualThread(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    Seen seen() throws Exception {
        return seen.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (var socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
            var names = ((ExtendedSSLSession) socket.getSession())
                    .getRequestedServerNames().stream()
                            .map(name -> ((SNIHostName) name).getAsciiName())
                            .toList();
            seen.complete(new Seen(names, readAll(socket)));
        } catch (IOException e) {
            seen.completeExceptionally(e);
        }
    }

    private static int readAll(SSLSocket socket) {
        int bytes = 0;
        try {
            while (socket.getInputStream().read() >= 0) {
                bytes++;
            }
        } catch (IOException e) {
            return bytes; // the client ends without a word
        }
        return bytes;
    }
}
