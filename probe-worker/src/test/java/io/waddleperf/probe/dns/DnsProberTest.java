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
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsProberTest {
    private final DnsProber prober = new DnsProber(Trust.ofJdk(), InstantSource.system(), "test", new SecureRandom());

    @Test
    void timesALookup() throws Exception {
        try (var server = TestDnsServer.answering(
                query -> List.of(TestDnsServer.answer(query, Rcode.NOERROR, address("192.0.2.7"))))) {
            var measured = lookup(server.port(), 1_000);
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertTrue(measured.metrics().get(Metric.LOOKUP_US).orElseThrow() > 0);
            assertEquals("dns/udp", measured.how().protocol());
            var details = assertInstanceOf(Details.DnsDetails.class, measured.details());
            assertEquals("NOERROR", details.rcode());
            assertEquals(List.of("192.0.2.7"), details.answers());
            assertEquals("www.example.net.", details.name());
        }
    }

    @Test
    void asksOverTcpWhereUdpWasTruncated() throws Exception {
        try (var server = TestDnsServer.start(
                query -> List.of(TestDnsServer.truncated(query)),
                query -> TestDnsServer.answer(query, Rcode.NOERROR, address("192.0.2.8")))) {
            var measured = lookup(server.port(), 1_000);
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertEquals("dns/tcp", measured.how().protocol());
        }
    }

    @Test
    void tellsWhatTheServerSays() throws Exception {
        try (var server = TestDnsServer.answering(query -> List.of(TestDnsServer.answer(query, Rcode.NXDOMAIN)))) {
            assertFailure(Failure.NAME_NOT_FOUND, lookup(server.port(), 1_000));
        }
        try (var server = TestDnsServer.answering(query -> List.of(TestDnsServer.answer(query, Rcode.SERVFAIL)))) {
            assertFailure(Failure.PROTOCOL, lookup(server.port(), 1_000));
        }
    }

    @Test
    void passesOverForgedAnswers() throws Exception {
        try (var server = TestDnsServer.answering(query -> {
            byte[] good = TestDnsServer.answer(query, Rcode.NOERROR, address("192.0.2.9"));
            byte[] otherId = good.clone();
            otherId[0] ^= 1;
            return List.of(new byte[] {1, 2, 3}, otherId, good);
        })) {
            var details = assertInstanceOf(
                    Details.DnsDetails.class, lookup(server.port(), 1_000).details());
            assertEquals(List.of("192.0.2.9"), details.answers());
        }
    }

    @Test
    void takesNoAnswerThatSpellsTheNameOtherwise() throws Exception {
        try (var server = TestDnsServer.answering(query -> {
            var lower = new Message(query.getHeader().getID());
            lower.addRecord(
                    Record.newRecord(Name.fromConstantString("www.example.net."), Type.A, DClass.IN), Section.QUESTION);
            byte[] forged = TestDnsServer.answer(lower, Rcode.NOERROR, address("192.0.2.66"));
            byte[] good = TestDnsServer.answer(query, Rcode.NOERROR, address("192.0.2.9"));
            return List.of(forged, good);
        })) {
            var details = assertInstanceOf(
                    Details.DnsDetails.class, lookup(server.port(), 1_000).details());
            assertEquals(List.of("192.0.2.9"), details.answers());
            assertEquals("www.example.net.", details.name());
            assertEquals(60, details.ttlSeconds());
        }
    }

    @Test
    void asksOverTcpAtOnceWhereTold() throws Exception {
        try (var server = TestDnsServer.start(
                query -> List.of(), query -> TestDnsServer.answer(query, Rcode.NOERROR, address("192.0.2.8")))) {
            var measured = lookup(spec("tcp", null), server.port());
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertEquals("dns/tcp", measured.how().protocol());
            var metrics = measured.metrics();
            double lookupUs = metrics.get(Metric.LOOKUP_US).orElseThrow();
            double connectUs = metrics.get(Metric.CONNECT_US).orElseThrow();
            assertEquals(connectUs + lookupUs, metrics.get(Metric.TOTAL_US).orElseThrow(), 0.01);
        }
    }

    @Test
    void failsWhereTheAnswerIsNotAsExpected() throws Exception {
        try (var server = TestDnsServer.answering(
                query -> List.of(TestDnsServer.answer(query, Rcode.NOERROR, address("192.0.2.7"))))) {
            var expectation = new DnsExpectation(null, List.of("192.0.2.8"), null, null, null);
            var wrong = lookup(spec(null, expectation), server.port());
            assertFailure(Failure.ASSERTION, wrong);
            assertTrue(wrong.metrics().get(Metric.LOOKUP_US).isPresent());
            var right = new DnsExpectation(null, List.of("192.0.2.7"), null, 60L, null);
            assertInstanceOf(
                    Outcome.Measured.class,
                    lookup(spec(null, right), server.port()).outcome());
        }
        try (var server = TestDnsServer.answering(query -> List.of(TestDnsServer.answer(query, Rcode.NXDOMAIN)))) {
            var absent = new DnsExpectation("NXDOMAIN", null, null, null, null);
            assertInstanceOf(
                    Outcome.Measured.class,
                    lookup(spec(null, absent), server.port()).outcome());
            var present = new DnsExpectation(null, List.of("192.0.2.7"), null, null, null);
            assertFailure(Failure.NAME_NOT_FOUND, lookup(spec(null, present), server.port()));
        }
    }

    @Test
    void saysWhetherNothingOrOnlyGarbageCame() throws Exception {
        try (var server = TestDnsServer.answering(query -> List.of())) {
            assertInstanceOf(Outcome.TimedOut.class, lookup(server.port(), 100).outcome());
        }
        try (var server = TestDnsServer.answering(query -> List.of(new byte[] {1, 2, 3}))) {
            assertFailure(Failure.PROTOCOL, lookup(server.port(), 1_500));
        }
        int closed; // of nobody who reads: a reader keeps its port for a moment
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertFailure(Failure.CONNECTION_REFUSED, lookup(closed, 1_000));
    }

    @Test
    void refusesARecordTypeThatDoesNotExist() throws Exception {
        var spec = new DnsSpec("www.example.net", "NONSENSE", null, 100_000);
        var measured = prober.run(spec, Loopback.destination("127.0.0.1", 53), Loopback.deadline(100));
        assertInstanceOf(Outcome.Refused.class, measured.outcome());
    }

    @Test
    void survivesAnyBytes() throws Exception {
        var random = new Random(20_261_123);
        var query = DnsQuery.of("www.example.net", "A", 4_711);
        byte[] good = TestDnsServer.answer(new Message(query.bytes()), Rcode.NOERROR, address("192.0.2.9"));
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = i % 2 == 0 ? new byte[random.nextInt(100)] : Arrays.copyOf(good, good.length);
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[12 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt(256);
            }
            try {
                query.answerIn(bytes);
            } catch (IOException e) { // the only kind that may come
            }
        }
    }

    private Measurement lookup(int port, long timeoutMs) throws InterruptedException {
        var spec = new DnsSpec("www.example.net", "A", null, timeoutMs * 1_000);
        return prober.run(spec, Loopback.destination("127.0.0.1", port), Loopback.deadline(timeoutMs));
    }

    private Measurement lookup(DnsSpec spec, int port) throws InterruptedException {
        return prober.run(spec, Loopback.destination("127.0.0.1", port), Loopback.deadline(5_000));
    }

    private static DnsSpec spec(@Nullable String protocol, @Nullable DnsExpectation expectation) {
        return new DnsSpec("www.example.net", "A", null, 5_000_000, protocol, null, expectation);
    }

    private static Record address(String address) {
        return new ARecord(Name.fromConstantString("www.example.net."), DClass.IN, 60, InetAddress.ofLiteral(address));
    }

    private static void assertFailure(Failure expected, Measurement measured) {
        assertEquals(
                expected,
                assertInstanceOf(Outcome.Failed.class, measured.outcome()).failure());
    }
}
