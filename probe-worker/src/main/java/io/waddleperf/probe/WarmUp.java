package io.waddleperf.probe;

import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.probe.execution.Probers;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.responder.Responder;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/// Runs the tests on our own responder before the first real one: that would else measure how the
/// JVM loads classes, some 40 ms for a GET. Pings warm themselves up when their method is chosen,
/// HTTP over TLS, over QUIC and gRPC before the first test of it.
final class WarmUp {
    private static final int ROUNDS = 5;
    private static final HttpSpec GET = new HttpSpec("/", null, 65_536, 1_000_000);
    private static final TcpSpec CONNECT = new TcpSpec(null, 1_000_000);

    /// The reflector sends the question back, which is no answer: this waits out its time.
    private static final DnsSpec LOOKUP = new DnsSpec("warm-up.invalid", "A", null, 10_000);

    /// The responder speaks no TLS: this is the way up to the server's hello, where classes, random
    /// numbers and trust anchors are loaded.
    private static final TlsSpec HELLO = new TlsSpec(null, null, 50_000);

    /// To a port that refuses: that is timed by the process, as what hops answer is. By ICMP and UDP
    /// the kernel stamps both ways, cold or not.
    private static final TracerouteSpec WAY = new TracerouteSpec("tcp", 1, 1, null, 50_000, 50_000, true);

    private static final UdpSpec STAMP = new UdpSpec(null, 30, 44, 1_000, 50_000);

    private WarmUp() {}

    /// Of all tests that have a warm-up.
    static void run(Probers probers, Responder responder, Ticker ticker) throws InterruptedException {
        run(probers, responder, ticker, EnumSet.allOf(Test.class));
    }

    /// @param tests those that will be run
    static void run(Probers probers, Responder responder, Ticker ticker, Set<Test> tests) throws InterruptedException {
        var web = Endpoint.parse(responder.addresses().http());
        var host = InetAddress.ofLiteral(web.host());
        var http = new Destination(web, host, Objects.requireNonNull(web.port()), OptionalDouble.empty());
        var udp = new Destination(web, host, responder.udpPort(), OptionalDouble.empty());
        for (int i = 0; i < ROUNDS; i++) {
            for (var spec : List.of(GET, CONNECT, LOOKUP)) {
                run(probers, spec, spec instanceof DnsSpec ? udp : http, ticker, tests);
            }
        }
        run(probers, HELLO, http, ticker, tests);
        run(probers, STAMP, udp, ticker, tests);
        for (int i = 0; i < ROUNDS; i++) {
            run(probers, WAY, udp, ticker, tests); // that number is the reflector's, which has no TCP
        }
    }

    private static void run(Probers probers, TestSpec spec, Destination destination, Ticker ticker, Set<Test> tests)
            throws InterruptedException {
        if (tests.contains(spec.test())) {
            probers.run(spec, destination, Deadline.after(ticker, spec.limitUs() * 1_000));
        }
    }
}
