package io.waddleperf.probe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against servers of this JVM whose certificates, all for `localhost`, keytool made.
class TlsProberTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    private static Path folder;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new TestCertificates(folder)
                .authority()
                .signed("good", "-1d", 31)
                .signed("expired", "-20d", 10)
                .signed("early", "+10d", 20)
                .selfSigned("own", 20);
    }

    @Test
    void measuresATrustedServer() throws Exception {
        try (var server = new TlsTestServer(certificates.server("good"), "http/1.1", "h2")) {
            var measured = shakeHands(certificates.trustingTheAuthority(), server.port());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            double connectUs = measured.metrics().get(Metric.CONNECT_US).orElseThrow();
            double tlsUs = measured.metrics().get(Metric.TLS_US).orElseThrow();
            assertTrue(connectUs > 0 && tlsUs > 0);
            assertEquals(
                    connectUs + tlsUs, measured.metrics().get(Metric.TOTAL_US).orElseThrow(), 0.01);
            assertEquals(30, daysLeft(measured), 0.1);
            assertEquals("tls/1.3", measured.how().protocol());
            var details = details(measured);
            assertEquals(List.of("127.0.0.1", "TLSv1.3", "http/1.1", "trusted"), words(details));
            assertTrue(details.cipher().startsWith("TLS_"), details.cipher());
            assertEquals(
                    List.of("CN=localhost", "CN=Test Authority"),
                    details.chain().stream().map(Details.Certificate::subject).toList());
            assertEquals(new TlsTestServer.Seen(List.of("localhost"), 0), server.seen());
        }
    }

    private static List<String> words(Details.TlsDetails details) {
        return List.of(details.address(), details.version(), String.valueOf(details.alpn()), details.verdict());
    }

    @Test
    void looksAtACertificateOfSomebodyUnknownAndSendsNothing() throws Exception {
        try (var server = new TlsTestServer(certificates.server("good"))) {
            var measured = shakeHands(Trust.ofJdk(), server.port());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertTrue(verdict(measured).startsWith("unknown issuer: "), verdict(measured));
            assertTrue(measured.metrics().get(Metric.TLS_US).orElseThrow() > 0);
            assertNull(details(measured).alpn());
            assertEquals(0, server.seen().bytes());
        }
    }

    @Test
    void tellsWhatIsWrongWithACertificate() throws Exception {
        assertVerdict("expired: NotAfter: ", -10, "expired");
        assertVerdict("not yet valid: NotBefore: ", 30, "early");
        assertVerdict("self-signed", 20, "own");
    }

    private static void assertVerdict(String verdict, double daysLeft, String shown) throws Exception {
        try (var server = new TlsTestServer(certificates.server(shown))) {
            var measured = shakeHands(certificates.trustingTheAuthority(), server.port());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertTrue(verdict(measured).startsWith(verdict), verdict(measured));
            assertEquals(daysLeft, daysLeft(measured), 0.1);
        }
    }

    /// The JDK looks at no dates of a certificate that it was told to trust, and names one fault only.
    @Test
    void seesThatACertificateExpiredWhateverElseHolds() throws Exception {
        var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(50));
        try (var server = new TlsTestServer(certificates.server("own"))) {
            var measured = run(certificates.trusting("own"), later, TlsSpec.DEFAULT, server.port());
            assertTrue(verdict(measured).startsWith("expired: "), verdict(measured));
            assertEquals(-30, daysLeft(measured), 0.1);
        }
        try (var server = new TlsTestServer(certificates.server("own"))) {
            var measured = run(Trust.ofJdk(), later, TlsSpec.DEFAULT, server.port());
            assertTrue(verdict(measured).matches("expired: .*; self-signed"), verdict(measured));
        }
    }

    @Test
    void holdsTheCertificateAgainstTheNameThatIsAskedFor() throws Exception {
        try (var server = new TlsTestServer(certificates.server("good"))) {
            var spec = new TlsSpec(null, "mail.example.net", 5_000_000);
            var measured = run(certificates.trustingTheAuthority(), InstantSource.system(), spec, server.port());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertTrue(verdict(measured).startsWith("wrong name: "), verdict(measured));
            assertEquals(List.of("mail.example.net"), server.seen().names());
        }
    }

    @Test
    void asksForNoNameWhereTheTargetIsAnAddress() throws Exception {
        try (var server = new TlsTestServer(certificates.server("good"))) {
            var measured = new TlsProber(certificates.trustingTheAuthority(), InstantSource.system())
                    .run(
                            TlsSpec.DEFAULT,
                            Loopback.destination("127.0.0.1:" + server.port(), server.port()),
                            Loopback.deadline(5_000));
            assertTrue(verdict(measured).startsWith("wrong name: "), verdict(measured));
            assertEquals(List.of(), server.seen().names());
        }
    }

    @Test
    void saysThatAServerSpeaksNoTls() throws Exception {
        try (var server = new ServerSocket(0, 5, HERE)) {
            Thread.startVirtualThread(() -> greet(server));
            var measured = shakeHands(Trust.ofJdk(), server.getLocalPort());
            var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
            assertEquals(Failure.TLS, failed.failure());
            assertTrue(failed.detail().contains("SSL message"), failed::detail);
            assertTrue(measured.metrics().get(Metric.CONNECT_US).isPresent());
            assertNull(measured.details());
        }
    }

    private static void greet(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("220 mail.example.net ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (Exception e) {
            return; // the test ended
        }
    }

    @Test
    void saysThatNothingListens() throws Exception {
        try (var closed = Loopback.refusing()) {
            var measured = shakeHands(Trust.ofJdk(), closed.getLocalPort());
            var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
            assertEquals(Failure.CONNECTION_REFUSED, failed.failure());
        }
    }

    @Test
    void waitsNoLongerThanItMayForAServerThatHangs() throws Exception {
        try (var server = new ServerSocket(0, 5, HERE)) {
            var spec = new TlsSpec(null, null, 200_000);
            var measured = run(Trust.ofJdk(), InstantSource.system(), spec, server.getLocalPort());
            var late = assertInstanceOf(Outcome.TimedOut.class, measured.outcome());
            assertTrue(late.afterUs() >= 200_000 && late.afterUs() < 5_000_000, late::toString);
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        try (var server = new ServerSocket(0, 5, HERE)) {
            var ended = new CompletableFuture<Throwable>();
            var thread = Thread.startVirtualThread(() -> {
                try {
                    shakeHands(Trust.ofJdk(), server.getLocalPort());
                    ended.complete(new AssertionError("it went on"));
                } catch (Throwable e) {
                    ended.complete(e);
                }
            });
            try (var accepted = server.accept()) {
                thread.interrupt();
                assertInstanceOf(InterruptedException.class, ended.join());
                assertTrue(accepted.isConnected());
            }
        }
    }

    private static Measurement shakeHands(Trust trust, int port) throws InterruptedException {
        return run(trust, InstantSource.system(), TlsSpec.DEFAULT, port);
    }

    private static Measurement run(Trust trust, InstantSource clock, TlsSpec spec, int port)
            throws InterruptedException {
        return new TlsProber(trust, clock)
                .run(
                        spec,
                        Loopback.destination("localhost:" + port, port),
                        Loopback.deadline(spec.timeoutUs() / 1_000));
    }

    private static double daysLeft(Measurement measured) {
        return measured.metrics().get(Metric.CERTIFICATE_DAYS).orElseThrow();
    }

    private static String verdict(Measurement measured) {
        return details(measured).verdict();
    }

    private static Details.TlsDetails details(Measurement measured) {
        return assertInstanceOf(Details.TlsDetails.class, measured.details());
    }
}
