package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;

/// The prober of each test.
public record Probers(
        Prober<TestSpec.Ping> ping,
        Prober<TestSpec.Tcp> tcp,
        Prober<TestSpec.Http> http,
        Prober<TestSpec.Dns> dns,
        Prober<TestSpec.Tls> tls,
        Prober<TestSpec.SystemState> system,
        Prober<TestSpec.Traceroute> traceroute,
        Prober<TestSpec.Mtu> mtu,
        Prober<TestSpec.Udp> udp,
        Prober<TestSpec.Ports> ports,
        Prober<TestSpec.Ssh> ssh,
        Prober<TestSpec.Grpc> grpc,
        Prober<TestSpec.Throughput> throughput) {
    public Measurement run(TestSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        return switch (spec) {
            case TestSpec.Ping test -> ping.run(test, destination, deadline);
            case TestSpec.Tcp test -> tcp.run(test, destination, deadline);
            case TestSpec.Http test -> http.run(test, destination, deadline);
            case TestSpec.Dns test -> dns.run(test, destination, deadline);
            case TestSpec.Tls test -> tls.run(test, destination, deadline);
            case TestSpec.SystemState test -> system.run(test, destination, deadline);
            case TestSpec.Traceroute test -> traceroute.run(test, destination, deadline);
            case TestSpec.Mtu test -> mtu.run(test, destination, deadline);
            case TestSpec.Ssh test -> ssh.run(test, destination, deadline);
            case TestSpec.Udp test -> udp.run(test, destination, deadline);
            case TestSpec.Ports test -> ports.run(test, destination, deadline);
            case TestSpec.Grpc test -> grpc.run(test, destination, deadline);
            case TestSpec.Throughput test -> throughput.run(test, destination, deadline);
            case TestSpec.Unknown _ -> Measurement.notRun(new Outcome.Unsupported("unknown test"));
        };
    }
}
