package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Measurement;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A prober against servers whose data and words do not come at the same time.
class LateServersTest {
    private static final int BYTES = 1_000_000;

    /// What of a test goes on.
    private record Scene(Control control, Socket stream) {}

    @FunctionalInterface
    private interface Play {
        /// @return the bytes that the server counted
        long run(Scene scene) throws IOException, InterruptedException;
    }

    /// All data come half a second before the server says that the test runs.
    @Test
    void countsTheTimeSinceTheFirstData() throws Exception {
        var measured = against(Specs.tcp("reverse", 1), scene -> {
            scene.stream().getOutputStream().write(new byte[BYTES]);
            TimeUnit.MILLISECONDS.sleep(500);
            scene.control().send(State.TEST_START);
            scene.control().send(State.TEST_RUNNING);
            scene.control().expect(State.TEST_END, 20_000);
            scene.stream().close();
            return BYTES;
        });
        double rate = measured.metrics().get(Metric.BACKWARD_BITS_PER_SECOND).orElseThrow();
        assertTrue(rate > 0 && rate < 8.0 * BYTES / 1.4, measured::toString);
    }

    /// The receiver is slow, so that the sender's kernel holds much of it when the last byte is written.
    @Test
    void endsTheTestWhenAllBytesHaveArrived() throws Exception {
        var measured = against(Specs.tcp("forward", 1, (long) BYTES, null), scene -> {
            var read = new AtomicLong();
            Thread.startVirtualThread(() -> readSlowly(scene.stream(), read));
            scene.control().send(State.TEST_START);
            scene.control().send(State.TEST_RUNNING);
            scene.control().expect(State.TEST_END, 20_000);
            return read.get();
        });
        double rate = measured.metrics().get(Metric.FORWARD_BITS_PER_SECOND).orElseThrow();
        assertEquals(new Outcome.Measured(), measured.outcome());
        assertTrue(rate > 0, measured::toString);
    }

    private static void readSlowly(Socket stream, AtomicLong read) {
        byte[] block = new byte[20_000];
        try {
            for (int bytes = 0; bytes >= 0; bytes = stream.getInputStream().read(block)) {
                read.addAndGet(bytes);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            return; // the test is over
        }
    }

    private static Measurement against(ThroughputSpec spec, Play play) throws Exception {
        try (var server = new ServerSocket()) {
            server.setReceiveBufferSize(16_384);
            server.bind(new java.net.InetSocketAddress(Specs.LOOPBACK, 0));
            var counted = new FutureTask<>(() -> serve(server, play));
            Thread.startVirtualThread(counted);
            var measured = Specs.run(Specs.prober(), spec, server.getLocalPort());
            long bytes = counted.get(20, TimeUnit.SECONDS);
            assertTrue(bytes > BYTES - 200_000, () -> bytes + " of " + BYTES + ", " + measured);
            return measured;
        }
    }

    private static long serve(ServerSocket server, Play play) throws IOException, InterruptedException {
        try (var socket = server.accept()) {
            var control = new Control(socket, new DataInputStream(socket.getInputStream()));
            socket.getInputStream().readNBytes(Cookie.BYTES);
            control.send(State.PARAM_EXCHANGE);
            control.message(10_000);
            control.send(State.CREATE_STREAMS);
            try (var stream = server.accept()) {
                stream.getInputStream().readNBytes(Cookie.BYTES);
                long bytes = play.run(new Scene(control, stream));
                control.send(State.EXCHANGE_RESULTS);
                control.message(10_000);
                control.send(new Results(List.of(new StreamResult(1, bytes, -1, 0, 0, 0, 1)), null).message());
                control.send(State.DISPLAY_RESULTS);
                control.expect(State.IPERF_DONE, 10_000);
                return bytes;
            }
        }
    }
}
