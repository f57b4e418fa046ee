package io.waddleperf.probe.ping;

import io.waddleperf.probe.measure.Destination;

/// A way to measure round trips.
sealed interface Pinger permits IcmpPinger, PingBinary, TcpPinger {
    /// `icmp-dgram`, `icmp-raw`, `ping-binary` or `tcp-connect`.
    String method();

    /// Such as `icmp`.
    String protocol();

    EchoReport ping(Destination destination, EchoPlan plan) throws InterruptedException;
}
