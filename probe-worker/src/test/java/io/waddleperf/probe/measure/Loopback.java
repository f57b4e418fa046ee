package io.waddleperf.probe.measure;

import io.waddleperf.contracts.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalDouble;

/// Destinations on this machine, for tests.
public final class Loopback {
    private Loopback() {}

    /// @param target as a command would name it
    public static Destination destination(String target, int port) {
        var endpoint = Endpoint.parse(target);
        String address = endpoint.host().equals("localhost") ? "127.0.0.1" : endpoint.host();
        return new Destination(endpoint, InetAddress.ofLiteral(address), port, OptionalDouble.empty());
    }

    /// A port of 127.0.0.1 that refuses connections: bound, so that nobody else gets it while it is tried, and not
    /// listened on. The port of a listener that was closed may take connections for as long as its accepting thread
    /// needs to go.
    public static Socket refusing() throws IOException {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public static Deadline deadline(long millis) {
        return Deadline.after(System::nanoTime, millis * 1_000_000);
    }
}
