package io.waddleperf.contracts;

import io.avaje.jsonb.Json;

/// What to test: one record a test, whose existence says that its parameters are allowed. What each
/// parameter means, and what may be left out, stands in the [SpecField]s of its [TestKind].
@Json(typeProperty = "type")
@Json.SubType(type = PingSpec.class, name = "ping")
@Json.SubType(type = TcpSpec.class, name = "tcp")
@Json.SubType(type = HttpSpec.class, name = "http")
@Json.SubType(type = DnsSpec.class, name = "dns")
@Json.SubType(type = TracerouteSpec.class, name = "traceroute")
@Json.SubType(type = MtuSpec.class, name = "mtu")
@Json.SubType(type = TlsSpec.class, name = "tls")
@Json.SubType(type = SystemSpec.class, name = "system")
@Json.SubType(type = SshSpec.class, name = "ssh")
@Json.SubType(type = UdpSpec.class, name = "udp")
@Json.SubType(type = PortsSpec.class, name = "ports")
@Json.SubType(type = GrpcSpec.class, name = "grpc")
@Json.SubType(type = ThroughputSpec.class, name = "throughput")
@Json.SubType(type = CaptureSpec.class, name = "capture")
@Json.SubType(type = SpeedtestSpec.class, name = "speedtest")
@Json.SubType(type = UnknownSpec.class, name = "unknown")
public sealed interface TestSpec
        permits PingSpec,
                TcpSpec,
                HttpSpec,
                DnsSpec,
                TracerouteSpec,
                MtuSpec,
                TlsSpec,
                SystemSpec,
                SshSpec,
                UdpSpec,
                PortsSpec,
                GrpcSpec,
                ThroughputSpec,
                CaptureSpec,
                SpeedtestSpec,
                UnknownSpec {
    Test test();

    /// How long the whole test may take, in microseconds.
    long limitUs();

    /// The test with the parameters that stand in DESIGN's table of tiers.
    static TestSpec defaultOf(Test test) {
        return switch (test) {
            case PING -> PingSpec.DEFAULT;
            case TCP -> TcpSpec.DEFAULT;
            case HTTP -> HttpSpec.DEFAULT;
            case DNS -> DnsSpec.DEFAULT;
            case TRACEROUTE -> TracerouteSpec.DEFAULT;
            case MTU -> MtuSpec.DEFAULT;
            case TLS -> TlsSpec.DEFAULT;
            case SYSTEM -> SystemSpec.DEFAULT;
            case SSH -> SshSpec.DEFAULT;
            case UDP -> UdpSpec.DEFAULT;
            case PORTS -> PortsSpec.DEFAULT;
            case GRPC -> GrpcSpec.DEFAULT;
            case THROUGHPUT -> ThroughputSpec.DEFAULT;
            case CAPTURE -> CaptureSpec.DEFAULT;
            case SPEEDTEST -> SpeedtestSpec.DEFAULT;
            case UNKNOWN -> new UnknownSpec();
        };
    }
}
