package io.waddleperf.probe.speedtest;

import static io.waddleperf.probe.speedtest.Speeds.details;
import static io.waddleperf.probe.speedtest.Speeds.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Both of our ends against each other; `SpeedtestPeersIT` has nginx and curl at the other.
class SpeedtestProberTest {
    private final ThroughputLoad load = new ThroughputLoad(System::nanoTime);
    private SpeedServer server;

    @BeforeEach
    void start() throws IOException {
        server = Speeds.server(load);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void measuresBothWaysOneAfterTheOther() throws Exception {
        var measured = run(Speeds.spec("both", 2));
        assertEquals(new Outcome.Measured(), measured.outcome());
        assertTrue(value(measured, Metric.BACKWARD_BITS_PER_SECOND) > 1e6, measured::toString);
        assertTrue(value(measured, Metric.FORWARD_BITS_PER_SECOND) > 1e6, measured::toString);
        assertTrue(measured.metrics().get(Metric.BITS_PER_SECOND).isEmpty(), "they did not share the path");
        var details = details(measured);
        assertEquals("http://127.0.0.1:" + port() + "/backend/", details.url());
        assertEquals("127.0.0.1", details.clientAddress());
        assertTrue(details.intervals().getFirst().backwardBitsPerSecond() != null, details::toString);
        assertTrue(details.intervals().getLast().forwardBitsPerSecond() != null, details::toString);
        assertTrue(details.intervals().getLast().untilUs() > 2 * Speeds.SECOND_US, details::toString);
        assertTrue(load.within(60_000_000), "the responder's own results are marked");
    }

    @Test
    void tellsEachSecondOfBothWays() throws Exception {
        var spec = Speeds.spec("both", 1);
        var seen = new ArrayList<Details.Interval>();
        Speeds.prober(null, Trust.ofJdk(), load)
                .run(
                        spec,
                        Loopback.destination("127.0.0.1", port()),
                        Loopback.deadline(spec.limitUs() / 1_000),
                        seen::add);
        assertTrue(Objects.requireNonNull(seen.getFirst().backwardBitsPerSecond()) > 1e6, seen::toString);
        assertTrue(Objects.requireNonNull(seen.getLast().forwardBitsPerSecond()) > 1e6, seen::toString);
    }

    @Test
    void measuresRoundTripsByHttpWhereItMaySendNoPings() throws Exception {
        var measured = run(Speeds.spec("reverse", 1));
        assertEquals("http-get", details(measured).latencyBy());
        for (var metric : List.of(
                Metric.CONNECT_US,
                Metric.RTT_P50_US,
                Metric.JITTER_US,
                Metric.IDLE_RTT_P95_US,
                Metric.LOADED_RTT_P50_US)) {
            assertTrue(value(measured, metric) > 0, metric::wireName);
        }
        assertEquals(
                3, assertInstanceOf(Samples.Raw.class, measured.samples()).us().size());
        assertTrue(measured.metrics().get(Metric.FORWARD_BITS_PER_SECOND).isEmpty());
    }

    @Test
    void pingsBesideTheDataWhereItMay() throws Exception {
        Prober<PingSpec> pings = (_, _, _) -> {
            TimeUnit.MILLISECONDS.sleep(10);
            return new Measurement(
                    new Outcome.Measured(),
                    Metrics.NONE,
                    new Samples.Raw(List.of(100.0)),
                    null,
                    new Measurement.How(TimestampSource.KERNEL_TX_RX, "icmp-raw", "icmp"));
        };
        var measured = Speeds.run(Speeds.prober(pings, Trust.ofJdk()), Speeds.spec("forward", 2), "127.0.0.1", port());
        assertEquals("icmp-raw", details(measured).latencyBy());
        assertEquals(100, value(measured, Metric.LOADED_RTT_P95_US));
    }

    @Test
    void countsNothingOfTheGraceTime() throws Exception {
        var spec = new SpeedtestSpec(
                null, null, "/", "reverse", 2, Speeds.SECOND_US, 500_000, 1, 1, null, null, 2, null, 20_000_000);
        var measured = run(spec);
        assertEquals(new Outcome.Measured(), measured.outcome());
        assertTrue(details(measured).intervals().getLast().untilUs() >= 1_500_000, measured::toString);
        assertEquals("http://127.0.0.1:" + port() + "/", details(measured).url(), "the files are there, too");
        assertEquals(null, details(measured).clientAddress(), "it was not asked");
    }

    @Test
    void endsAfterSoManyBytes() throws Exception {
        var there = run(Speeds.spec("forward", 2, 3_000_000L, null, 20_000_000));
        assertEquals(new Outcome.Measured(), there.outcome());
        assertEquals(3_000_000, bytes(there, true), 1, "not one more");
        var back = run(Speeds.spec("reverse", 2, 1_000_000L, 40_000_000L, 20_000_000));
        assertEquals(new Outcome.Measured(), back.outcome());
        assertTrue(bytes(back, false) >= 1_000_000 && bytes(back, false) < 3_000_000, back::toString);
    }

    /// The upper bound is the promise; a busy machine may be slower.
    @Test
    void keepsTheRate() throws Exception {
        var measured = run(Speeds.spec("both", 2, null, 20_000_000L, 20_000_000));
        for (var metric : List.of(Metric.FORWARD_BITS_PER_SECOND, Metric.BACKWARD_BITS_PER_SECOND)) {
            double rate = value(measured, metric);
            assertTrue(rate > 0.3 * 20e6 && rate < 1.3 * 20e6, measured::toString);
        }
    }

    @Test
    void findsTheFilesBesideThePage() throws Exception {
        var measured =
                Speeds.run(Speeds.spec("reverse", 1), "http://127.0.0.1:" + port() + "/speed/index.html?x=y", port());
        assertEquals(
                "http://127.0.0.1:" + port() + "/speed/backend/",
                details(measured).url());
        assertEquals(
                "empty.php answered 404",
                assertInstanceOf(Outcome.Failed.class, measured.outcome()).detail());
    }

    @Test
    void isToldThatSomebodyElseTests() throws Exception {
        try (var other = new Socket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
            other.connect(new InetSocketAddress(Speeds.LOOPBACK, port()));
            other.getOutputStream()
                    .write("GET /garbage.php?ckSize=1024 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertFalse(other.getInputStream().readNBytes(1_000).length == 0, "it is served");
            var own = new ThroughputLoad(System::nanoTime);
            var prober = Speeds.prober(null, Trust.ofJdk(), own);
            var measured = Speeds.run(prober, Speeds.spec("reverse", 2, null, null, 4_000_000), "127.0.0.1", port());
            var refused = assertInstanceOf(Outcome.Refused.class, measured.outcome());
            assertTrue(refused.reason().startsWith("responder busy: "), refused::toString);
            assertFalse(own.within(60_000_000), "no data came");
        }
    }

    private Measurement run(SpeedtestSpec spec) throws InterruptedException {
        return Speeds.run(spec, port());
    }

    private int port() {
        return server.address().getPort();
    }

    private static double bytes(Measurement measured, boolean forward) {
        return details(measured).intervals().stream()
                .mapToDouble(one -> Objects.requireNonNullElse(
                                forward ? one.forwardBitsPerSecond() : one.backwardBitsPerSecond(), 0.0)
                        * (one.untilUs() - one.fromUs())
                        / 8e6)
                .sum();
    }
}
