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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `waddleperf` with the packaged probe, against servers on loopback.
class MeasureScriptIT {
    private static final Path PACKAGED = Path.of("target", "probe").toAbsolutePath();

    private static final List<String> PARTS = List.of("probe-worker.jar", "lib", "probe.jvmargs");

    @TempDir
    private static Path root;

    private static HttpServer server;

    private record Ran(int code, String out, String err) {}

    /// A tree in which everything is built, so that the script builds nothing.
    @BeforeAll
    static void layOut() throws IOException {
        Files.copy(Path.of("..", "waddleperf"), root.resolve("waddleperf"));
        for (String file : List.of("standalone/target/quarkus-app/quarkus-run.jar", "cli/target/cli/cli.jar")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.createFile(root.resolve(file));
        }
        var probe = Files.createDirectories(root.resolve("probe-worker/target/probe"));
        for (String part : PARTS) {
            Files.createSymbolicLink(probe.resolve(part), PACKAGED.resolve(part));
        }
        Files.createFile(Files.createDirectories(root.resolve("target")).resolve("built"));
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
        for (String part : PARTS) {
            Files.delete(root.resolve("probe-worker/target/probe").resolve(part));
        }
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
        assertTrue(measure("--help").out().startsWith("usage: waddleperf measure TARGET"));
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static Ran measure(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", root.resolve("waddleperf").toString(), "measure"));
        command.addAll(List.of(arguments));
        var err = Files.createTempFile(root, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return new Ran(process.exitValue(), out, Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
