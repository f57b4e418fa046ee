package io.waddleperf.probe;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Test;
import io.waddleperf.probe.blackbox.Scrapes;
import io.waddleperf.probe.capture.CaptureFolder;
import io.waddleperf.probe.capture.CaptureProber;
import io.waddleperf.probe.dns.DnsProber;
import io.waddleperf.probe.dns.SystemResolver;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.execution.Probers;
import io.waddleperf.probe.grpc.GrpcProber;
import io.waddleperf.probe.http.HttpProber;
import io.waddleperf.probe.http.Onward;
import io.waddleperf.probe.mtu.MtuProber;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.ping.PingMethods;
import io.waddleperf.probe.ports.PortsProber;
import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.speedtest.SpeedtestProber;
import io.waddleperf.probe.ssh.Secrets;
import io.waddleperf.probe.ssh.SshProber;
import io.waddleperf.probe.stamp.StampProber;
import io.waddleperf.probe.stamp.StampSender;
import io.waddleperf.probe.stamp.StampToken;
import io.waddleperf.probe.system.SystemProber;
import io.waddleperf.probe.tcp.Connector;
import io.waddleperf.probe.tcp.TcpProber;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.throughput.ThroughputProber;
import io.waddleperf.probe.tls.TlsProber;
import io.waddleperf.probe.tls.Trust;
import io.waddleperf.probe.traceroute.HopNames;
import io.waddleperf.probe.traceroute.TracerouteProber;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The probers of this machine with what they stand on: all that measuring needs, and no broker.
public final class TestBench implements AutoCloseable {
    /// What this machine's operator gives tests.
    ///
    /// @param secrets  that checks may name
    /// @param captures empty where packets may not be captured
    public record Means(Secrets secrets, Optional<CaptureFolder> captures, Optional<StampToken> token) {
        public static final Means NONE = new Means(Secrets.NONE, Optional.empty(), Optional.empty());
    }

    private final Closing closing = new Closing();
    private final Optional<PollLoop> sockets;
    private final PingMethods.Chosen ping;
    private final Probers probers;
    private final Scrapes.Means scrapes;
    private final boolean captures;

    private TestBench(
            CommandRunner.Clocks clocks,
            RandomGenerator random,
            Means means,
            String version,
            Onward onward,
            ThroughputLoad throughput)
            throws InterruptedException {
        var ticker = clocks.ticker();
        sockets = Libc.available() ? Optional.of(closing.later(PollLoop.start(ticker::nanos))) : Optional.empty();
        var connector = Connector.of(sockets, ticker);
        ping = PingMethods.choose(sockets, connector, System.getenv().getOrDefault("PATH", ""), ticker, random);
        var trust = Trust.ofJdk();
        var pings = ping.icmp().method().equals("tcp-connect") ? null : ping.prober();
        var http = new HttpProber(trust, clocks.time(), version, onward);
        var dns = new DnsProber(trust, clocks.time(), version, random);
        probers = new Probers(
                ping.prober(),
                new TcpProber(connector),
                http,
                dns,
                new TlsProber(trust, clocks.time()),
                SystemProber.ofThisMachine(clocks.pause()),
                new TracerouteProber(sockets, random, new HopNames(dns, SystemResolver::servers, ticker)),
                new MtuProber(sockets, random),
                new StampProber(
                        StampSender.of(sockets, clocks.time(), ticker), KernelClock::read, random, means.token()),
                new PortsProber(connector),
                closing.later(new SshProber(means.secrets(), version)),
                new GrpcProber(trust, clocks.time(), version),
                new ThroughputProber(pings, throughput, ticker, clocks.pause(), random),
                new SpeedtestProber(
                        trust,
                        pings,
                        throughput,
                        new SpeedtestProber.Clocks(clocks.pause(), clocks.time()),
                        version,
                        random),
                new CaptureProber(means.captures(), version, clocks.time()));
        captures = means.captures().isPresent();
        scrapes = new Scrapes.Means(probers, http, dns, ping.prober(), trust);
    }

    /// @param random     of the kind that nobody can guess
    /// @param means      what tests are given
    /// @param version    of this software, which servers are told
    /// @param onward     where redirects may lead
    /// @param throughput told of each throughput test
    public static TestBench open(
            CommandRunner.Clocks clocks,
            RandomGenerator random,
            Means means,
            String version,
            Onward onward,
            ThroughputLoad throughput)
            throws InterruptedException {
        return new TestBench(clocks, random, means, version, onward, throughput);
    }

    /// Runs those tests on a responder of its own, so that the first real one does not measure how
    /// the JVM loads classes.
    public void warmUp(CommandRunner.Clocks clocks, Set<Test> tests) throws IOException, InterruptedException {
        var loopback = InetAddress.getLoopbackAddress();
        var at = new Responder.At(
                loopback,
                0,
                OptionalInt.of(0),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        var load = new ThroughputLoad(clocks.ticker());
        try (var responder = Responder.start(at, clocks.time(), clocks.ticker(), load)) {
            WarmUp.run(probers, responder, clocks.ticker(), tests);
        }
    }

    public Probers probers() {
        return probers;
    }

    /// What the modules of `/probe` are tested by.
    public Scrapes.Means scrapes() {
        return scrapes;
    }

    /// How this machine pings, and why not better.
    public Heartbeat.Icmp icmp() {
        return ping.icmp();
    }

    /// The tests that this machine and its settings let it run, by their names, sorted.
    List<String> capabilities() {
        return Arrays.stream(Test.values())
                .filter(this::able)
                .map(Test::wireName)
                .sorted()
                .toList();
    }

    private boolean able(Test test) {
        return switch (test) {
            case CAPTURE -> captures;
            case MTU -> sockets.isPresent();
            case PING, TCP, HTTP, DNS, TRACEROUTE, TLS, SYSTEM, SSH, UDP, PORTS, GRPC, THROUGHPUT, SPEEDTEST -> true;
            case UNKNOWN -> false;
        };
    }

    /// How late the sockets' loop runs; 0 where there is none.
    long lagNs() {
        return sockets.map(PollLoop::lagNs).orElse(0L);
    }

    @Override
    public void close() {
        closing.close();
    }
}
