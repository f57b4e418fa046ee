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
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.Trust;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Redirects over real connections; only loopback may be followed here.
class RedirectTest {
    private static final Onward LOOPBACK = (location, family) -> location.host().equals("127.0.0.1")
            ? new Onward.Found.At(Loopback.destination(
                    "http://127.0.0.1:" + location.port() + "/", Objects.requireNonNull(location.port())))
            : new Onward.Found.Not("not allowed: " + location.host() + " is a link-local address");
    private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @Test
    void followsARedirectAndTellsTheWay() throws Exception {
        try (var second = OneAnswer.text(PAGE);
                var first = OneAnswer.text(to("http://127.0.0.1:" + second.port() + "/there"))) {
            var expect = new HttpExpectation(null, null, List.of("hello"), null, null, null, null, null);
            var measured = get(first.port(), 3, expect);
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            var details = assertInstanceOf(Details.HttpDetails.class, measured.details());
            assertEquals("http://127.0.0.1:" + second.port() + "/there", details.url());
            assertEquals(200, details.status());
            String start = "http://127.0.0.1:" + first.port() + "/";
            assertEquals(List.of(new Details.Redirect(start, "127.0.0.1", 302, "HTTP/1.1")), details.redirects());
            assertTrue(second.request().startsWith("GET /there HTTP/1.1\r\n"));
            double phases = 0;
            for (var phase : List.of(Metric.CONNECT_US, Metric.FIRST_BYTE_US, Metric.TRANSFER_US)) {
                phases += measured.metrics().get(phase).orElseThrow();
            }
            assertTrue(measured.metrics().get(Metric.TOTAL_US).orElseThrow() > phases);
        }
    }

    @Test
    void goesNowhereThatIsForbidden() throws Exception {
        try (var server = OneAnswer.text(to("http://169.254.169.254/latest/meta-data/"))) {
            var measured = get(server.port(), 3, null);
            assertEquals(
                    new Outcome.Failed(
                            Failure.REDIRECT,
                            "the redirect to http://169.254.169.254/latest/meta-data/ is not followed:"
                                    + " not allowed: 169.254.169.254 is a link-local address"),
                    measured.outcome());
            assertEquals(
                    302,
                    assertInstanceOf(Details.HttpDetails.class, measured.details())
                            .status());
        }
    }

    @Test
    void saysThatItHadNoRoomAndNothingOfTheServer() throws Exception {
        try (var server = OneAnswer.text(to("/next"))) {
            Onward busy = (_, _) -> new Onward.Found.Busy("overloaded: more than 1 tests a second");
            assertEquals(
                    new Outcome.Refused("overloaded: more than 1 tests a second"),
                    get(server.port(), 3, null, busy).outcome());
        }
    }

    @Test
    void doesNotCountTheWaitForItsTurn() throws Exception {
        try (var second = OneAnswer.text(PAGE);
                var first = OneAnswer.text(to("http://127.0.0.1:" + second.port() + "/"))) {
            var waited = new AtomicLong();
            Onward slow = (location, address) -> {
                waited.addAndGet(60_000_000_000L);
                return new Onward.Found.At(here(second.port()), 60_000_000_000L);
            };
            var deadline = Deadline.after(() -> System.nanoTime() + waited.get(), 5_000_000_000L);
            var measured = new HttpProber(Trust.ofJdk(), InstantSource.system(), "1", slow)
                    .run(spec(1, null), here(first.port()), deadline);
            assertInstanceOf(Outcome.Measured.class, measured.outcome());
            assertTrue(measured.metrics().get(Metric.TOTAL_US).orElseThrow() < 5_000_000);
        }
    }

    @Test
    void endsInACircle() throws Exception {
        try (var server = OneAnswer.text(to("/"))) {
            var failed = assertInstanceOf(
                    Outcome.Failed.class, get(server.port(), 3, null).outcome());
            assertEquals(Failure.REDIRECT, failed.failure());
            assertTrue(failed.detail().startsWith("the redirects lead in a circle"), failed.detail());
        }
    }

    private static Measurement get(int port, int redirects, @Nullable HttpExpectation expect)
            throws InterruptedException {
        return get(port, redirects, expect, LOOPBACK);
    }

    private static Measurement get(int port, int redirects, @Nullable HttpExpectation expect, Onward onward)
            throws InterruptedException {
        return new HttpProber(Trust.ofJdk(), InstantSource.system(), "1", onward)
                .run(spec(redirects, expect), here(port), Loopback.deadline(5_000));
    }

    private static HttpSpec spec(int redirects, @Nullable HttpExpectation expect) {
        return new HttpSpec(null, null, 65_536, 5_000_000, null, redirects, expect);
    }

    private static Destination here(int port) {
        return Loopback.destination("http://127.0.0.1:" + port + "/", port);
    }

    private static String to(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }
}
