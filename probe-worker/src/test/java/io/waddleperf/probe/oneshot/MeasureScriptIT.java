package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `waddleperf` with the packaged probe, against servers on loopback.
class MeasureScriptIT {
    @TempDir
    private static Path root;

    private static TestScript script;
    private static HttpServer server;

    @BeforeAll
    static void layOut() throws IOException {
        script = TestScript.layOut(root);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/bad") ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop(0);
        script.close();
    }

    @Test
    void measuresWhatFitsAUrlAndSaysWhatItMeans() throws Exception {
        var ran = measure(url("/"));
        assertEquals(0, ran.code(), ran.out() + ran.err());
        for (String part : List.of("ping ", "tcp ", "http ", "traceroute ")) {
            assertTrue(ran.out().lines().anyMatch(line -> line.startsWith(part) && line.endsWith(": fine")), ran.out());
        }
        assertTrue(ran.out().contains("5 bytes   of content came"), ran.out());
        assertTrue(ran.out().endsWith("4 tests, all fine\n"), ran.out());
        assertFalse(ran.out().contains("\u001b"), "colours are for terminals");
        assertEquals("", ran.err(), "progress is for terminals");
    }

    @Test
    void printsTheRecordsOfTheTopic() throws Exception {
        var ran = measure(url("/"), "--tests=http,tcp", "-o", "json");
        assertEquals(0, ran.code(), ran.out() + ran.err());
        var results = ran.out()
                .lines()
                .map(line -> WireCodec.read(Result.class, line))
                .toList();
        assertEquals(List.of("http", "tcp"), results.stream().map(Result::check).toList());
        assertEquals(5, results.getFirst().metrics().get(Metric.BODY_BYTES).orElseThrow());
        assertTrue(results.stream().allMatch(one -> one.outcome() instanceof Outcome.Measured));
    }

    @Test
    void endsWithOneWhereATestFailed() throws Exception {
        var bad = measure(url("/bad"), "--tests=http");
        assertEquals(1, bad.code(), bad.out() + bad.err());
        assertTrue(bad.out().contains("failed (status): 503"), bad.out());
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var refused = measure("127.0.0.1:" + closed, "--tests=tcp", "--timeout=2s");
        assertEquals(1, refused.code(), refused.out() + refused.err());
        assertTrue(refused.out().contains("connection-refused"), refused.out());
    }

    @Test
    void endsWithTwoWhereItIsMisused() throws Exception {
        var ran = measure("127.0.0.1", "--tests=pong");
        assertEquals(2, ran.code(), ran.out() + ran.err());
        assertTrue(ran.err().startsWith("measure: --tests must be of ping, tcp,"), ran.err());
        assertEquals("", ran.out());
        String help = measure("--help").out();
        assertTrue(help.startsWith("usage: waddleperf measure TARGET"), help);
        assertTrue(help.contains("\n  tls: port, serverName, timeoutUs\n"), help);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static TestScript.Ran measure(String... arguments) throws IOException, InterruptedException {
        return script.measure(arguments);
    }
}
