package io.waddleperf.probe.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.PollLoop;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TcpProberTest {
    private static final TcpSpec SPEC = new TcpSpec(null, 300_000);

    enum Sockets {
        NATIVE,
        JDK
    }

    @ParameterizedTest
    @EnumSource
    void timesAHandshake(Sockets kind) throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            var measured = run(kind, server.getLocalPort());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertTrue(measured.metrics().get(Metric.CONNECT_US).orElseThrow() > 0);
            boolean ofKernel = kind == Sockets.NATIVE;
            assertEquals(
                    ofKernel ? TimestampSource.KERNEL_TCP : TimestampSource.USER,
                    measured.how().source());
            assertEquals(ofKernel, measured.metrics().get(Metric.RTT_MEAN_US).isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNothingListens(Sockets kind) throws Exception {
        try (var closed = Loopback.refusing()) {
            var measured = run(kind, closed.getLocalPort());
            var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
            assertEquals(Failure.CONNECTION_REFUSED, failed.failure());
        }
    }

    /// A server whose queue of connections is full drops what asks for one more.
    @ParameterizedTest
    @EnumSource
    void waitsNoLongerThanItMay(Sockets kind) throws Exception {
        assumeTrue(Libc.available(), "other systems refuse instead of dropping");
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var fill = new ArrayList<Socket>();
            try {
                fillQueue(server, fill);
                assertInstanceOf(
                        Outcome.TimedOut.class, run(kind, server.getLocalPort()).outcome());
            } finally {
                for (var socket : fill) {
                    socket.close();
                }
            }
        }
    }

    private static void fillQueue(ServerSocket server, List<Socket> fill) throws Exception {
        try {
            for (int i = 0; i < 10; i++) {
                var socket = new Socket();
                fill.add(socket);
                socket.connect(server.getLocalSocketAddress(), 100);
            }
        } catch (SocketTimeoutException e) {
            return; // it is full
        }
        throw new AssertionError("the queue takes more than 10 connections");
    }

    private static Measurement run(Sockets kind, int port) throws Exception {
        var destination = Loopback.destination("127.0.0.1:" + port, port);
        if (kind == Sockets.JDK) {
            var connector = Connector.of(Optional.empty(), System::nanoTime);
            return new TcpProber(connector).run(SPEC, destination, Loopback.deadline(300));
        }
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        try (var sockets = PollLoop.start(System::nanoTime)) {
            var connector = Connector.of(Optional.of(sockets), System::nanoTime);
            return new TcpProber(connector).run(SPEC, destination, Loopback.deadline(300));
        }
    }
}
