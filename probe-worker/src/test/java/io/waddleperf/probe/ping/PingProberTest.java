package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.tcp.Connector;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PingProberTest {
    private static final PingSpec TEN = new PingSpec(10, 56, 2_000, 500_000);

    @Test
    void pingsIpv4WithTheKernelsTimestamps() throws Exception {
        assertGood(icmp("127.0.0.1", TEN), "127.0.0.1");
    }

    @Test
    void pingsIpv6WithTheKernelsTimestamps() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
        assertGood(icmp("::1", TEN), "0:0:0:0:0:0:0:1");
    }

    @Test
    void pingsWithLargePayloads() throws Exception {
        assertInstanceOf(
                Outcome.Measured.class,
                icmp("127.0.0.1", new PingSpec(3, 8_972, 2_000, 500_000)).outcome());
    }

    /// Loopback is no hop, so that each limit reaches it; they do not disturb those without.
    @Test
    void pingsWithAHopLimit() throws Exception {
        try (var sockets = sockets()) {
            var prober = prober(sockets);
            for (int hops : List.of(1, 5, 255)) {
                var there = Loopback.destination("127.0.0.1", 0);
                assertGood(prober.run(TEN, hops, there, Loopback.deadline(2_000)), "127.0.0.1");
                assertGood(prober.run(TEN, there, Loopback.deadline(2_000)), "127.0.0.1");
            }
        }
    }

    @Test
    void runsManyPingsAtOnceWithoutMixingThem() throws Exception {
        try (var sockets = sockets();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var prober = prober(sockets);
            var runs = java.util.stream.IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> prober.run(
                            TEN, Loopback.destination("127.0.0." + (1 + i % 3), 0), Loopback.deadline(2_000))))
                    .toList();
            for (var run : runs) {
                assertEquals(0.0, run.get().metrics().get(Metric.LOSS_RATIO).orElseThrow());
            }
        }
    }

    @Test
    void countsTcpAnswersWhereNothingBetterIsAllowed() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            var chosen = PingMethods.choose(
                    Optional.empty(),
                    Connector.of(Optional.empty(), System::nanoTime),
                    "/nowhere",
                    System::nanoTime,
                    new SecureRandom());
            assertEquals("tcp-connect", chosen.icmp().method());
            assertTrue(chosen.icmp().reason().contains("no ping program"), chosen.icmp()::reason);
            var target = Loopback.destination("127.0.0.1", server.getLocalPort());
            var measured = chosen.prober().run(TEN, target, Loopback.deadline(2_000));
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertEquals("tcp-connect", measured.how().method());
            assertEquals(10.0, measured.metrics().get(Metric.PACKETS_RECEIVED).orElseThrow());
        }
    }

    private static Measurement icmp(String address, PingSpec spec) throws Exception {
        try (var sockets = sockets()) {
            return prober(sockets).run(spec, Loopback.destination(address, 0), Loopback.deadline(2_000));
        }
    }

    private static PollLoop sockets() throws InterruptedException {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        return PollLoop.start(System::nanoTime);
    }

    private static PingProber prober(PollLoop sockets) throws InterruptedException {
        var chosen = PingMethods.choose(
                Optional.of(sockets),
                Connector.of(Optional.of(sockets), System::nanoTime),
                "",
                System::nanoTime,
                new SecureRandom());
        assumeTrue(chosen.icmp().method().startsWith("icmp-"), () -> "ICMP is not allowed here: " + chosen.icmp());
        return chosen.prober();
    }

    private static void assertGood(Measurement measured, String address) {
        assertInstanceOf(Outcome.Measured.class, measured.outcome());
        assertEquals(TimestampSource.KERNEL_TX_RX, measured.how().source());
        assertEquals(0.0, measured.metrics().get(Metric.LOSS_RATIO).orElseThrow());
        double p50 = measured.metrics().get(Metric.RTT_P50_US).orElseThrow();
        assertTrue(p50 > 0.1 && p50 < 10_000, () -> "p50 of loopback is " + p50);
        assertEquals(
                10, assertInstanceOf(Samples.Raw.class, measured.samples()).us().size());
        var details = assertInstanceOf(Details.PingDetails.class, measured.details());
        assertEquals(address, details.address());
        assertTrue(details.lostSequences().isEmpty());
        assertNotNull(Objects.requireNonNull(details.ttl()));
    }
}
