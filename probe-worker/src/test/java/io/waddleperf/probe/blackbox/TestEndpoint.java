package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.TestBench;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.execution.Destinations;
import io.waddleperf.probe.execution.Names;
import io.waddleperf.probe.execution.Redirected;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The endpoint in this JVM with the real probers, on a free port of loopback.
record TestEndpoint(TestBench bench, BlackboxServer server) implements AutoCloseable {
    /// @param perTarget tests a second of one address
    record Rates(int perTarget, int inAll) {}

    /// Knows no name.
    ///
    /// @param modules    empty for the built-in ones
    /// @param targetRate tests a second of one address
    static TestEndpoint start(Optional<Path> modules, int targetRate) throws IOException, InterruptedException {
        return start(modules, new Rates(targetRate, 1_000), TestEndpoint::lookup);
    }

    static TestEndpoint start(Optional<Path> modules, Rates rates, Names names)
            throws IOException, InterruptedException {
        var clocks = new CommandRunner.Clocks(InstantSource.system(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        var limits = new CommandRunner.Limits(
                new TargetPolicy(TargetPolicy.Loopback.ALLOWED, List.of(), List.of()),
                new TestRates(rates.perTarget(), rates.inAll(), clocks.ticker()),
                new Slots(4, Duration.ofSeconds(5)));
        var destinations = new Destinations(names, clocks.ticker(), _ -> Optional.empty());
        var bench = TestBench.open(
                clocks,
                new SecureRandom(),
                TestBench.Means.NONE,
                "test",
                new Redirected(destinations, limits, clocks),
                new ThroughputLoad(clocks.ticker()));
        var scrapes = new Scrapes(limits, names, bench.scrapes(), clocks);
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new TestEndpoint(bench, BlackboxServer.start(at, modules, scrapes, clocks.ticker()));
    }

    private static List<InetAddress> lookup(String host) throws UnknownHostException {
        throw new UnknownHostException(host + " does not resolve");
    }

    @Override
    public void close() {
        server.close();
        bench.close();
    }
}
