package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Throughput tests of a second on this machine's loopback.
final class Specs {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final long RATE = 20_000_000;
    private static final long SECOND_US = 1_000_000;
    private static final long PATIENCE_US = 20_000_000;

    private Specs() {}

    static ThroughputSpec tcp(String direction, int parallel) {
        return tcp(direction, parallel, null, null);
    }

    static ThroughputSpec tcp(String direction, int parallel, @Nullable Long limitBytes, @Nullable Long bitsPerSecond) {
        return new ThroughputSpec(
                null, "tcp", direction, parallel, SECOND_US, limitBytes, bitsPerSecond, 1_400, PATIENCE_US);
    }

    static ThroughputSpec udp(String direction, int parallel) {
        return new ThroughputSpec(null, "udp", direction, parallel, SECOND_US, null, RATE, 1_400, PATIENCE_US);
    }

    static ThroughputSpec lasting(int seconds, String direction) {
        return new ThroughputSpec(null, "tcp", direction, 1, seconds * SECOND_US, null, null, 1_400, PATIENCE_US);
    }

    /// That gives up so many milliseconds before the data could have flowed.
    static ThroughputSpec impatient(long millis) {
        return new ThroughputSpec(
                null, "tcp", "forward", 1, SECOND_US, null, null, 1_400, Math.max(SECOND_US, millis * 1_000));
    }

    static ThroughputProber prober() {
        return prober(new ThroughputLoad(System::nanoTime));
    }

    static ThroughputProber prober(ThroughputLoad load) {
        return new ThroughputProber(null, load, System::nanoTime, TimeUnit.NANOSECONDS::sleep, new Random(7));
    }

    static Measurement run(ThroughputProber prober, ThroughputSpec spec, int port) throws InterruptedException {
        return prober.run(
                spec,
                Loopback.destination("127.0.0.1", port),
                Deadline.after(System::nanoTime, spec.limitUs() * 1_000));
    }

    static IperfServer server(ThroughputLoad load) throws IOException {
        return IperfServer.start(new InetSocketAddress(LOOPBACK, 0), load, System::nanoTime);
    }
}
