package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.TestCertificates;
import io.waddleperf.probe.tls.Trust;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/// DNS over TLS and over HTTPS/1.1, against a server that does what a test says.
class SecureDnsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static SSLContext good;

    @SuppressWarnings("NullAway.Init")
    private static SSLContext expired;

    @SuppressWarnings("NullAway.Init")
    private static Trust trust;

    @BeforeAll
    static void certificates() throws Exception {
        var all =
                new TestCertificates(dir).authority().signed("good", "-1d", 30).signed("expired", "-30d", 3);
        good = all.server("good");
        expired = all.server("expired");
        trust = all.trustingTheAuthority();
    }

    @Test
    void timesALookupOverTlsApartFromItsSetUp() throws Exception {
        try (var server = new TlsServer(good, SecureDnsTest::answerFramed)) {
            var measured = lookup("tls", server.port());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertEquals("dns/tls", measured.how().protocol());
            var metrics = measured.metrics();
            double parts = metrics.get(Metric.CONNECT_US).orElseThrow()
                    + metrics.get(Metric.TLS_US).orElseThrow()
                    + metrics.get(Metric.LOOKUP_US).orElseThrow();
            assertEquals(parts, metrics.get(Metric.TOTAL_US).orElseThrow(), 0.01);
            var details = assertInstanceOf(Details.DnsDetails.class, measured.details());
            assertEquals(List.of("192.0.2.7"), details.answers());
            assertNotNull(details.certificate());
        }
    }

    @Test
    void sendsNoQuestionToAServerWithABadCertificate() throws Exception {
        try (var server = new TlsServer(expired, socket -> {
            throw new IOException("a question came");
        })) {
            for (String protocol : List.of("tls", "https")) {
                var measured = lookup(protocol, server.port());
                String sentence = failed(Failure.TLS, measured);
                assertTrue(sentence.startsWith("the certificate for localhost is not trusted: expired"), sentence);
                var details = assertInstanceOf(Details.DnsDetails.class, measured.details());
                assertTrue(
                        Objects.requireNonNull(details.certificate()).verdict().startsWith("expired"));
                assertTrue(measured.metrics().get(Metric.LOOKUP_US).isEmpty());
            }
        }
    }

    @Test
    void looksForTheNameThatTheCheckGives() throws Exception {
        try (var server = new TlsServer(good, SecureDnsTest::answerFramed)) {
            var spec = new DnsSpec("www.example.net", "A", "localhost", 10_000_000, "tls", "dns.example.net", null);
            String sentence = failed(Failure.TLS, run(spec, server.port()));
            assertTrue(sentence.startsWith("the certificate for dns.example.net is not trusted: "), sentence);
        }
    }

    @Test
    void asksOverHttpsByGetAndByPost() throws Exception {
        try (var server = new TlsServer(good, SecureDnsTest::answerHttp)) {
            for (String protocol : List.of("https", "https-post")) {
                var measured = lookup(protocol, server.port());
                assertInstanceOf(Outcome.Measured.class, measured.outcome(), measured::toString);
                assertEquals("dns/https/1.1", measured.how().protocol());
                var details = assertInstanceOf(Details.DnsDetails.class, measured.details());
                assertEquals(50, details.ttlSeconds()); // 60, of which a cache had it 10
            }
        }
    }

    /// ALPN alone is a promise.
    @Test
    void tellsNoVersionOfHttpWhereNoAnswerCame() throws Exception {
        try (var server = new TlsServer(good, SecureDnsTest::head)) {
            var measured = lookup("https", server.port());
            failed(Failure.PROTOCOL, measured);
            assertEquals("dns/https", measured.how().protocol());
        }
    }

    @Test
    void saysWhatAServerSendsInstead() throws Exception {
        assertSays(Failure.STATUS, "by status 404", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        assertSays(
                Failure.PROTOCOL,
                "sends text/html instead of application/dns-message",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi");
        assertSays(
                Failure.PROTOCOL,
                "malformed DNS message",
                "HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\nContent-Length: 2\r\n\r\nhi");
        assertSays(Failure.PROTOCOL, "before its answer was whole", "HTTP/1.1 200 OK\r\n");
    }

    private void assertSays(Failure kind, String part, String response) throws Exception {
        try (var server = new TlsServer(good, socket -> {
            head(socket);
            socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
        })) {
            String sentence = failed(kind, lookup("https", server.port()));
            assertTrue(sentence.contains(part), sentence);
        }
    }

    private static void answerFramed(SSLSocket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var query = new byte[in.readUnsignedShort()];
        in.readFully(query);
        byte[] answer = answer(query);
        var out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
    }

    private static void answerHttp(SSLSocket socket) throws IOException {
        String head = head(socket);
        byte[] query = head.startsWith("GET /dns-query?dns=")
                ? Base64.getUrlDecoder().decode(head.split("[= ]", 4)[2])
                : socket.getInputStream().readNBytes(Integer.parseInt(head.split("Content-Length: |\r\nConn", -1)[1]));
        assertEquals(0, new Message(query).getHeader().getID());
        byte[] answer = answer(query);
        String response = "HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\nAge: 10\r\nContent-Length: "
                + answer.length + "\r\n\r\n";
        socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(answer);
    }

    private static String head(SSLSocket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static byte[] answer(byte[] query) throws IOException {
        return TestDnsServer.answer(
                new Message(query),
                Rcode.NOERROR,
                new ARecord(
                        Name.fromConstantString("www.example.net."),
                        DClass.IN,
                        60,
                        InetAddress.ofLiteral("192.0.2.7")));
    }

    private Measurement lookup(String protocol, int port) throws InterruptedException {
        return run(new DnsSpec("www.example.net", "A", "localhost", 10_000_000, protocol, null, null), port);
    }

    private static Measurement run(DnsSpec spec, int port) throws InterruptedException {
        return new DnsProber(trust, InstantSource.system(), "test", new SecureRandom())
                .run(spec, Loopback.destination("localhost", port), Loopback.deadline(10_000));
    }

    private static String failed(Failure kind, Measurement measured) {
        var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
        assertEquals(kind, failed.failure(), failed.detail());
        return failed.detail();
    }

    /// Does the same with each connection, after the handshake.
    private static final class TlsServer implements AutoCloseable {
        private final ServerSocket server;

        /// What is done.
        interface Script {
            void play(SSLSocket socket) throws IOException;
        }

        TlsServer(SSLContext context, Script script) throws IOException {
            var socket = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
            server = socket;
            Thread.startVirtualThread(() -> serve(script));
        }

        int port() {
            return server.getLocalPort();
        }

        private void serve(Script script) {
            while (!server.isClosed()) {
                try (var socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    script.play(socket);
                } catch (IOException e) { // the client is done with it
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
