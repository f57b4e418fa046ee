package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Version;
import io.waddleperf.probe.execution.Names;
import io.waddleperf.probe.http.TestPeer;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void showsNoSecretOfAModule() throws Exception {
        var file = Files.writeString(directory.resolve("secret.yml"), """
                modules:
                  basic: {prober: http, http: {basic_auth: {username: me, password: hidden}}}
                  own: {prober: http, http: {method: POST, body: hidden, headers: {Authorization: Bearer hidden, X-Api-Key: hidden}}}
                  talk: {prober: tcp, tcp: {query_response: [{send: PASS hidden}]}}
                """);
        try (var endpoint = TestEndpoint.start(Optional.of(file), 100);
                var scraper = new Scraper()) {
            for (String module : List.of("basic", "own", "talk")) {
                String debug = scraper.ask(
                                endpoint.server().url(), module, "127.0.0.1:" + TestPeer.freePort(), "&debug=true")
                        .body();
                assertTrue(debug.contains("Module configuration:\nScrapeModule[name=" + module), debug);
                assertFalse(debug.contains("hidden"), debug);
                assertEquals(module.equals("own"), debug.contains("x-api-key"), debug);
            }
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
            assertBad(
                    "host must be the name of a server, not \"a b\"\n",
                    scraper.ask(url, "http_2xx", "127.0.0.1:9", "&hostname=a+b"));
        }
    }

    @Test
    void tellsWhichVersionRuns() throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 100);
                var client = HttpClient.newHttpClient()) {
            var address = URI.create(endpoint.server().url()).resolve("/version");
            var told = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(Version.current(InstantSource.system()).told("probe-worker"), told.body());
            assertEquals(Optional.of("application/json"), told.headers().firstValue("Content-Type"));
        }
    }

    private static void assertBad(String complaint, HttpResponse<String> answer) {
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

    /// A name that leads to loopback, a script or form, an image or link: whatever a page can do.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null",
                "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site",
                "Host: 127.0.0.1\r\nSec-Fetch-Site: same-site",
            })
    void letsNoPageAsk(String headers) throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 100)) {
            assertTrue(asked(endpoint, headers).startsWith("HTTP/1.1 403"), headers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: localhost:9115", "Host: 127.0.0.1\r\nSec-Fetch-Site: none"})
    void letsPrometheusAskAndWhoTypesTheAddress(String headers) throws Exception {
        try (var endpoint = TestEndpoint.start(Optional.empty(), 100)) {
            assertTrue(asked(endpoint, headers).startsWith("HTTP/1.1 200"), headers);
        }
    }

    private static String asked(TestEndpoint endpoint, String headers) throws IOException {
        var uri = java.net.URI.create(endpoint.server().url());
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            String request = "GET /probe?target=127.0.0.1:9&module=tcp_connect HTTP/1.1\r\n" + headers
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void looksUpNoMoreNamesASecondThanItMayTest() throws Exception {
        var asked = new AtomicInteger();
        Names names = host -> {
            asked.incrementAndGet();
            throw new UnknownHostException(host + " does not resolve");
        };
        try (var endpoint = TestEndpoint.start(Optional.empty(), new TestEndpoint.Rates(100, 1), names);
                var scraper = new Scraper()) {
            var codes = new java.util.ArrayList<Integer>();
            for (int i = 0; i < 2; i++) {
                codes.add(scraper.ask(endpoint.server().url(), "icmp", i + ".example", "")
                        .statusCode());
            }
            assertEquals(java.util.List.of(200, 200), codes, "a burst of two");
            var threads = new java.util.ArrayList<Thread>();
            var more = new java.util.concurrent.ConcurrentLinkedQueue<String>();
            for (int i = 0; i < 20; i++) {
                String host = i + ".example";
                threads.add(Thread.startVirtualThread(() -> more.add(body(scraper, endpoint, host))));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertTrue(asked.get() < 12, () -> asked + " of 22, " + more);
            assertTrue(more.stream().anyMatch(body -> body.startsWith("overloaded: ")), more::toString);
        }
    }

    private static String body(Scraper scraper, TestEndpoint endpoint, String host) {
        try {
            return scraper.ask(endpoint.server().url(), "icmp", host, "").body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The scrape has 3 s, of which the answer has 0.5 for its way.
    @Test
    void waitsForANameNoLongerThanTheScrapeDoes() throws Exception {
        var never = new java.util.concurrent.CountDownLatch(1);
        Names silent = host -> {
            never.await();
            throw new UnknownHostException(host);
        };
        try (var endpoint = TestEndpoint.start(Optional.empty(), new TestEndpoint.Rates(100, 100), silent);
                var scraper = new Scraper()) {
            var answer = scraper.ask(endpoint.server().url(), "icmp", "slow.example", "&debug=true");
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("slow.example did not resolve within 2"), answer.body());
            assertTrue(answer.body().contains("probe_success 0"), answer.body());
        }
    }

    @Test
    void readsItsFileAgainWhenItChanges() throws Exception {
        var file =
                Files.writeString(directory.resolve("blackbox.yml"), "modules: {a: {prober: icmp}, b: {prober: unix}}");
        try (var endpoint = TestEndpoint.start(Optional.of(file), 100);
                var scraper = new Scraper()) {
            String url = endpoint.server().url();
            assertEquals(200, scraper.ask(url, "a", "127.0.0.1", "").statusCode());
            assertBad(
                    "blackbox module b is not served: prober must be http, tcp, icmp, dns or grpc here, not unix\n",
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
