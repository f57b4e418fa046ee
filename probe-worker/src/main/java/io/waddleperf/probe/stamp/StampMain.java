package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Metric;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.ping.EchoSocket;
import io.waddleperf.probe.stamp.StampReport.Arrival;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/// `StampMain HOST PORT COUNT INTERVAL_MS`: the probe's UDP test by hand, to hold beside other programs.
public final class StampMain {
    /// Of another size than what is measured, so that a filter between tells them apart.
    private static final StampPlan WARM_UP = plan(50, 60, 1_000_000, 200_000_000);

    private static final int WARM_UPS = 5;
    private static final long TIMEOUT_NANOS = 1_000_000_000L;

    private StampMain() {}

    public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
        if (arguments.length != 4) {
            System.err.println("usage: StampMain HOST PORT COUNT INTERVAL_MS");
            System.exit(2);
        }
        int port = Integer.parseInt(arguments[1]);
        long intervalNanos = Math.round(Double.parseDouble(arguments[3]) * 1e6);
        var destination = new Destination(
                Endpoint.parse(arguments[0]), InetAddress.getByName(arguments[0]), port, OptionalDouble.empty());
        var sockets = Libc.available() ? Optional.of(PollLoop.start(System::nanoTime)) : Optional.<PollLoop>empty();
        sockets.ifPresent(loop -> loop.execute(EchoSocket::keepStamping));
        var sender = StampSender.of(sockets, InstantSource.system(), System::nanoTime);
        for (int i = 0; i < WARM_UPS; i++) {
            sender.send(destination.socketAddress(), WARM_UP);
        }
        var plan = plan(Integer.parseInt(arguments[2]), StampPacket.BYTES, intervalNanos, TIMEOUT_NANOS);
        print(sender.send(destination.socketAddress(), plan), plan, destination);
        sockets.ifPresent(PollLoop::close);
    }

    private static StampPlan plan(int count, int bytes, long intervalNanos, long timeoutNanos) {
        var error = ErrorEstimate.of(KernelClock.read());
        return new StampPlan(count, bytes, intervalNanos, timeoutNanos, 1, error);
    }

    private static void print(StampReport report, StampPlan plan, Destination destination) {
        var deadline = Deadline.after(System::nanoTime, plan.limitNanos());
        var measured = StampProber.measurement(report, KernelClock.read(), destination, deadline);
        System.out.println(measured.outcome() + " timestamps=" + report.source().wireName());
        System.out.println(measured.details());
        for (var metric : Metric.values()) {
            measured.metrics()
                    .get(metric)
                    .ifPresent(value -> System.out.printf(Locale.ROOT, "%s=%.3f%n", metric.wireName(), value));
        }
        quantiles("net", report, Arrival::netNs);
        quantiles("gross", report, Arrival::grossNs);
    }

    /// Of the round trips, with and without the stay at the reflector.
    private static void quantiles(String what, StampReport report, ToLongFunction<Arrival> ns) {
        double[] us = report.firsts().stream()
                .mapToLong(ns)
                .sorted()
                .mapToDouble(one -> one / 1_000.0)
                .toArray();
        if (us.length > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%s p50=%.3f p99=%.3f max=%.3f us%n",
                    what,
                    RoundTrips.percentile(us, 50),
                    RoundTrips.percentile(us, 99),
                    us[us.length - 1]);
        }
    }
}
