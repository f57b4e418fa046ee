package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortList;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.Samples;
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
import io.waddleperf.standalone.demo.SimulatedFleet.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/// What one test over a way would have measured.
///
/// Delays have exponential noise, so that charts look alive; nothing else is made up on the way, and
/// no packet is lost.
final class SimulatedTest {
    private static final double NOISE_SHARE = 0.03;
    private static final double SERVER_US = 9_000;
    private static final double PAGE_BYTES = 24_576;
    private static final int MTU_BYTES = 1_500;
    private static final long CYCLE_STEP_US = 10_000;
    private static final Duration CERTIFICATE_AGE = Duration.ofDays(30);
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(90);
    private static final String TLS_VERSION = "TLSv1.3";
    private static final String CIPHER = "TLS_AES_128_GCM_SHA256";

    private final SimulatedWay way;
    private final Goal goal;
    private final Instant now;
    private final RandomGenerator random;

    SimulatedTest(SimulatedWay way, Goal goal, Instant now, RandomGenerator random) {
        this.way = way;
        this.goal = goal;
        this.now = now;
        this.random = random;
    }

    /// @param spec one that fits the target
    Finding run(TestSpec spec) {
        return switch (spec) {
            case PingSpec ping -> ping(ping);
            case TcpSpec tcp -> tcp(tcp);
            case HttpSpec http -> http(http);
            case TracerouteSpec trace -> traceroute(trace);
            case MtuSpec _ -> mtu();
            case TlsSpec _ -> tls();
            case SystemSpec state -> system(state);
            case SshSpec _ -> Finding.none(new Outcome.Unsupported("a simulated probe speaks no SSH"));
            case GrpcSpec _ -> Finding.none(new Outcome.Unsupported("a simulated probe calls no gRPC server"));
            case ThroughputSpec _, SpeedtestSpec _ ->
                Finding.none(new Outcome.Unsupported("a simulated probe has no network that could be filled"));
            case CaptureSpec _ ->
                Finding.none(new Outcome.Unsupported("a simulated probe sends no packets that could be captured"));
            case UdpSpec udp -> udp(udp);
            case PortsSpec ports -> ports(ports);
            case DnsSpec _ ->
                Finding.none(new Outcome.Unsupported("a simulated probe has no resolver: its targets have no names"));
            case UnknownSpec _ -> Finding.none(new Outcome.Unsupported("a simulated probe does not know the test"));
        };
    }

    private Finding ping(PingSpec spec) {
        double[] rtts = DoubleStream.generate(() -> noisy(way.rttUs()))
                .limit(spec.count())
                .toArray();
        boolean raw = rtts.length <= Samples.MOST_RAW;
        return Finding.measured(
                new RoundTrips(rtts).addTo(Metrics.builder()).build(),
                raw ? new Samples.Raw(Arrays.stream(rtts).boxed().toList()) : null,
                new Details.PingDetails(way.address(), 64 - way.hops().size(), List.of()),
                "icmp",
                (spec.count() - 1) * spec.intervalUs() + rtts[rtts.length - 1]);
    }

    private Finding tcp(TcpSpec spec) {
        double connectUs = noisy(way.rttUs());
        var metrics = Metrics.builder()
                .put(Metric.CONNECT_US, connectUs)
                .put(Metric.RTT_MEAN_US, connectUs)
                .build();
        var details = new Details.TcpDetails(way.address(), spec.port() == null ? port() : spec.port());
        return Finding.measured(metrics, null, details, "tcp", connectUs);
    }

    /// One round trip each to connect, for TLS 1.3, and for the answer; two for the page's packets.
    private Finding http(HttpSpec spec) {
        double connectUs = noisy(way.rttUs());
        double tlsUs = secure() ? noisy(way.rttUs()) : 0;
        double firstByteUs = noisy(way.rttUs() + SERVER_US);
        double transferUs = noisy(2 * way.rttUs());
        double totalUs = connectUs + tlsUs + firstByteUs + transferUs;
        var metrics = Metrics.builder()
                .put(Metric.CONNECT_US, connectUs)
                .put(Metric.FIRST_BYTE_US, firstByteUs)
                .put(Metric.TRANSFER_US, transferUs)
                .put(Metric.TOTAL_US, totalUs)
                .put(Metric.BODY_BYTES, PAGE_BYTES);
        if (secure()) {
            metrics.put(Metric.TLS_US, tlsUs).put(Metric.CERTIFICATE_DAYS, certificateDays());
        }
        String url = spec.path() == null ? goal.address() : goal.address().replaceFirst("/$", "") + spec.path();
        var details = new Details.HttpDetails(way.address(), url, 200, "HTTP/1.1", secure() ? certificate() : null);
        return Finding.measured(metrics.build(), null, details, "http/1.1", totalUs);
    }

    private Finding traceroute(TracerouteSpec spec) {
        int count = Math.min(way.hops().size(), spec.maxHops());
        var hops = new ArrayList<Details.Hop>();
        double[] last = {};
        for (int i = 0; i < count; i++) {
            var hop = way.hops().get(i);
            last = DoubleStream.generate(() -> noisy(hop.rttUs()))
                    .limit(spec.cycles())
                    .toArray();
            hops.add(hop(i + 1, hop.address(), last));
        }
        boolean reached = count == way.hops().size();
        var metrics = Metrics.builder().put(Metric.HOPS, count);
        if (reached) {
            new RoundTrips(last).addTo(metrics);
        }
        return Finding.measured(
                metrics.build(),
                null,
                new Details.TracerouteDetails(way.address(), spec.protocol(), reached, hops),
                spec.protocol(),
                (spec.cycles() - 1) * Math.max(spec.intervalUs(), count * CYCLE_STEP_US)
                        + count * CYCLE_STEP_US
                        + way.rttUs());
    }

    private static Details.Hop hop(int ttl, String address, double[] rtts) {
        var numbers = Arrays.stream(rtts).summaryStatistics();
        return new Details.Hop(
                ttl,
                List.of(address),
                rtts.length,
                rtts.length,
                numbers.getMin(),
                Math.rint(numbers.getAverage() * 1_000) / 1_000,
                numbers.getMax(),
                "");
    }

    /// Nine sizes are tried, each a round trip; the site's edge says that more is too big.
    private Finding mtu() {
        var metrics = Metrics.builder().put(Metric.PATH_MTU_BYTES, MTU_BYTES).build();
        String limitedBy = way.hops().get(1).address();
        var details = new Details.MtuDetails(way.address(), MTU_BYTES, limitedBy, false);
        return Finding.measured(metrics, null, details, "icmp", 9 * noisy(way.rttUs()));
    }

    private Finding tls() {
        double connectUs = noisy(way.rttUs());
        double tlsUs = noisy(way.rttUs());
        var metrics = Metrics.builder()
                .put(Metric.CONNECT_US, connectUs)
                .put(Metric.TLS_US, tlsUs)
                .put(Metric.CERTIFICATE_DAYS, certificateDays())
                .build();
        var details = new Details.TlsDetails(
                way.address(), port(), TLS_VERSION, CIPHER, "http/1.1", List.of(certificate()), "trusted");
        return Finding.measured(metrics, null, details, "tls/1.3", connectUs + tlsUs);
    }

    private Finding system(SystemSpec spec) {
        var metrics = Metrics.builder()
                .put(Metric.CPU_BUSY_RATIO, 0.05 + 0.1 * random.nextDouble())
                .put(Metric.LOAD_AVERAGE, 0.2 + 0.2 * random.nextDouble())
                .put(Metric.MEMORY_AVAILABLE_BYTES, 600e6)
                .put(Metric.INTERFACE_ERRORS, 0)
                .build();
        String router = way.hops().getFirst().address();
        var lan = new Details.Interface("sim0", true, MTU_BYTES, List.of("192.0.2.200"), 48_000, 36_000, 0, 0);
        var details = new Details.SystemDetails(
                "simulated",
                List.of(lan),
                List.of("default via " + router + " dev sim0"),
                List.of(),
                "simulated: the clock of the process that makes it up");
        return Finding.measured(metrics, null, details, "none", (double) spec.timeoutUs());
    }

    /// Both directions are alike; clocks that run in one process would agree, but are not said to.
    private Finding udp(UdpSpec spec) {
        double[] rtts = DoubleStream.generate(() -> noisy(way.rttUs()))
                .limit(spec.count())
                .toArray();
        boolean raw = rtts.length <= Samples.MOST_RAW;
        var metrics = new RoundTrips(rtts)
                .addTo(Metrics.builder())
                .put(Metric.FORWARD_LOSS_RATIO, 0)
                .put(Metric.BACKWARD_LOSS_RATIO, 0)
                .put(Metric.REORDERED_RATIO, 0)
                .put(Metric.DUPLICATE_RATIO, 0)
                .build();
        var details = new Details.UdpDetails(
                way.address(),
                spec.portOrDefault(),
                "stateful",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                "none: the clocks are simulated");
        return Finding.measured(
                metrics,
                raw ? new Samples.Raw(Arrays.stream(rtts).boxed().toList()) : null,
                details,
                "stamp/udp",
                (spec.count() - 1) * spec.intervalUs() + rtts[rtts.length - 1]);
    }

    /// The port of the target's address is open, and what must be; all others refuse.
    private Finding ports(PortsSpec spec) {
        var open = spec.asked()
                .in(PortList.of(List.of(port())))
                .and(spec.mustBeOpen())
                .without(spec.mustBeClosed());
        var closed = spec.asked().without(open);
        var metrics = Metrics.builder()
                .put(Metric.OPEN_PORTS, open.count())
                .put(Metric.CLOSED_PORTS, closed.count())
                .put(Metric.FILTERED_PORTS, 0)
                .build();
        var details = new Details.PortsDetails(way.address(), open.text(), closed.text(), "");
        double rounds = Math.ceil((double) spec.asked().count() / spec.parallel());
        return Finding.measured(metrics, null, details, "tcp", rounds * noisy(way.rttUs()));
    }

    private Details.Certificate certificate() {
        return new Details.Certificate(
                "CN=" + goal.id() + " (simulated)",
                "CN=simulated authority",
                now.minus(CERTIFICATE_AGE),
                now.plus(CERTIFICATE_LIFE),
                TLS_VERSION,
                CIPHER,
                "trusted");
    }

    private static double certificateDays() {
        return CERTIFICATE_LIFE.toDays();
    }

    private int port() {
        Integer port = goal.target().endpoint().port();
        return port == null ? 443 : port;
    }

    private boolean secure() {
        return goal.address().startsWith("https:");
    }

    /// Three decimals, as a real probe has them.
    private double noisy(double us) {
        return Math.rint(us * (1 + NOISE_SHARE * random.nextExponential()) * 1_000) / 1_000;
    }
}
