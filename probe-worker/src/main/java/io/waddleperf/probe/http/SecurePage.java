package io.waddleperf.probe.http;

import io.waddleperf.probe.http2.OnePage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A server of HTTP/2 over TLS on loopback that has one page, for a few connections one after another.
final class SecurePage implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SecurePage.class.getName());
    private static final int TIMEOUT_MS = 3_000;

    private final SSLServerSocket listening;

    /// @param connections how many it takes
    SecurePage(SSLContext tls, int connections) throws IOException {
        listening = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, connections, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(TIMEOUT_MS);
        var parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listening.setSSLParameters(parameters);
        Thread.ofVirtual().name("rehearsal").start(() -> serve(connections));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void serve(int connections) {
        for (int i = 0; i < connections; i++) {
            try (var connection = (SSLSocket) listening.accept()) {
                connection.setSoTimeout(TIMEOUT_MS);
                OnePage.answer(connection.getOutputStream());
                connection.getInputStream().transferTo(OutputStream.nullOutputStream()); // until the client closes
            } catch (IOException e) {
                LOG.log(Level.FINE, "a rehearsal's connection ended", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
