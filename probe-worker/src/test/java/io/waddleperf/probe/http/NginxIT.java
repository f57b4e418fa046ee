package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HTTP/1.1 and 2 against nginx.
class NginxIT {
    private static final int LARGE = 3_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    /// Where each kind of it listens.
    private record Ports(int plain, int tls, int tls1, int h2c) {}

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            https, -,   HTTP/2
            https, 2,   HTTP/2
            https, 1.1, HTTP/1.1
            http,  -,   HTTP/1.1
            http,  1.1, HTTP/1.1
            h2c,   2,   HTTP/2
            tls1,  -,   HTTP/1.1
            """)
    void speaksTheVersionThatWasChosen(String server, @Nullable String version, String spoken) throws Exception {
        var ports = ports();
        try (var nginx = start(ports)) {
            var measured = get(ports, server, "/large", version, 0, null);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + log(nginx));
            assertEquals(spoken, details(measured).version());
            assertEquals(LARGE, measured.metrics().get(Metric.BODY_BYTES).orElseThrow());
            for (var phase : List.of(Metric.CONNECT_US, Metric.FIRST_BYTE_US, Metric.TRANSFER_US, Metric.TOTAL_US)) {
                assertTrue(measured.metrics().get(phase).orElseThrow() > 0, phase::wireName);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls1, 2, 'expected HTTP/2, the server speaks HTTP/1.1', HTTP/1.1",
        "http, 2, 'expected HTTP/2, the server speaks HTTP/1', HTTP/1",
    })
    void failsWhereAnotherVersionIsSpoken(String server, String version, String sentence, String spoken)
            throws Exception {
        var ports = ports();
        try (var nginx = start(ports)) {
            var measured = get(ports, server, "/", version, 0, null);
            assertEquals(new Outcome.Failed(Failure.ASSERTION, sentence), measured.outcome(), () -> log(nginx));
            assertEquals(spoken, details(measured).version());
        }
    }

    @Test
    void checksWhatBothVersionsSend() throws Exception {
        var ports = ports();
        try (var nginx = start(ports)) {
            for (String version : List.of("1.1", "2")) {
                var good = expecting("^nginx", "Welcome", "[Ee]rror");
                var measured = get(ports, "https", "/", version, 0, good);
                assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + log(nginx));
                assertFailed(
                        "expected server to match ^caddy, seen nginx",
                        version,
                        ports,
                        expecting("^caddy", "W", "x{9}"));
                assertFailed(
                        "expected \"Goodbye\" in the body, whose 8 bytes",
                        version,
                        ports,
                        expecting("x", "Goodbye", "x{9}"));
                assertFailed("seen \"Wel\"", version, ports, expecting("x", "W", "^W.l"));
            }
        }
    }

    private void assertFailed(String part, String version, Ports ports, HttpExpectation expect) throws Exception {
        var failed = assertInstanceOf(
                Outcome.Failed.class,
                get(ports, "https", "/", version, 0, expect).outcome());
        assertEquals(Failure.ASSERTION, failed.failure());
        assertTrue(failed.detail().contains(part), failed.detail());
    }

    @Test
    void followsRedirectsFromPlainToTls() throws Exception {
        var ports = ports();
        try (var nginx = start(ports)) {
            var measured = get(ports, "http", "/old", null, 2, null);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + log(nginx));
            var details = details(measured);
            assertEquals("HTTP/2", details.version());
            assertEquals("https://localhost:" + ports.tls() + "/", details.url());
            var followed = Objects.requireNonNull(details.redirects());
            assertEquals(
                    List.of(301, 302),
                    followed.stream().map(Details.Redirect::status).toList());
            assertEquals(
                    List.of("HTTP/1.1", "HTTP/2"),
                    followed.stream().map(Details.Redirect::version).toList());
            var failed = assertInstanceOf(
                    Outcome.Failed.class,
                    get(ports, "https", "/loop", null, 9, null).outcome());
            assertEquals(Failure.REDIRECT, failed.failure());
        }
    }

    private static HttpExpectation expecting(String server, String contains, String not) {
        var header = new HttpExpectation.HeaderExpectation("Server", null, server);
        return new HttpExpectation(List.of("2xx"), List.of(header), List.of(contains), null, not, 1L, null, null);
    }

    private Measurement get(
            Ports ports,
            String server,
            String path,
            @Nullable String version,
            int redirects,
            @Nullable HttpExpectation expect)
            throws Exception {
        int port = switch (server) {
            case "https" -> ports.tls();
            case "tls1" -> ports.tls1();
            case "h2c" -> ports.h2c();
            default -> ports.plain();
        };
        String scheme = server.equals("https") || server.equals("tls1") ? "https" : "http";
        var spec = new HttpSpec(path, null, 10_000_000, 20_000_000, version, redirects, expect);
        Onward onward = (location, family) -> new Onward.Found.At(Loopback.destination(
                "https://localhost:" + ports.tls() + "/", Objects.requireNonNull(location.port())));
        return new HttpProber(TestPeer.trust(dir), InstantSource.system(), "1", onward)
                .run(
                        spec,
                        Loopback.destination(scheme + "://localhost:" + port + "/", port),
                        Loopback.deadline(20_000));
    }

    private static Details.HttpDetails details(Measurement measured) {
        return assertInstanceOf(Details.HttpDetails.class, measured.details());
    }

    private static String log(TestPeer nginx) {
        try {
            return nginx.said();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Ports ports() throws IOException {
        return new Ports(TestPeer.freePort(), TestPeer.freePort(), TestPeer.freePort(), TestPeer.freePort());
    }

    private TestPeer start(Ports ports) throws Exception {
        TestPeer.certificate(dir);
        var www = Files.createDirectories(dir.resolve("www"));
        Files.writeString(www.resolve("index.html"), "Welcome\n");
        Files.write(www.resolve("large"), new byte[LARGE]);
        var config = Files.writeString(
                dir.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/1; proxy_temp_path %1$s/2; fastcgi_temp_path %1$s/3;
                  uwsgi_temp_path %1$s/4; scgi_temp_path %1$s/5;
                  ssl_certificate %1$s/cert.pem;
                  ssl_certificate_key %1$s/key.pem;
                  server {
                    listen 127.0.0.1:%2$d;
                    listen 127.0.0.1:%3$d ssl http2;
                    root %1$s/www;
                    location = /old { return 301 https://localhost:%3$d/newer; }
                    location = /newer { return 302 https://localhost:%3$d/; }
                    location = /loop { return 302 /loop; }
                  }
                  server { listen 127.0.0.1:%4$d ssl; root %1$s/www; }
                  server { listen 127.0.0.1:%5$d http2; root %1$s/www; }
                }
                """.formatted(dir, ports.plain(), ports.tls(), ports.tls1(), ports.h2c()));
        return TestPeer.start(
                        dir, List.of("/usr/sbin/nginx", "-p", dir.toString(), "-e", "stderr", "-c", config.toString()))
                .listening(ports.h2c());
    }
}
