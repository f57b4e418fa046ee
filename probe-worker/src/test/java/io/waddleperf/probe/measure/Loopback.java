package io.waddleperf.probe.measure;

import io.waddleperf.contracts.Endpoint;
import java.net.InetAddress;
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

    public static Deadline deadline(long millis) {
        return Deadline.after(System::nanoTime, millis * 1_000_000);
    }
}
