package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Measurement;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A prober against servers that speak the protocol up to a point.
class ServersThatFailTest {
    /// What a server says after the cookie, byte by byte; it goes on to answer nothing.
    @ParameterizedTest
    @CsvSource({
        "99, protocol, no step of iperf3 has the number 99",
        "1, protocol, it did not ask for the parameters",
        "9 1, protocol, it went on with TEST_START where CREATE_STREAMS was due",
        "9 254 0 0 0 5 0 0 0 0, protocol, 'the server gave up, with iperf3''s error 5'",
        "9 11, protocol, the server was ended",
        "9 10 2, protocol, it went on with TEST_RUNNING where TEST_START was due",
        "9 10 1 2 9, protocol, it went on with PARAM_EXCHANGE while data flowed",
    })
    void saysHowTheServerBrokeTheProtocol(String bytes, String failure, String detail) throws Exception {
        var measured = against(bytes, "");
        var outcome = assertInstanceOf(Outcome.Failed.class, measured.outcome());
        assertEquals(failure, outcome.failure().wireName());
        assertEquals(detail, outcome.detail());
        assertEquals(Metrics.NONE, measured.metrics());
    }

    @Test
    void believesNoResultsThatAreNone() throws Exception {
        assertEquals(
                new Outcome.Failed(Failure.PROTOCOL, "what it sent is no JSON object"),
                against("9 10 1 2 - 13", "{\"streams\":").outcome());
        assertEquals(
                new Outcome.Failed(Failure.PROTOCOL, "its results tell nothing of stream 1"),
                against("9 10 1 2 - 13", "{\"streams\":[{\"id\":7}]}").outcome());
        assertEquals(
                new Outcome.Failed(Failure.IO, "no data arrived there"),
                against("9 10 1 2 - 13", "{\"streams\":[{\"id\":1,\"bytes\":-5}]}")
                        .outcome());
    }

    @Test
    void endsWithinItsTimeAlthoughTheServerHangs() throws Exception {
        var running = new ArrayList<Future<Measurement>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String bytes : List.of("", "9", "9 10", "9 10 1", "9 10 1 2 -")) {
                running.add(threads.submit(() -> againstOneThatHangs(bytes)));
            }
        }
        for (var each : running) {
            var measured = each.get();
            var outcome = assertInstanceOf(Outcome.TimedOut.class, measured.outcome(), measured::toString);
            assertTrue(outcome.afterUs() < 15_000_000, outcome::toString);
        }
    }

    private static Measurement againstOneThatHangs(String bytes) throws Exception {
        try (var server = new ServerSocket(0, 16, Specs.LOOPBACK)) {
            Thread.startVirtualThread(() -> speak(server, bytes, ""));
            return Specs.run(Specs.prober(), Specs.impatient(3_100), server.getLocalPort());
        }
    }

    @Test
    void saysThatTheServerHungUp() throws Exception {
        try (var server = new ServerSocket(0, 16, Specs.LOOPBACK)) {
            var taken = new AtomicInteger();
            Thread.startVirtualThread(() -> hangUp(server, taken));
            var measured = Specs.run(Specs.prober(), Specs.impatient(9_000), server.getLocalPort());
            assertEquals(
                    Failure.CONNECTION_RESET,
                    assertInstanceOf(Outcome.Failed.class, measured.outcome()).failure());
            assertTrue(taken.get() > 1, "it is asked again: iperf3 hangs up while it gets ready for the next");
        }
    }

    private static void hangUp(ServerSocket server, AtomicInteger taken) {
        try {
            while (true) {
                try (var client = server.accept()) {
                    Cookie.read(new DataInputStream(client.getInputStream()));
                    taken.incrementAndGet();
                }
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private static Measurement against(String bytes, String results) throws Exception {
        try (var server = new ServerSocket(0, 16, Specs.LOOPBACK)) {
            Thread.startVirtualThread(() -> speak(server, bytes, results)); // ends with the client
            return Specs.run(Specs.prober(), Specs.tcp("forward", 1, 100_000L, null), server.getLocalPort());
        }
    }

    /// @param bytes `-`: wait until the client has ended the test
    private static void speak(ServerSocket server, String bytes, String results) {
        try (var client = server.accept()) {
            client.setSoTimeout(10_000);
            client.getInputStream().readNBytes(Cookie.BYTES);
            for (String one : bytes.split(" ", -1)) {
                if (one.equals("-")) {
                    untilTheTestEnds(client);
                } else if (!one.isEmpty()) {
                    client.getOutputStream().write(Integer.parseInt(one));
                }
            }
            byte[] json = results.getBytes(StandardCharsets.UTF_8);
            if (json.length > 0) {
                client.getOutputStream()
                        .write(ByteBuffer.allocate(4).putInt(json.length).array());
                client.getOutputStream().write(json);
                client.getOutputStream().write(State.DISPLAY_RESULTS.code());
            }
            client.getInputStream().transferTo(OutputStream.nullOutputStream()); // there is no answer
        } catch (IOException e) {
            return; // the client hung up, or the test is over
        }
    }

    private static void untilTheTestEnds(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        in.readNBytes(in.readInt()); // the parameters
        if (in.readByte() != State.TEST_END.code()) {
            throw new IOException("no end of the test");
        }
    }
}
