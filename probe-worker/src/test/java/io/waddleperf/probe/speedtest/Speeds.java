package io.waddleperf.probe.speedtest;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Speed tests of a second on this machine's loopback.
final class Speeds {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final long SECOND_US = 1_000_000;
    private static final long PATIENCE_US = 20_000_000;

    private Speeds() {}

    static SpeedtestSpec spec(String direction, int parallel) {
        return spec(direction, parallel, null, null, PATIENCE_US);
    }

    /// Without a grace time.
    static SpeedtestSpec spec(
            String direction, int parallel, @Nullable Long limitBytes, @Nullable Long bitsPerSecond, long timeoutUs) {
        return new SpeedtestSpec(
                null,
                null,
                null,
                direction,
                parallel,
                SECOND_US,
                0,
                1,
                1,
                limitBytes,
                bitsPerSecond,
                3,
                true,
                timeoutUs);
    }

    static SpeedtestProber prober(@Nullable Prober<PingSpec> pings, Trust trust) {
        return prober(pings, trust, new ThroughputLoad(System::nanoTime));
    }

    static SpeedtestProber prober(@Nullable Prober<PingSpec> pings, Trust trust, ThroughputLoad load) {
        return new SpeedtestProber(
                trust,
                pings,
                load,
                new SpeedtestProber.Clocks(TimeUnit.NANOSECONDS::sleep, InstantSource.system()),
                "1",
                new Random(7));
    }

    static Measurement run(SpeedtestSpec spec, String url, int port) throws InterruptedException {
        return run(prober(null, Trust.ofJdk()), spec, url, port);
    }

    static Measurement run(SpeedtestProber prober, SpeedtestSpec spec, String url, int port)
            throws InterruptedException {
        return prober.run(
                spec, Loopback.destination(url, port), Deadline.after(System::nanoTime, spec.limitUs() * 1_000));
    }

    static Measurement run(SpeedtestSpec spec, int port) throws InterruptedException {
        return run(spec, "127.0.0.1", port);
    }

    static SpeedServer server(ThroughputLoad load) throws IOException {
        return server(load, System::nanoTime);
    }

    static SpeedServer server(ThroughputLoad load, Ticker ticker) throws IOException {
        return SpeedServer.start(new InetSocketAddress(LOOPBACK, 0), load, ticker);
    }

    static double value(Measurement measured, Metric metric) {
        return measured.metrics().get(metric).orElseThrow(() -> new AssertionError(metric + " of " + measured));
    }

    static Details.SpeedtestDetails details(Measurement measured) {
        return assertInstanceOf(Details.SpeedtestDetails.class, measured.details());
    }
}
