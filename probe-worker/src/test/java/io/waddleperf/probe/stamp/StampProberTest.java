package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Against our own reflector on loopback, and against what is none.
class StampProberTest {
    private static final StampToken TOKEN = StampToken.of("sixteen-letters!");
    private static final Optional<KernelClock> GOOD_CLOCK = Optional.of(new KernelClock(true, 1));

    enum Sockets {
        NATIVE,
        JDK
    }

    @ParameterizedTest
    @EnumSource
    void measuresOverIpv4(Sockets kind) throws Exception {
        assertMeasured(kind, "127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    void doesTheSameOverIpv6(Sockets kind) throws Exception {
        assumeTrue(hasIpv6(), "this machine has no IPv6 on loopback");
        assertMeasured(kind, "::1");
    }

    @ParameterizedTest
    @EnumSource
    void isAnsweredByAReflectorWhoseTokenItShows(Sockets kind) throws Exception {
        try (var responder = responder("127.0.0.1", Optional.of(TOKEN))) {
            var spec = new UdpSpec(null, 5, 44, 2_000, 300_000);
            var shown = run(kind, "127.0.0.1", responder.udpPort(), spec, Optional.of(TOKEN));
            assertInstanceOf(Outcome.Measured.class, shown.outcome());
            assertEquals(5, shown.metrics().get(Metric.PACKETS_RECEIVED).orElseThrow());
            var none = run(kind, "127.0.0.1", responder.udpPort(), spec, Optional.empty());
            assertInstanceOf(Outcome.TimedOut.class, none.outcome());
        }
    }

    private static void assertMeasured(Sockets kind, String host) throws Exception {
        try (var responder = responder(host)) {
            var measured = run(kind, host, responder.udpPort(), new UdpSpec(null, 40, 200, 2_000, 1_000_000));
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertEquals(40, measured.metrics().get(Metric.PACKETS_RECEIVED).orElseThrow());
            assertEquals(0, measured.metrics().get(Metric.LOSS_RATIO).orElseThrow());
            assertEquals(0, measured.metrics().get(Metric.FORWARD_LOSS_RATIO).orElseThrow());
            assertEquals(0, measured.metrics().get(Metric.BACKWARD_LOSS_RATIO).orElseThrow());
            assertTrue(measured.metrics().get(Metric.RTT_MEAN_US).orElseThrow() > 0);
            assertTrue(measured.metrics().get(Metric.FORWARD_PDV_US).orElseThrow() >= 0);
            assertTrue(measured.metrics().get(Metric.FORWARD_DELAY_US).isEmpty(), "no clock here is so right");
            var seen = assertInstanceOf(Details.UdpDetails.class, measured.details());
            assertEquals("stateful", seen.reflector());
            assertEquals(0, seen.lostUndecided());
            assertTrue(seen.turnaroundUs() != null && seen.turnaroundUs() > 0);
            assertTrue(
                    kind == Sockets.JDK
                            ? measured.how().source() == TimestampSource.USER
                            : measured.how().source() != TimestampSource.USER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNothingListens(Sockets kind) throws Exception {
        int port;
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            port = socket.getLocalPort();
        }
        var measured = run(kind, "127.0.0.1", port, new UdpSpec(null, 5, 44, 1_000, 200_000));
        assertEquals(
                new Outcome.Failed(
                        Failure.CONNECTION_REFUSED, "nothing listens on that UDP port (ICMP port unreachable)"),
                measured.outcome());
    }

    @ParameterizedTest
    @EnumSource
    void waitsNoLongerThanItMay(Sockets kind) throws Exception {
        try (var silent = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            var measured = run(kind, "127.0.0.1", silent.getLocalPort(), new UdpSpec(null, 3, 44, 1_000, 50_000));
            assertInstanceOf(Outcome.TimedOut.class, measured.outcome());
            assertEquals(1, measured.metrics().get(Metric.LOSS_RATIO).orElseThrow());
            assertTrue(measured.metrics().get(Metric.FORWARD_LOSS_RATIO).isEmpty());
            var seen = assertInstanceOf(Details.UdpDetails.class, measured.details());
            assertEquals("unknown", seen.reflector());
            assertNull(seen.lostForward());
        }
    }

    @ParameterizedTest
    @EnumSource
    void claimsNoDirectionOfAStatelessReflector(Sockets kind) throws Exception {
        try (var stateless = TestReflector.start(TestReflector.STATELESS.dropping(3, 5))) {
            var measured = run(kind, "127.0.0.1", stateless.port(), new UdpSpec(null, 8, 44, 1_000, 200_000));
            assertEquals(0.25, measured.metrics().get(Metric.LOSS_RATIO).orElseThrow());
            assertTrue(measured.metrics().get(Metric.FORWARD_LOSS_RATIO).isEmpty());
            var seen = assertInstanceOf(Details.UdpDetails.class, measured.details());
            assertEquals("stateless", seen.reflector());
            assertNull(seen.lostForward());
            assertNull(seen.reorderedForward());
        }
    }

    /// What both clocks say is believed where they say that they are right; so one that lies is seen.
    @ParameterizedTest
    @EnumSource
    void tellsOneWayDelaysOfClocksThatSayTheyAreRight(Sockets kind) throws Exception {
        try (var liar = TestReflector.start(TestReflector.LIAR)) {
            var measured = run(kind, "127.0.0.1", liar.port(), new UdpSpec(null, 5, 44, 1_000, 400_000));
            double fastUs = TestReflector.FAST_NS / 1e3;
            assertTrue(measured.metrics().get(Metric.FORWARD_DELAY_US).orElseThrow() >= fastUs);
            assertTrue(measured.metrics().get(Metric.RTT_MEAN_US).orElseThrow() < fastUs);
            assertTrue(measured.metrics().get(Metric.BACKWARD_DELAY_US).isEmpty(), "it would be below 0");
            var seen = assertInstanceOf(Details.UdpDetails.class, measured.details());
            assertTrue(seen.oneWay().startsWith("forward only: both clocks together may be wrong by "), seen::oneWay);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsDuplicates(Sockets kind) throws Exception {
        try (var doubling = TestReflector.start(TestReflector.STATELESS.twice())) {
            var measured = run(kind, "127.0.0.1", doubling.port(), new UdpSpec(null, 4, 44, 20_000, 200_000));
            var seen = assertInstanceOf(Details.UdpDetails.class, measured.details());
            assertTrue(seen.duplicates() >= 3, seen::toString); // that of the last is not waited for
            assertTrue(measured.metrics().get(Metric.DUPLICATE_RATIO).orElseThrow() >= 0.75);
            assertEquals(0, measured.metrics().get(Metric.LOSS_RATIO).orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatWhatListensIsNoReflector(Sockets kind) throws Exception {
        try (var echo = TestReflector.start(TestReflector.ECHO)) {
            var measured = run(kind, "127.0.0.1", echo.port(), new UdpSpec(null, 3, 44, 1_000, 50_000));
            assertEquals(
                    new Outcome.Failed(
                            Failure.PROTOCOL,
                            "what listens on UDP port " + echo.port() + " is no STAMP reflector (RFC 8762)"),
                    measured.outcome());
        }
    }

    @Test
    void runsManySessionsAtOnceWithoutMixingThem() throws Exception {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        try (var responder = responder("127.0.0.1");
                var sockets = PollLoop.start(System::nanoTime)) {
            var prober = prober(Optional.of(sockets), Optional.empty());
            var destination = Loopback.destination("127.0.0.1", responder.udpPort());
            var threads = new java.util.ArrayList<Thread>();
            var received = new java.util.concurrent.atomic.DoubleAdder();
            for (int i = 0; i < 20; i++) {
                threads.add(Thread.startVirtualThread(() -> {
                    try {
                        var measured = prober.run(
                                new UdpSpec(null, 20, 44, 5_000, 1_000_000), destination, Loopback.deadline(5_000));
                        received.add(
                                measured.metrics().get(Metric.PACKETS_RECEIVED).orElse(0));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertEquals(400, received.sum());
        }
    }

    private static Measurement run(Sockets kind, String host, int port, UdpSpec spec) throws Exception {
        return run(kind, host, port, spec, Optional.empty());
    }

    private static Measurement run(Sockets kind, String host, int port, UdpSpec spec, Optional<StampToken> token)
            throws Exception {
        var destination = Loopback.destination(host, port);
        var deadline = Deadline.after(System::nanoTime, spec.limitUs() * 1_000);
        if (kind == Sockets.JDK) {
            return prober(Optional.empty(), token).run(spec, destination, deadline);
        }
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        try (var sockets = PollLoop.start(System::nanoTime)) {
            return prober(Optional.of(sockets), token).run(spec, destination, deadline);
        }
    }

    private static StampProber prober(Optional<PollLoop> sockets, Optional<StampToken> token) {
        var sender = StampSender.of(sockets, InstantSource.system(), System::nanoTime);
        return new StampProber(sender, () -> GOOD_CLOCK, new Random(1), token);
    }

    private static Responder responder(String host) throws IOException {
        return responder(host, Optional.empty());
    }

    private static Responder responder(String host, Optional<StampToken> token) throws IOException {
        return Responder.start(
                new Responder.At(
                        InetAddress.ofLiteral(host),
                        0,
                        OptionalInt.of(0),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        List.of(),
                        token),
                InstantSource.system(),
                System::nanoTime,
                new ThroughputLoad(System::nanoTime));
    }

    private static boolean hasIpv6() {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
