package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.tcp.Connector;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// `PingMain HOST COUNT INTERVAL_MS`: the probe's ping by hand, to hold beside other programs.
public final class PingMain {
    private static final int PAYLOAD_BYTES = 56;
    private static final long TIMEOUT_NANOS = 1_000_000_000L;

    private PingMain() {}

    public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
        if (arguments.length != 3) {
            System.err.println("usage: PingMain HOST COUNT INTERVAL_MS");
            System.exit(2);
        }
        var plan = new EchoPlan(
                Integer.parseInt(arguments[1]),
                PAYLOAD_BYTES,
                Math.round(Double.parseDouble(arguments[2]) * 1e6),
                TIMEOUT_NANOS);
        var destination = new Destination(
                Endpoint.parse(arguments[0]), InetAddress.getByName(arguments[0]), 0, OptionalDouble.empty());
        var sockets = Libc.available() ? Optional.of(PollLoop.start(System::nanoTime)) : Optional.<PollLoop>empty();
        var chosen = PingMethods.choose(
                sockets,
                Connector.of(sockets, System::nanoTime),
                System.getenv().getOrDefault("PATH", ""),
                System::nanoTime,
                new SecureRandom());
        print(chosen.prober().ping(destination, plan), chosen.icmp().method());
        sockets.ifPresent(PollLoop::close);
    }

    private static void print(EchoReport report, String method) {
        System.out.printf(
                Locale.ROOT,
                "sent=%d received=%d method=%s timestamps=%s%n",
                report.sent(),
                report.replies().size(),
                method,
                report.source().wireName());
        report.problem().ifPresent(problem -> System.out.println("problem: " + problem.detail()));
        if (report.replies().isEmpty()) {
            return;
        }
        double[] us = new RoundTrips(
                        report.replies().stream().map(EchoReport.Reply::rttUs).toList())
                .sorted();
        System.out.printf(
                Locale.ROOT,
                "min=%.3f p50=%.3f p95=%.3f p99=%.3f max=%.3f us%n",
                us[0],
                RoundTrips.percentile(us, 50),
                RoundTrips.percentile(us, 95),
                RoundTrips.percentile(us, 99),
                us[us.length - 1]);
    }
}
