package io.waddleperf.probe.http2;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// A server of HTTP/2 on loopback that has one page, for a few connections one after another: for
/// rehearsals.
public final class PageServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PageServer.class.getName());
    private static final int TIMEOUT_MS = 3_000;

    private final ServerSocket listening;
    private final Page page;

    /// Says all that a client is answered.
    @FunctionalInterface
    public interface Page {
        void answer(OutputStream out) throws IOException;
    }

    private PageServer(ServerSocket listening, int connections, Page page) throws IOException {
        this.listening = listening;
        this.page = page;
        listening.setSoTimeout(TIMEOUT_MS);
        Thread.ofVirtual().name("rehearsal").start(() -> serve(connections));
    }

    /// By prior knowledge.
    ///
    /// @param connections how many it takes
    public static PageServer plain(int connections, Page page) throws IOException {
        return new PageServer(new ServerSocket(0, connections, InetAddress.getLoopbackAddress()), connections, page);
    }

    /// @param connections how many it takes
    public static PageServer overTls(SSLContext tls, int connections, Page page) throws IOException {
        var listening = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, connections, InetAddress.getLoopbackAddress());
        var parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listening.setSSLParameters(parameters);
        return new PageServer(listening, connections, page);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void serve(int connections) {
        for (int i = 0; i < connections; i++) {
            try (var connection = listening.accept()) {
                connection.setSoTimeout(TIMEOUT_MS);
                page.answer(connection.getOutputStream());
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
