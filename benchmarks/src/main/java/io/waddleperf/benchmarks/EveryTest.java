package io.waddleperf.benchmarks;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order for each kind of test and each way that takes memory of its own, against servers on loopback.
record EveryTest(Servers servers) {
    private static final Duration EXPIRES = Duration.ofMinutes(5);
    private static final long SECOND_US = 1_000_000;
    private static final long LIMIT_US = 20 * SECOND_US;
    private static final int STREAMS = 4;

    /// Both ends of a connection over QUIC in the probe.
    private static final String OWN = "http-3-to-itself";

    /// Where they are, by port of 127.0.0.1.
    ///
    /// @param ssh      empty where there is no server of it
    /// @param ownHttps the probe's own
    record Servers(int http, int https, int udp, int iperf, int speed, int dns, Optional<Login> ssh, int ownHttps) {}

    /// @param user   who may log in
    /// @param secret the name of the probe's file with the key
    record Login(int port, String user, String secret) {}

    /// By what each is called.
    Map<String, Command> commands(String probe, Instant now) {
        var run = new Cause.OnDemand(UUID.randomUUID(), "memory");
        var commands = new LinkedHashMap<String, Command>();
        specs().forEach((name, spec) -> {
            var target = new Target(name, address(name, spec), true, Map.of(), 1, null);
            commands.put(name, Command.of(run, probe, target, name, Family.IPV4, spec, 1, now, now.plus(EXPIRES)));
        });
        return commands;
    }

    private String address(String name, TestSpec spec) {
        return switch (spec) {
            case HttpSpec _, GrpcSpec _, TlsSpec _ ->
                "https://127.0.0.1:" + (name.equals(OWN) ? servers.ownHttps() : servers.https()) + '/';
            default -> "127.0.0.1";
        };
    }

    private Map<String, TestSpec> specs() {
        var specs = new LinkedHashMap<String, TestSpec>();
        specs.put("ping", PingSpec.DEFAULT);
        specs.put("tcp", new TcpSpec(servers.http(), 5 * SECOND_US));
        for (String version : new String[] {"1.1", "2", "3"}) {
            specs.put("http-" + version, http(version));
        }
        specs.put(OWN, http("3"));
        specs.put("tls", TlsSpec.DEFAULT);
        specs.put("grpc", GrpcSpec.DEFAULT);
        specs.put("dns", new DnsSpec("memory.example", "A", "127.0.0.1:" + servers.dns(), 3 * SECOND_US));
        specs.put("system", SystemSpec.DEFAULT);
        specs.put("traceroute", TracerouteSpec.DEFAULT);
        specs.put("mtu", MtuSpec.DEFAULT);
        specs.put("udp", new UdpSpec(servers.udp(), 100, 44, 5_000, SECOND_US));
        specs.put("ports", PortsSpec.DEFAULT);
        servers.ssh()
                .ifPresent(login ->
                        specs.put("ssh", new SshSpec(login.port(), login.user(), login.secret(), null, 20, LIMIT_US)));
        specs.put("throughput-tcp", throughput("tcp", null));
        specs.put("throughput-udp", throughput("udp", 50_000_000L));
        specs.put("speedtest", speedtest());
        specs.put("capture", new CaptureSpec(2 * SECOND_US, 4 << 20, 128, false, null));
        return specs;
    }

    private static HttpSpec http(String version) {
        return new HttpSpec("/bytes/1000000", null, 1_048_576, LIMIT_US, version, null, null);
    }

    private ThroughputSpec throughput(String protocol, @Nullable Long bitsPerSecond) {
        return new ThroughputSpec(
                servers.iperf(), protocol, "both", STREAMS, 3 * SECOND_US, null, bitsPerSecond, 1_400, LIMIT_US);
    }

    private SpeedtestSpec speedtest() {
        return new SpeedtestSpec(
                servers.speed(),
                null,
                null,
                "both",
                6,
                2 * SECOND_US,
                SECOND_US,
                100,
                20,
                null,
                null,
                10,
                null,
                LIMIT_US);
    }
}
