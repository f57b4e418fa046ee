package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.ByHand;
import io.waddleperf.probe.measure.Destination;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/// `ThroughputMain HOST PORT tcp|udp forward|reverse|both PARALLEL SECONDS [BITS_PER_SECOND]`: the
/// probe's throughput test by hand, to hold beside other programs.
public final class ThroughputMain {
    private static final int WITH_RATE = 7;
    private static final int PAYLOAD_BYTES = 1_400;
    private static final long TIMEOUT_US = 20_000_000;

    private ThroughputMain() {}

    public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
        if (arguments.length != WITH_RATE && arguments.length != WITH_RATE - 1) {
            System.err.println("usage: ThroughputMain HOST PORT tcp|udp forward|reverse|both PARALLEL SECONDS [BITS]");
            System.exit(2);
        }
        int port = Integer.parseInt(arguments[1]);
        var spec = spec(port, arguments);
        var prober = new ThroughputProber(
                null,
                new ThroughputLoad(System::nanoTime),
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep,
                new SecureRandom());
        var destination = new Destination(
                Endpoint.parse(arguments[0]), InetAddress.getByName(arguments[0]), port, OptionalDouble.empty());
        ByHand.run(prober, spec, destination);
    }

    private static ThroughputSpec spec(int port, String[] arguments) {
        return new ThroughputSpec(
                port,
                arguments[2],
                arguments[3],
                Integer.parseInt(arguments[4]),
                TimeUnit.SECONDS.toMicros(Long.parseLong(arguments[5])),
                null,
                arguments.length == WITH_RATE ? Long.valueOf(arguments[6]) : null,
                PAYLOAD_BYTES,
                TIMEOUT_US);
    }
}
