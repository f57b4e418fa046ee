package io.waddleperf.probe.measure;

import io.waddleperf.contracts.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalDouble;

/// Where a test sends its packets.
///
/// @param port      0 where the test needs none
/// @param resolveUs how long the name took to resolve; empty where the target is an address
public record Destination(Endpoint endpoint, InetAddress address, int port, OptionalDouble resolveUs) {
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    public String addressText() {
        return address.getHostAddress();
    }
}
