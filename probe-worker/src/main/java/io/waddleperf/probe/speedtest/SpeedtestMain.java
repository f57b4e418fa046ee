package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.measure.ByHand;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.tls.Trust;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/// `SpeedtestMain URL ADDRESS forward|reverse|both PARALLEL SECONDS`: the probe's speed test by hand,
/// to hold beside other programs.
public final class SpeedtestMain {
    private static final int ARGUMENTS = 5;
    private static final long TIMEOUT_US = 20_000_000;
    private static final long GRACE_US = 1_000_000;

    private SpeedtestMain() {}

    public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
        if (arguments.length != ARGUMENTS) {
            System.err.println("usage: SpeedtestMain URL ADDRESS forward|reverse|both PARALLEL SECONDS");
            System.exit(2);
        }
        var endpoint = Endpoint.parse(arguments[0]);
        int port = Objects.requireNonNullElse(endpoint.port(), SpeedtestSpec.SPEEDTEST_PORT);
        var spec = spec(arguments);
        var prober = new SpeedtestProber(
                Trust.ofJdk(),
                null,
                new ThroughputLoad(System::nanoTime),
                new SpeedtestProber.Clocks(TimeUnit.NANOSECONDS::sleep, InstantSource.system()),
                "by-hand",
                new SecureRandom());
        var destination = new Destination(endpoint, InetAddress.getByName(arguments[1]), port, OptionalDouble.empty());
        ByHand.run(prober, spec, destination);
    }

    private static SpeedtestSpec spec(String[] arguments) {
        var standard = SpeedtestSpec.DEFAULT;
        return new SpeedtestSpec(
                null,
                null,
                null,
                arguments[2],
                Integer.parseInt(arguments[3]),
                TimeUnit.SECONDS.toMicros(Long.parseLong(arguments[4])),
                GRACE_US,
                standard.downloadMib(),
                standard.uploadMib(),
                null,
                null,
                standard.count(),
                true,
                TIMEOUT_US);
    }
}
