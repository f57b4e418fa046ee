package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlackboxServerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void answersInPrometheusFormat() throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 100);
                var scraper = new Scraper();
                var open = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            String target = "127.0.0.1:" + open.getLocalPort();
            var answer = scraper.ask(endpoint.server().url(), "tcp_connect", target, "");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    Optional.of("text/plain; version=0.0.4; charset=utf-8"),
                    answer.headers().firstValue("Content-Type"));
            assertTrue(answer.body().endsWith("# TYPE probe_success gauge\nprobe_success 1\n"), answer.body());
            var debug = scraper.ask(endpoint.server().url(), "tcp_connect", target, "&debug=true")
                    .body();
            assertTrue(debug.startsWith("Logs for the probe:\nmodule tcp_connect, target " + target), debug);
            assertTrue(debug.contains("at most 2500 ms\n"), debug);
            assertTrue(debug.contains("Metrics that would have been returned:\n# HELP probe_dns_lookup"), debug);
        }
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 100);
                var scraper = new Scraper()) {
            String url = endpoint.server().url();
            assertBad("Unknown module \"nope\"\n", scraper.ask(url, "nope", "127.0.0.1", ""));
            assertBad("Target parameter is missing\n", scraper.ask(url, "icmp", "", ""));
            assertBad("target must be host:port, not 127.0.0.1\n", scraper.ask(url, "tcp_connect", "127.0.0.1", ""));
            assertBad(
                    "not allowed: 169.254.169.254 is a link-local address, where clouds keep their metadata\n",
                    scraper.ask(url, "icmp", "169.254.169.254", ""));
            assertBad("the parameter hostname is not supported\n", scraper.ask(url, "icmp", "::1", "&hostname=a"));
        }
    }

    private static void assertBad(String complaint, java.net.http.HttpResponse<String> answer) {
        assertEquals(complaint, answer.body());
        assertEquals(400, answer.statusCode());
    }

    @Test
    void saysOfANameWithoutAddressThatTheProbeFailed() throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 100);
                var scraper = new Scraper()) {
            var metrics = scraper.metrics(endpoint.server().url(), "http_2xx", "http://absent.example/");
            assertEquals(0, metrics.get("probe_success"));
            assertEquals(0, metrics.get("probe_ip_protocol"));
        }
    }

    /// Rates are those of the probe's commands: nothing is said of a target that was not asked.
    @Test
    void saysNothingOfATargetThatIsAskedTooOften() throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 1);
                var scraper = new Scraper()) {
            // two at once, then five wait; tests that need no answer soon
            int refused = 0;
            var asked = new java.util.ArrayList<Thread>();
            var codes = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
            for (int i = 0; i < 12; i++) {
                asked.add(Thread.startVirtualThread(() -> codes.add(status(scraper, endpoint))));
            }
            for (var thread : asked) {
                thread.join();
            }
            for (int code : codes) {
                refused += code == 503 ? 1 : 0;
            }
            assertTrue(refused >= 5 && codes.contains(200), codes::toString);
        }
    }

    private static int status(Scraper scraper, TestEndpoint endpoint) {
        try {
            return scraper.ask(endpoint.server().url(), "tcp_connect", "127.0.0.1:9", "")
                    .statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void letsNoPageOfAnotherNameAsk() throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 100);
                var socket = new Socket()) {
            var uri = java.net.URI.create(endpoint.server().url());
            socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
            String request = String.join(
                    "\r\n",
                    "GET /probe?target=127.0.0.1&module=icmp HTTP/1.1",
                    "Host: evil.example",
                    "Connection: close",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    @Test
    void readsItsFileAgainWhenItChanges() throws Exception {
        var file =
                Files.writeString(directory.resolve("blackbox.yml"), "modules: {a: {prober: icmp}, b: {prober: grpc}}");
        try (var endpoint = TestEndpoint.start(Optional.of(file), 100);
                var scraper = new Scraper()) {
            String url = endpoint.server().url();
            assertEquals(200, scraper.ask(url, "a", "127.0.0.1", "").statusCode());
            assertBad(
                    "blackbox module b is not served: prober must be http, tcp, icmp or dns here, not grpc\n",
                    scraper.ask(url, "b", "127.0.0.1", ""));
            Files.writeString(file, "modules: {c: {prober: icmp}}");
            Await.equal(200, SOON, () -> scraper.ask(url, "c", "127.0.0.1", "").statusCode());
            Files.writeString(file, "modules: [");
            Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
            assertEquals(200, scraper.ask(url, "c", "127.0.0.1", "").statusCode());
        }
    }

    @Test
    void doesNotStartWithAFileThatIsNone() throws Exception {
        var file = Files.writeString(directory.resolve("blackbox.yml"), "targets: {}");
        var e = assertThrows(IOException.class, () -> TestEndpoint.start(Optional.of(file), 100));
        assertTrue(String.valueOf(e.getMessage()).contains("must hold the key modules with a map"), e.getMessage());
    }
}
