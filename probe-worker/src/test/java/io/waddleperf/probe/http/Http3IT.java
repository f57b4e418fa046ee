package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/3 against two servers that have nothing in common: Caddy (quic-go) and ngtcp2's.
class Http3IT {
    private static final int LARGE = 3_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"caddy", "ngtcp2"})
    void readsAPageAndItsPhases(String server) throws Exception {
        try (var peer = start(server)) {
            var expect = new HttpExpectation(null, null, List.of("Welcome"), null, "[Ee]rror", null, 100L, 20);
            var measured = get("/", expect, 0);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + log(peer));
            assertEquals("HTTP/3", details(measured).version());
            assertEquals("http/3", measured.how().protocol());
            var certificate = Objects.requireNonNull(details(measured).certificate());
            assertEquals("trusted", certificate.verdict());
            assertEquals("TLSv1.3", certificate.protocol());
            assertTrue(certificate.cipher().startsWith("TLS_"), certificate::cipher);
            double phases = 0;
            for (var phase : List.of(Metric.CONNECT_US, Metric.FIRST_BYTE_US, Metric.TRANSFER_US)) {
                phases += measured.metrics().get(phase).orElseThrow();
            }
            assertTrue(measured.metrics().get(Metric.TOTAL_US).orElseThrow() >= phases - 1);
            assertTrue(measured.metrics().get(Metric.TLS_US).isEmpty());
            var large = get("/large", null, 0);
            assertInstanceOf(Outcome.Measured.class, large.outcome(), () -> large + log(peer));
            assertEquals(LARGE, large.metrics().get(Metric.BODY_BYTES).orElseThrow());
            var missing = assertInstanceOf(
                    Outcome.Failed.class, get("/missing", null, 0).outcome());
            assertEquals(Failure.STATUS, missing.failure());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"caddy", "ngtcp2"})
    void trustsNoCertificateOfAnUnknownAuthority(String server) throws Exception {
        try (var peer = start(server)) {
            var measured = get("/", null, 0, Trust.ofJdk(), 10_000);
            var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome(), () -> measured + log(peer));
            assertEquals(Failure.TLS, failed.failure(), failed.detail());
            assertTrue(failed.detail().startsWith("unknown issuer"), failed.detail());
        }
    }

    @Test
    void followsRedirects() throws Exception {
        try (var peer = start("caddy")) {
            var measured = get("/old", null, 1);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + log(peer));
            assertEquals(
                    "HTTP/3",
                    Objects.requireNonNull(details(measured).redirects())
                            .getFirst()
                            .version());
        }
    }

    @Test
    void endsAtTheDeadlineWhereNobodySpeaksQuic() throws Exception {
        TestPeer.certificate(dir);
        port = TestPeer.freePort();
        assertInstanceOf(
                Outcome.TimedOut.class,
                get("/", null, 0, TestPeer.trust(dir), 500).outcome());
    }

    private Measurement get(String path, @Nullable HttpExpectation expect, int redirects) throws Exception {
        return get(path, expect, redirects, TestPeer.trust(dir), 20_000);
    }

    private Measurement get(String path, @Nullable HttpExpectation expect, int redirects, Trust trust, int ms)
            throws Exception {
        var spec = new HttpSpec(path, null, 10_000_000, ms * 1_000L, "3", redirects, expect);
        return new HttpProber(trust, InstantSource.system(), "1", (location, family) -> new Onward.Found.At(here()))
                .run(spec, here(), Loopback.deadline(ms));
    }

    private Destination here() {
        var target = Endpoint.parse("https://www.example.test:" + port + "/");
        return new Destination(target, InetAddress.ofLiteral("127.0.0.1"), port, OptionalDouble.empty());
    }

    private static Details.HttpDetails details(Measurement measured) {
        return assertInstanceOf(Details.HttpDetails.class, measured.details());
    }

    private static String log(TestPeer peer) {
        try {
            return peer.said();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private TestPeer start(String server) throws Exception {
        TestPeer.certificate(dir);
        port = TestPeer.freePort();
        var www = Files.createDirectories(dir.resolve("www"));
        Files.writeString(www.resolve("index.html"), "Welcome\n");
        Files.write(www.resolve("large"), new byte[LARGE]);
        return server.equals("caddy") ? caddy() : ngtcp2();
    }

    private TestPeer caddy() throws Exception {
        var config = Files.writeString(dir.resolve("Caddyfile"), """
                {
                  admin off
                  auto_https off
                  skip_install_trust
                  storage file_system %1$s/storage
                }
                https://www.example.test:%2$d {
                  bind 127.0.0.1
                  tls %1$s/cert.pem %1$s/key.pem
                  root * %1$s/www
                  redir /old /
                  file_server
                }
                """.formatted(dir, port));
        return TestPeer.start(
                        dir, List.of("/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", config.toString()))
                .listening(port);
    }

    private TestPeer ngtcp2() throws Exception {
        return TestPeer.start(
                        dir,
                        List.of(
                                "/usr/sbin/gtlsserver",
                                "--quiet",
                                "--htdocs=" + dir.resolve("www"),
                                "127.0.0.1",
                                String.valueOf(port),
                                dir.resolve("key.pem").toString(),
                                dir.resolve("cert.pem").toString()))
                .boundTo(port);
    }
}
