package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.probe.http.TestPeer;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// blackbox_exporter on a free port of loopback, and questions to it and to us.
record TestExporter(Process process, String url, Scraper scraper) implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-blackbox-exporter");
    private static final Duration START = Duration.ofSeconds(20);

    static boolean installed() {
        return Files.isExecutable(BINARY);
    }

    /// @param directory for its log
    static TestExporter start(Path directory, Path modules, Map<String, String> environment)
            throws IOException, InterruptedException {
        int port = TestPeer.freePort();
        var builder = new ProcessBuilder(
                        BINARY.toString(), "--config.file=" + modules, "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("peer.log").toFile());
        builder.environment().putAll(environment);
        var started = new TestExporter(builder.start(), "http://127.0.0.1:" + port + "/probe", new Scraper());
        try {
            Await.until(
                    "the peer answers",
                    START,
                    () -> started.scraper.ask(started.url, "nope", "a", "").statusCode() == 400);
        } catch (AssertionError e) {
            started.close();
            throw new AssertionError(Files.readString(directory.resolve("peer.log")), e);
        }
        return started;
    }

    private record Answered(Map<String, Double> ours, Map<String, Double> theirs) {
        void same(String name, String what) {
            double wanted = Objects.requireNonNull(theirs.get(name), name);
            assertEquals(wanted, ours.get(name), what + ": " + name);
        }
    }

    /// Both say the same under the same names, besides times; and it is what is expected.
    void agrees(TestEndpoint endpoint, String module, String target, double success)
            throws IOException, InterruptedException {
        var answered = new Answered(
                scraper.metrics(endpoint.server().url(), module, target), scraper.metrics(url, module, target));
        String what = module + " of " + target;
        assertEquals(answered.theirs().keySet(), answered.ours().keySet(), what);
        answered.same("probe_success", what);
        assertEquals(success, answered.ours().get("probe_success"), what);
        for (String name : answered.theirs().keySet()) {
            boolean readInPart = success == 0 && name.equals("probe_http_uncompressed_body_length");
            if (!name.contains("_seconds") && !readInPart) {
                answered.same(name, what);
            }
        }
    }

    @Override
    public void close() {
        scraper.close();
        process.destroyForcibly().onExit().join();
    }
}
