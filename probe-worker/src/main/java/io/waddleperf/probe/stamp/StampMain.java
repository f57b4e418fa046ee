package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.ping.EchoSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// `StampMain HOST PORT COUNT INTERVAL_MS`: the probe's UDP test by hand, to hold beside other programs.
public final class StampMain {
    /// Of another size than what is measured, so that a filter between tells them apart.
    private static final TestSpec.Udp WARM_UP = new TestSpec.Udp(null, 50, 60, 1_000, 200_000);

    private static final int WARM_UPS = 5;

    private StampMain() {}

    public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
        if (arguments.length != 4) {
            System.err.println("usage: StampMain HOST PORT COUNT INTERVAL_MS");
            System.exit(2);
        }
        int port = Integer.parseInt(arguments[1]);
        long intervalUs = Math.round(Double.parseDouble(arguments[3]) * 1_000);
        var spec = new TestSpec.Udp(port, Integer.parseInt(arguments[2]), 44, intervalUs, 1_000_000);
        var destination = new Destination(
                Endpoint.parse(arguments[0]), InetAddress.getByName(arguments[0]), port, OptionalDouble.empty());
        var sockets = Libc.available() ? Optional.of(PollLoop.start(System::nanoTime)) : Optional.<PollLoop>empty();
        sockets.ifPresent(loop -> loop.execute(EchoSocket::keepStamping));
        var prober = new StampProber(
                StampSender.of(sockets, InstantSource.system(), System::nanoTime),
                KernelClock::read,
                new SecureRandom());
        for (int i = 0; i < WARM_UPS; i++) {
            run(prober, WARM_UP, destination);
        }
        print(run(prober, spec, destination));
        sockets.ifPresent(PollLoop::close);
    }

    private static Measurement run(StampProber prober, TestSpec.Udp spec, Destination destination)
            throws InterruptedException {
        return prober.run(spec, destination, Deadline.after(System::nanoTime, spec.limitUs() * 1_000));
    }

    private static void print(Measurement measured) {
        System.out.println(measured.outcome() + " timestamps=" + measured.how().source().wireName());
        System.out.println(measured.details());
        for (var metric : Metric.values()) {
            measured.metrics()
                    .get(metric)
                    .ifPresent(value -> System.out.printf(Locale.ROOT, "%s=%.3f%n", metric.wireName(), value));
        }
    }
}
