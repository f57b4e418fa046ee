package io.waddleperf.probe.execution;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.contracts.UnknownSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Prober;

/// The prober of each test.
public record Probers(
        Prober<PingSpec> ping,
        Prober<TcpSpec> tcp,
        Prober<HttpSpec> http,
        Prober<DnsSpec> dns,
        Prober<TlsSpec> tls,
        Prober<SystemSpec> system,
        Prober<TracerouteSpec> traceroute,
        Prober<MtuSpec> mtu,
        Prober<UdpSpec> udp,
        Prober<PortsSpec> ports,
        Prober<SshSpec> ssh,
        Prober<GrpcSpec> grpc,
        Prober<ThroughputSpec> throughput,
        Prober<SpeedtestSpec> speedtest,
        Prober<CaptureSpec> capture)
        implements Prober<TestSpec> {
    @Override
    public Measurement run(TestSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        return run(spec, destination, deadline, Onlooker.NOBODY);
    }

    @Override
    public Measurement run(TestSpec spec, Destination destination, Deadline deadline, Onlooker onlooker)
            throws InterruptedException {
        return switch (spec) {
            case PingSpec test -> ping.run(test, destination, deadline);
            case TcpSpec test -> tcp.run(test, destination, deadline);
            case HttpSpec test -> http.run(test, destination, deadline);
            case DnsSpec test -> dns.run(test, destination, deadline);
            case TlsSpec test -> tls.run(test, destination, deadline);
            case SystemSpec test -> system.run(test, destination, deadline);
            case TracerouteSpec test -> traceroute.run(test, destination, deadline);
            case MtuSpec test -> mtu.run(test, destination, deadline);
            case SshSpec test -> ssh.run(test, destination, deadline);
            case UdpSpec test -> udp.run(test, destination, deadline);
            case PortsSpec test -> ports.run(test, destination, deadline);
            case GrpcSpec test -> grpc.run(test, destination, deadline);
            case ThroughputSpec test -> throughput.run(test, destination, deadline, onlooker);
            case CaptureSpec test -> capture.run(test, destination, deadline);
            case SpeedtestSpec test -> speedtest.run(test, destination, deadline, onlooker);
            case UnknownSpec _ -> Measurement.notRun(new Outcome.Unsupported("unknown test"));
        };
    }
}
