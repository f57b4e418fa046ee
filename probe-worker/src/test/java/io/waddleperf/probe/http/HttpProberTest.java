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
import io.waddleperf.probe.tls.Trust;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HttpProberTest {
    static final Onward NOWHERE = (location, family) -> new Onward.Found.Not("not allowed: " + location.host());
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private final HttpProber prober = new HttpProber(Trust.ofJdk(), InstantSource.system(), "1.2.3", NOWHERE);

    @Test
    void timesEachPhaseOfAGet() throws Exception {
        try (var server = OneAnswer.text(OK)) {
            var measured = get(server.port(), "/a/b?c=d", HttpSpec.DEFAULT);
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            double phases = 0;
            for (var phase : new Metric[] {Metric.CONNECT_US, Metric.FIRST_BYTE_US, Metric.TRANSFER_US}) {
                phases += measured.metrics().get(phase).orElseThrow();
            }
            assertTrue(measured.metrics().get(Metric.TOTAL_US).orElseThrow() >= phases - 1);
            assertEquals(5.0, measured.metrics().get(Metric.BODY_BYTES).orElseThrow());
            assertEquals("http/1.1", measured.how().protocol());
            String url = "http://127.0.0.1:" + server.port() + "/a/b?c=d";
            assertEquals(new Details.HttpDetails("127.0.0.1", url, 200, "HTTP/1.1", null), measured.details());
            assertTrue(
                    server.request().startsWith("GET /a/b?c=d HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n"));
            assertTrue(server.request().contains("User-Agent: WaddlePerf/1.2.3\r\n"));
        }
    }

    @Test
    void failsOnAStatusThatIsNotExpected() throws Exception {
        try (var server = OneAnswer.text("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")) {
            var measured = get(server.port(), "/", HttpSpec.DEFAULT);
            assertEquals(new Outcome.Failed(Failure.STATUS, "503, expected 200 to 399"), measured.outcome());
            assertTrue(measured.metrics().get(Metric.TOTAL_US).isPresent());
        }
        try (var server = OneAnswer.text("HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n")) {
            var spec = new HttpSpec("/other", 404, 10, 1_000_000);
            assertInstanceOf(
                    Outcome.Measured.class, get(server.port(), "/", spec).outcome());
            assertTrue(server.request().startsWith("GET /other "));
        }
    }

    @Test
    void saysNothingOfAServerWhoseBodyItHasNoRoomFor() throws Exception {
        var kept = new KeptBytes(3);
        var means = new Get.Means(Trust.ofJdk(), InstantSource.system(), "test");
        var expect = new HttpExpectation(null, null, List.of("hello"), null, null, null, null, null);
        try (var server = OneAnswer.text(OK)) {
            var spec = new HttpSpec(null, null, 65_536, 1_000_000, null, null, expect);
            String target = "http://127.0.0.1:" + server.port() + "/";
            var measured = new HttpProber(means, NOWHERE, kept)
                    .run(spec, Loopback.destination(target, server.port()), Loopback.deadline(2_000));
            assertEquals(new Outcome.Refused(kept.objection()), measured.outcome());
            assertEquals(0, kept.kept());
        }
    }

    @Test
    void doesNotFollowRedirects() throws Exception {
        try (var server =
                OneAnswer.text("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")) {
            assertInstanceOf(
                    Outcome.Measured.class,
                    get(server.port(), "/", HttpSpec.DEFAULT).outcome());
        }
    }

    @Test
    void cutsAServerThatDrips() throws Exception {
        var never = new CountDownLatch(1);
        try (var server = OneAnswer.plain(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            never.await();
        })) {
            var spec = new HttpSpec(null, null, 10, 200_000);
            assertInstanceOf(
                    Outcome.TimedOut.class, get(server.port(), "/", spec).outcome());
        } finally {
            never.countDown();
        }
    }

    @Test
    void saysWhyThereIsNoResponse() throws Exception {
        try (var server = OneAnswer.text("220 mail.example.net ESMTP\r\n\r\n")) {
            assertFailure(Failure.PROTOCOL, get(server.port(), "/", HttpSpec.DEFAULT));
        }
        try (var server = OneAnswer.plain(socket -> {})) {
            assertFailure(Failure.PROTOCOL, get(server.port(), "/", HttpSpec.DEFAULT));
        }
        try (var server = OneAnswer.plain(socket -> socket.setSoLinger(true, 0))) {
            assertFailure(Failure.CONNECTION_RESET, get(server.port(), "/", HttpSpec.DEFAULT));
        }
        try (var closed = Loopback.refusing()) {
            assertFailure(Failure.CONNECTION_REFUSED, get(closed.getLocalPort(), "/", HttpSpec.DEFAULT));
        }
    }

    @Test
    void leavesTheFragmentOut() throws Exception {
        try (var server = OneAnswer.text(OK)) {
            String target = "http://127.0.0.1:" + server.port() + "/x#part";
            var measured =
                    prober.run(HttpSpec.DEFAULT, Loopback.destination(target, server.port()), Loopback.deadline(2_000));
            var details = assertInstanceOf(Details.HttpDetails.class, measured.details());
            assertEquals("http://127.0.0.1:" + server.port() + "/x", details.url());
        }
    }

    private Measurement get(int port, String path, HttpSpec spec) throws InterruptedException {
        String target = "http://127.0.0.1:" + port + path;
        return prober.run(spec, Loopback.destination(target, port), Loopback.deadline(spec.timeoutUs() / 1_000));
    }

    private static void assertFailure(Failure expected, Measurement measured) {
        assertEquals(
                expected,
                assertInstanceOf(Outcome.Failed.class, measured.outcome()).failure());
    }
}
