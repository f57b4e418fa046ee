package io.waddleperf.probe.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PortList;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.tcp.Connector;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PortsProberTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static Optional<PollLoop> sockets = Optional.empty();

    @BeforeAll
    static void open() throws InterruptedException {
        sockets = Libc.available() ? Optional.of(PollLoop.start(System::nanoTime)) : Optional.empty();
    }

    @AfterAll
    static void close() {
        sockets.ifPresent(PollLoop::close);
    }

    @Test
    void tellsOpenPortsFromClosedOnes() throws Exception {
        try (var one = new ServerSocket(0, 50, LOOPBACK);
                var other = new ServerSocket(0, 50, LOOPBACK);
                var refusing = Loopback.refusing()) {
            int closed = refusing.getLocalPort();
            var open = PortList.of(List.of(one.getLocalPort(), other.getLocalPort()));
            var measured =
                    run(new PortsSpec(open.text() + "," + closed, open.text(), String.valueOf(closed), 2, 1_000_000));
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertEquals(2, measured.metrics().get(Metric.OPEN_PORTS).orElseThrow());
            assertEquals(1, measured.metrics().get(Metric.CLOSED_PORTS).orElseThrow());
            assertEquals(0, measured.metrics().get(Metric.FILTERED_PORTS).orElseThrow());
            assertEquals(
                    new Details.PortsDetails("127.0.0.1", open.text(), String.valueOf(closed), ""), measured.details());
        }
    }

    @Test
    void failsWithASentenceWhereAPortIsNotAsItMustBe() throws Exception {
        try (var server = new ServerSocket(0, 50, LOOPBACK);
                var refusing = Loopback.refusing()) {
            int open = server.getLocalPort();
            int closed = refusing.getLocalPort();
            var measured = run(
                    new PortsSpec(String.valueOf(open), String.valueOf(closed), String.valueOf(open), 4, 1_000_000));
            assertEquals(
                    new Outcome.Failed(
                            Failure.ASSERTION,
                            "port " + closed + " refuses connections and should be open; port " + open
                                    + " is open and should be closed"),
                    measured.outcome());
            assertEquals(1, measured.metrics().get(Metric.OPEN_PORTS).orElseThrow(), "the numbers stay");
        }
    }

    /// As many as a run may have, of which only one is open.
    @Test
    void asksAThousandPorts() throws Exception {
        try (var server = new ServerSocket(0, 50, LOOPBACK)) {
            int open = server.getLocalPort();
            int first = Math.clamp(open - 500, 1, 65_535 - PortList.MOST + 1);
            var measured = run(new PortsSpec(
                    first + "-" + (first + PortList.MOST - 1), String.valueOf(open), null, 64, 2_000_000));
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            var metrics = measured.metrics();
            assertEquals(
                    PortList.MOST,
                    metrics.get(Metric.OPEN_PORTS).orElseThrow()
                            + metrics.get(Metric.CLOSED_PORTS).orElseThrow()
                            + metrics.get(Metric.FILTERED_PORTS).orElseThrow());
        }
    }

    @Test
    void knowsWhatSilenceMeans() {
        var silent = new PortFindings(PortList.NONE, PortList.NONE, ports(22, 23), PortList.NONE, null);
        assertEquals(new Outcome.TimedOut(7), silent.outcome(spec(null, null), 7));
        assertEquals(new Outcome.Measured(), silent.outcome(spec(null, "23"), 7), "closed is what was wanted");
        assertEquals(
                new Outcome.Failed(Failure.ASSERTION, "port 22 does not answer and should be open"),
                silent.outcome(spec("22", null), 7));
        var noRoute = new Outcome.Failed(Failure.NO_ROUTE, "none");
        var cut = new PortFindings(PortList.NONE, PortList.NONE, ports(22, 23), PortList.NONE, noRoute);
        assertEquals(noRoute, cut.outcome(spec(null, null), 7));
        var half =
                new PortFindings(ports(22), PortList.NONE, PortList.NONE, PortList.NONE, null).untried(ports(22, 23));
        assertEquals(new Outcome.TimedOut(7), half.outcome(spec(null, null), 7));
        assertEquals(ports(23), half.untried());
    }

    @Test
    void endsAtItsDeadline() throws Exception {
        var spec = spec(null, null);
        var measured = prober().run(spec, Loopback.destination("127.0.0.1", 0), Loopback.deadline(0));
        assertInstanceOf(Outcome.TimedOut.class, measured.outcome());
        assertTrue(measured.metrics().get(Metric.OPEN_PORTS).orElseThrow() == 0);
    }

    private static PortsSpec spec(
            @org.jspecify.annotations.Nullable String open, @org.jspecify.annotations.Nullable String closed) {
        return new PortsSpec("22-23", open, closed, 4, 100_000);
    }

    private static PortList ports(Integer... ports) {
        return PortList.of(List.of(ports));
    }

    private static Measurement run(PortsSpec spec) throws InterruptedException {
        return prober().run(
                        spec,
                        Loopback.destination("127.0.0.1", 0),
                        Deadline.after(System::nanoTime, spec.limitUs() * 1_000));
    }

    private static PortsProber prober() {
        return new PortsProber(Connector.of(sockets, System::nanoTime));
    }
}
