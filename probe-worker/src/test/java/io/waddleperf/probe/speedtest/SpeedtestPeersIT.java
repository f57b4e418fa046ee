package io.waddleperf.probe.speedtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http.TestPeer;
import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.probe.tls.Trust;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our client against nginx, set up as LibreSpeed's documentation says for servers without PHP: a
/// large file, an empty answer, the client's address as text. Our server against curl.
class SpeedtestPeersIT {
    private static final String CURL = "/usr/bin/curl";
    private static final int LARGE = 8 * Transfers.MEBIBYTE;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void ourClientMeasuresNginx() throws Exception {
        int port = TestPeer.freePort();
        int tls = TestPeer.freePort();
        try (var nginx = start(port, tls)) {
            var plain = Speeds.run(Speeds.spec("both", 2), "http://localhost:" + port + "/", port);
            assertEquals(new Outcome.Measured(), plain.outcome(), () -> plain.toString());
            assertTrue(Speeds.value(plain, Metric.BACKWARD_BITS_PER_SECOND) > 1e6, plain::toString);
            assertTrue(Speeds.value(plain, Metric.FORWARD_BITS_PER_SECOND) > 1e6, plain::toString);
            assertEquals("127.0.0.1", Speeds.details(plain).clientAddress());
            assertNull(Speeds.details(plain).certificate());

            var prober = Speeds.prober(null, TestPeer.trust(dir));
            var secure = Speeds.run(prober, Speeds.spec("both", 2), "https://localhost:" + tls + "/", tls);
            assertEquals(new Outcome.Measured(), secure.outcome(), () -> secure.toString());
            assertTrue(Speeds.value(secure, Metric.TLS_US) > 0, secure::toString);
            assertTrue(Speeds.value(secure, Metric.CERTIFICATE_DAYS) > 28, secure::toString);
            assertEquals(
                    "trusted",
                    Objects.requireNonNull(Speeds.details(secure).certificate()).verdict());
            assertTrue(nginx.said().isEmpty(), nginx.said());
        }
    }

    @Test
    void nothingIsSentWhereTheCertificateIsNotTrusted() throws Exception {
        int tls = TestPeer.freePort();
        try (var _ = start(TestPeer.freePort(), tls)) {
            var measured = Speeds.run(
                    Speeds.prober(null, Trust.ofJdk()), Speeds.spec("both", 2), "https://localhost:" + tls + "/", tls);
            var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
            assertEquals(Failure.TLS, failed.failure());
            assertNotNull(Speeds.details(measured).certificate(), "what it showed is told");
            assertTrue(measured.metrics().get(Metric.RTT_MIN_US).isEmpty());
        }
    }

    @Test
    void curlIsServedByOurServer() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(CURL)), CURL + " is not installed");
        byte[] noise = new byte[3_000_000];
        new Random(7).nextBytes(noise);
        Path file = Files.write(dir.resolve("noise"), noise);
        try (var server = Speeds.server(new ThroughputLoad(System::nanoTime))) {
            String url = "http://127.0.0.1:" + server.address().getPort() + "/backend/";
            assertEquals("200 5242880", curl("%{http_code} %{size_download}", url + "garbage.php?ckSize=5"));
            assertEquals(
                    "200 3000000",
                    curl("%{http_code} %{size_upload}", "-X", "POST", "-T", file.toString(), url + "empty.php"));
            assertEquals(
                    "200",
                    curl(
                            "%{http_code}",
                            "-X",
                            "POST",
                            "-H",
                            "Transfer-Encoding: chunked",
                            "-T",
                            file.toString(),
                            url + "empty.php?cors=true"));
            assertEquals(
                    "1 0 ",
                    curl("%{num_connects} ", url + "empty.php", "-o", "/dev/null", url + "getIP.php"),
                    "one connection for both");
        }
    }

    private String curl(String wanted, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(CURL, "-sS", "--noproxy", "*", "-o", "/dev/null", "-w", wanted));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "curl ends");
        return said;
    }

    private TestPeer start(int port, int tls) throws Exception {
        TestPeer.certificate(dir);
        var www = Files.createDirectories(dir.resolve("www"));
        byte[] large = new byte[LARGE];
        new Random(7).nextBytes(large);
        Files.write(www.resolve("large"), large);
        var config = Files.writeString(dir.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  client_max_body_size 0;
                  client_body_temp_path %1$s/1; proxy_temp_path %1$s/2; fastcgi_temp_path %1$s/3;
                  uwsgi_temp_path %1$s/4; scgi_temp_path %1$s/5;
                  ssl_certificate %1$s/cert.pem;
                  ssl_certificate_key %1$s/key.pem;
                  server {
                    listen 127.0.0.1:%2$d;
                    listen 127.0.0.1:%3$d ssl;
                    location = /backend/garbage.php { alias %1$s/www/large; }
                    location = /backend/empty.php { return 200; }
                    location = /backend/getIP.php { return 200 $remote_addr; }
                  }
                }
                """.formatted(dir, port, tls));
        return TestPeer.start(
                        dir, List.of("/usr/sbin/nginx", "-p", dir.toString(), "-e", "stderr", "-c", config.toString()))
                .listening(tls);
    }
}
