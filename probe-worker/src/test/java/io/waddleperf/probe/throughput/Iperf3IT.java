package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.probe.measure.Measurement;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each of our ends against iperf3's other.
class Iperf3IT {
    private static final Path IPERF3 = Path.of("/usr/bin/iperf3");

    @BeforeEach
    void needsIperf3() {
        assumeTrue(Files.isExecutable(IPERF3), "no iperf3 in /usr/bin");
    }

    @ParameterizedTest
    @CsvSource({"forward, 1", "forward, 4", "reverse, 1", "reverse, 4", "both, 2"})
    void ourClientMeasuresTcpAgainstIperf3(String direction, int parallel) throws Exception {
        var spec = Specs.tcp(direction, parallel);
        var measured = againstIperf3(spec);
        assertEquals(new Outcome.Measured(), measured.outcome());
        assertEquals(
                spec.forward(),
                measured.metrics().get(Metric.FORWARD_BITS_PER_SECOND).orElse(0) > 1e6);
        assertEquals(
                spec.backward(),
                measured.metrics().get(Metric.BACKWARD_BITS_PER_SECOND).orElse(0) > 1e6);
    }

    @ParameterizedTest
    @CsvSource({"forward, 1", "reverse, 2", "both, 2"})
    void ourClientMeasuresUdpAgainstIperf3(String direction, int parallel) throws Exception {
        var spec = Specs.udp(direction, parallel);
        var measured = againstIperf3(spec);
        assertEquals(new Outcome.Measured(), measured.outcome());
        double ways = spec.forward() && spec.backward() ? 2 : 1;
        double rate = measured.metrics().get(Metric.BITS_PER_SECOND).orElseThrow() / ways;
        assertTrue(rate > 0.5 * Specs.RATE && rate < 1.5 * Specs.RATE, measured::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "-P 2, sender receiver",
        "-R -P 2, sender receiver",
        "--bidir -P 2, TX-C RX-C",
        "-u -b 20M, sender receiver",
        "-u -b 20M -R -P 2, sender receiver",
        "-u -b 20M --bidir, TX-C RX-C",
        "-b 20M, sender receiver",
        "-O 1, sender receiver",
    })
    void iperf3MeasuresAgainstOurServer(String options, String words) throws Exception {
        try (var server = Specs.server(new ThroughputLoad(System::nanoTime))) {
            var said = iperf3(server.address().getPort(), ("-t 1 " + options).split(" ", -1));
            assertEquals(0, said.exitCode(), said::text);
            for (String word : words.split(" ", -1)) {
                assertTrue(said.text().contains(word), said::text);
            }
            assertTrue(!said.text().contains(" 0.00 bits/sec"), said::text);
        }
    }

    @Test
    void iperf3IsToldThatOurServerIsBusy() throws Exception {
        try (var server = Specs.server(new ThroughputLoad(System::nanoTime));
                var holder = new TestClient(server.address().getPort())) {
            holder.begin();
            var said = iperf3(server.address().getPort(), "-t", "1");
            assertTrue(said.text().contains("the server is busy running a test"), said::text);
        }
    }

    @Test
    void iperf3IsToldWhatIsTooMuch() throws Exception {
        try (var server = Specs.server(new ThroughputLoad(System::nanoTime))) {
            assertTrue(iperf3(server.address().getPort(), "-t", "61").text().contains("test duration too long"));
            assertTrue(iperf3(server.address().getPort(), "-P", "17").text().contains("streams too large"));
        }
    }

    private record Said(int exitCode, String text) {}

    private static Said iperf3(int port, String... options) throws Exception {
        var command = new ArrayList<>(List.of(IPERF3.toString(), "-c", "127.0.0.1", "-p", String.valueOf(port)));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            return new Said(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Measurement againstIperf3(ThroughputSpec spec) throws Exception {
        int port = freePort();
        var process = new ProcessBuilder(
                        IPERF3.toString(), "-s", "-B", "127.0.0.1", "-p", String.valueOf(port), "--forceflush")
                .redirectErrorStream(true)
                .start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("Server listening")) { // to connect would be a test
                line = lines.readLine();
            }
            return Specs.run(Specs.prober(), spec, port);
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, Specs.LOOPBACK)) {
            return socket.getLocalPort();
        }
    }
}
