package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.TestCertificates;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server whose certificate keytool made: for `localhost`, 30 days, signed by itself.
class HttpsProberTest {
    @TempDir
    private static Path folder;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificates = new TestCertificates(folder).selfSigned("server", 30);
    }

    @Test
    void tellsAnUntrustedCertificateAndSendsNothing() throws Exception {
        try (var server = server()) {
            var measured = get(Trust.ofJdk(), "localhost", server.port());
            var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
            assertEquals(Failure.TLS, failed.failure());
            assertTrue(failed.detail().startsWith("unknown issuer"), failed::detail);
            assertEquals(failed.detail(), certificate(measured).verdict());
            assertEquals("CN=localhost", certificate(measured).subject());
            assertEquals(30, measured.metrics().get(Metric.CERTIFICATE_DAYS).orElseThrow(), 0.1);
            assertTrue(measured.metrics().get(Metric.TLS_US).isEmpty());
        }
    }

    @Test
    void measuresWhereItTrustsTheIssuer() throws Exception {
        try (var server = server()) {
            var measured = get(certificates.trusting("server"), "localhost", server.port());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertTrue(measured.metrics().get(Metric.TLS_US).orElseThrow() > 0);
            assertEquals("trusted", certificate(measured).verdict());
            assertEquals("TLSv1.3", certificate(measured).protocol());
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (var server = server()) {
            var measured = get(certificates.trusting("server"), "127.0.0.1", server.port());
            var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
            assertEquals(Failure.TLS, failed.failure());
            assertTrue(failed.detail().startsWith("wrong name"), failed::detail);
        }
    }

    /// What ALPN promised was not spoken.
    @Test
    void tellsNoVersionWhereTheServerChoseOneAndSaidNothing() throws Exception {
        for (String said : List.of("", "220 mail.example.net ESMTP\r\n")) {
            var listening = tlsSocket();
            var parameters = listening.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            listening.setSSLParameters(parameters);
            try (var server = OneAnswer.on(
                    listening, socket -> socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII)))) {
                var measured = get(certificates.trusting("server"), "localhost", server.port());
                assertEquals(
                        Failure.PROTOCOL,
                        assertInstanceOf(Outcome.Failed.class, measured.outcome())
                                .failure());
                assertEquals("", details(measured).version());
                assertEquals("http", measured.how().protocol());
            }
        }
    }

    @Test
    void saysThatAPlainServerSpeaksNoTls() throws Exception {
        try (var server = OneAnswer.text("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            // the plain server waits for a head that never ends, so the deadline cuts
            var spec = new HttpSpec(null, null, 10, 300_000);
            var measured = new HttpProber(Trust.ofJdk(), InstantSource.system(), "1", HttpProberTest.NOWHERE)
                    .run(
                            spec,
                            Loopback.destination("https://127.0.0.1:" + server.port() + "/", server.port()),
                            Loopback.deadline(300));
            assertInstanceOf(Outcome.TimedOut.class, measured.outcome());
        }
    }

    private static Measurement get(Trust trust, String host, int port) throws InterruptedException {
        return new HttpProber(trust, InstantSource.system(), "1", HttpProberTest.NOWHERE)
                .run(
                        HttpSpec.DEFAULT,
                        Loopback.destination("https://" + host + ':' + port + "/", port),
                        Loopback.deadline(5_000));
    }

    private static Details.Certificate certificate(Measurement measured) {
        return Objects.requireNonNull(details(measured).certificate());
    }

    private static Details.HttpDetails details(Measurement measured) {
        return assertInstanceOf(Details.HttpDetails.class, measured.details());
    }

    private static OneAnswer server() throws Exception {
        return OneAnswer.on(tlsSocket(), HttpsProberTest::answer);
    }

    private static SSLServerSocket tlsSocket() throws Exception {
        return (SSLServerSocket) certificates
                .server("server")
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static void answer(java.net.Socket socket) throws IOException {
        socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
    }
}
