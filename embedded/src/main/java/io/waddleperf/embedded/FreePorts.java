package io.waddleperf.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Ports of 127.0.0.1 on which nobody listens at this moment.
public final class FreePorts {
    /// 127.0.0.1, also where the JVM prefers IPv6.
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private FreePorts() {}

    /// A port that the kernel chose; another process may take it before it is used.
    public static int next() {
        try (var socket = bound(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("127.0.0.1 has no free port", e);
        }
    }

    /// Whether a server could listen on the port now.
    public static boolean isFree(int port) {
        try (var socket = bound(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether a server could listen on the port of that address of this machine now.
    public static boolean isFree(InetAddress address, int port) {
        try (var socket = bound(address, port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static void requireFree(int port, String server) {
        if (!isFree(port)) {
            throw new EmbeddedStartException("Port " + port + " on 127.0.0.1 is taken, so " + server
                    + " cannot listen there: stop what listens there, or choose another port.");
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        return bound(LOOPBACK, port);
    }

    private static ServerSocket bound(InetAddress address, int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
