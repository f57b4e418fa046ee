package io.waddleperf.probe.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// This machine is one hop away from itself.
class TracerouteProberTest {
    private PollLoop sockets;
    private TracerouteProber prober;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        sockets = PollLoop.start(System::nanoTime);
        prober = new TracerouteProber(Optional.of(sockets), new SecureRandom(), TestNames.NONE);
        Await.equal( // the kernel takes a while to switch its stamps on
                TimestampSource.KERNEL_TX_RX,
                Duration.ofSeconds(10),
                () -> run("udp", "127.0.0.1", 0, 1).how().source());
    }

    @AfterEach
    void stop() {
        sockets.close();
    }

    @Test
    void sendsEchoRequestsOrSaysThatItSentUdp() throws Exception {
        var measured = run("icmp", "127.0.0.1", 0, 3);
        assertOneHop(measured, "127.0.0.1", 3);
        switch (measured.how().method()) {
            case "icmp-dgram", "icmp-raw" -> assertEquals("icmp", measured.how().protocol());
            default -> {
                assertEquals("udp-errqueue", measured.how().method());
                assertEquals("udp", measured.how().protocol());
            }
        }
        assertEquals(measured.how().protocol(), details(measured).protocol());
        assertEquals(TimestampSource.KERNEL_TX_RX, measured.how().source());
    }

    @Test
    void reachesATargetByUdpThatRefuses() throws Exception {
        var measured = run("udp", "127.0.0.1", 0, 5);
        assertOneHop(measured, "127.0.0.1", 5);
        assertEquals("udp", details(measured).protocol());
        assertEquals(TimestampSource.KERNEL_TX_RX, measured.how().source());
    }

    /// Such an answer does not say which packet it is for.
    @Test
    void reachesATargetByUdpThatAnswersInItsOwnWords() throws Exception {
        var ports = ConcurrentHashMap.<Integer>newKeySet();
        Thread answering;
        try (var server = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            answering = Thread.startVirtualThread(() -> answer(server, ports));
            assertOneHop(run("udp", "127.0.0.1", server.getLocalPort(), 3), "127.0.0.1", 3);
        }
        answering.join();
        assertEquals(1, ports.size(), "all packets are of one flow");
    }

    private static void answer(DatagramSocket server, Set<Integer> ports) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[100], 100);
                server.receive(packet);
                ports.add(packet.getPort());
                server.send(new DatagramPacket("what?".getBytes(StandardCharsets.UTF_8), 5, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            assertTrue(server.isClosed(), e::toString);
        }
    }

    @Test
    void reachesAnOpenAndAClosedPortByTcp() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            var open = run("tcp", "127.0.0.1", server.getLocalPort(), 4);
            assertOneHop(open, "127.0.0.1", 4);
            assertEquals(TimestampSource.KERNEL_TCP, open.how().source());
            assertEquals("tcp-connect", open.how().method());
            var ports = new HashSet<Integer>();
            for (int i = 0; i < 4; i++) {
                try (var connection = server.accept()) {
                    ports.add(connection.getPort());
                }
            }
            assertEquals(1, ports.size(), "all connections are of one flow");
        }
        var closed = run("tcp", "127.0.0.1", 1, 2);
        assertOneHop(closed, "127.0.0.1", 2);
        assertEquals(TimestampSource.USER, closed.how().source());
    }

    @Test
    void doesTheSameOverIpv6() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
        for (var protocol : List.of("icmp", "udp", "tcp")) {
            assertOneHop(run(protocol, "::1", 1, 3), "0:0:0:0:0:0:0:1", 3);
        }
    }

    @Test
    void saysWhereItCannotRun() throws Exception {
        var without = new TracerouteProber(Optional.empty(), new SecureRandom(), TestNames.NONE);
        var measured =
                without.run(TracerouteSpec.DEFAULT, Loopback.destination("127.0.0.1", 0), Loopback.deadline(1_000));
        assertInstanceOf(Outcome.Unsupported.class, measured.outcome());
    }

    private Measurement run(String protocol, String address, int port, int cycles) throws Exception {
        var spec = new TracerouteSpec(protocol, cycles, 5, port == 0 ? null : port, 50_000, 500_000);
        return prober.run(spec, Loopback.destination(address, 0), Loopback.deadline(spec.limitUs() / 1_000));
    }

    private static void assertOneHop(Measurement measured, String address, int cycles) {
        assertInstanceOf(Outcome.Measured.class, measured.outcome(), measured::toString);
        var details = details(measured);
        assertTrue(details.reached());
        assertEquals(1, details.hops().size(), details::toString);
        assertEquals(List.of(address), details.hops().getFirst().addresses());
        assertEquals(1, measured.metrics().get(Metric.HOPS).orElseThrow());
        assertEquals(cycles, measured.metrics().get(Metric.PACKETS_RECEIVED).orElseThrow());
        assertEquals(0, measured.metrics().get(Metric.LOSS_RATIO).orElseThrow());
        double us = measured.metrics().get(Metric.RTT_MIN_US).orElseThrow();
        assertTrue(us > 0.1 && us < 100_000, () -> "loopback takes " + us);
    }

    private static Details.TracerouteDetails details(Measurement measured) {
        return assertInstanceOf(Details.TracerouteDetails.class, measured.details());
    }
}
