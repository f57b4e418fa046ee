package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lookups in a real server over each transport.
class UnboundIT {
    private static final String DATA = """
              module-config: "iterator"
              local-zone: "." static
              local-data: "www.example.test. 300 IN A 192.0.2.7"
              local-data: "www.example.test. 300 IN A 192.0.2.8"
              local-data: "example.test. 300 IN MX 10 mail.example.test."
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @ParameterizedTest
    @CsvSource({"udp,dns/udp", "tcp,dns/tcp", "tls,dns/tls", "https,dns/https/2", "https-post,dns/https/2"})
    void looksUpOverEachTransport(String protocol, String spoken) throws Exception {
        try (var server = TestUnbound.start(dir, DATA)) {
            var expected = new DnsExpectation(null, null, List.of("192.0.2.8", "192.0.2.7"), 300L, null);
            var measured = lookup(server, "www.example.test", "A", protocol, expected);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), measured::toString);
            assertEquals(spoken, measured.how().protocol());
            assertTrue(measured.metrics().get(Metric.LOOKUP_US).orElseThrow() > 0);
            boolean secure = spoken.startsWith("dns/tls") || spoken.startsWith("dns/https");
            assertEquals(secure, measured.metrics().get(Metric.TLS_US).isPresent());
            var mail = new DnsExpectation(null, List.of("mail.example.test"), null, null, null);
            assertInstanceOf(
                    Outcome.Measured.class,
                    lookup(server, "example.test", "MX", protocol, mail).outcome());
            failed(Failure.NAME_NOT_FOUND, lookup(server, "absent.example.test", "A", protocol, null));
        }
    }

    @Test
    void asksOverTcpWhatDoesNotFitIntoAPacket() throws Exception {
        String large = IntStream.range(0, 10)
                .mapToObj(i -> "  local-data: 'big.example.test. 300 IN TXT \"" + i + "x".repeat(200) + "\"'\n")
                .collect(Collectors.joining());
        try (var server = TestUnbound.start(dir, DATA + large)) {
            var measured = lookup(server, "big.example.test", "TXT", "udp", null);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), measured::toString);
            assertEquals("dns/tcp", measured.how().protocol());
            assertEquals(10, details(measured).answers().size());
        }
    }

    @Test
    void trustsNoCertificateOfAnUnknownAuthority() throws Exception {
        try (var server = TestUnbound.start(dir, DATA)) {
            for (String protocol : List.of("tls", "https")) {
                var spec = spec("www.example.test", "A", protocol, null);
                String sentence = failed(Failure.TLS, run(spec, port(server, protocol), Trust.ofJdk()));
                assertTrue(sentence.contains("is not trusted: "), sentence);
            }
        }
    }

    /// A signed zone whose key the server is told to trust.
    @Test
    void seesWhetherTheServerValidated() throws Exception {
        var zone = SignedZone.make("signed.test.");
        Files.writeString(dir.resolve("zone"), zone.text());
        String settings = """
                  module-config: "validator iterator"
                  trust-anchor: "%s"
                  local-zone: "test." nodefault
                  local-data: "www.example.net. 300 IN A 192.0.2.7"
                auth-zone:
                  name: "signed.test."
                  zonefile: "%s"
                  for-downstream: no
                  for-upstream: yes
                """.formatted(zone.anchor(), dir.resolve("zone"));
        try (var server = TestUnbound.start(dir, settings)) {
            var must = new DnsExpectation(null, List.of("192.0.2.77"), null, null, true);
            var measured = lookup(server, "www.signed.test", "A", "udp", must);
            assertInstanceOf(Outcome.Measured.class, measured.outcome(), () -> measured + log(server));
            assertEquals(true, details(measured).authenticated());
            var any = new DnsExpectation(null, null, null, null, true);
            String sentence = failed(Failure.ASSERTION, lookup(server, "www.example.net", "A", "udp", any));
            assertTrue(sentence.contains("without the AD bit"), sentence);
        }
    }

    private static String log(TestUnbound server) {
        try {
            return server.log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Measurement lookup(
            TestUnbound server, String name, String type, String protocol, @Nullable DnsExpectation expected)
            throws Exception {
        return run(spec(name, type, protocol, expected), port(server, protocol), server.trust());
    }

    private static DnsSpec spec(String name, String type, String protocol, @Nullable DnsExpectation expected) {
        return new DnsSpec(name, type, "localhost", 10_000_000, protocol, null, expected);
    }

    private static int port(TestUnbound server, String protocol) {
        return switch (protocol) {
            case "tls" -> server.tlsPort();
            case "https", "https-post" -> server.httpsPort();
            default -> server.port();
        };
    }

    private static Measurement run(DnsSpec spec, int port, Trust trust) throws InterruptedException {
        return new DnsProber(trust, InstantSource.system(), "test", new SecureRandom())
                .run(spec, Loopback.destination("localhost", port), Loopback.deadline(10_000));
    }

    private static Details.DnsDetails details(Measurement measured) {
        return assertInstanceOf(Details.DnsDetails.class, measured.details());
    }

    private static String failed(Failure kind, Measurement measured) {
        var failed = assertInstanceOf(Outcome.Failed.class, measured.outcome());
        assertEquals(kind, failed.failure(), failed.detail());
        return failed.detail();
    }
}
