package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.HttpExpectation.HeaderExpectation;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.measure.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each complaint says what was expected and what was seen.
class ResponseCheckTest {
    private static final Deadline NEVER = new Deadline(() -> 0, 0, Long.MAX_VALUE);
    private static final KeptBytes.Share ROOM = new KeptBytes(10_000_000).share();
    private static final List<HeaderField> FIELDS = List.of(
            new HeaderField("content-type", "text/plain; charset=ISO-8859-1"),
            new HeaderField("set-cookie", "a=1"),
            new HeaderField("set-cookie", "b=2"));

    @Test
    void checksTheStatus() throws Exception {
        assertEquals("", complaint(status("200", "404"), 404));
        assertEquals("", complaint(status("2xx", "300-303"), 302));
        assertEquals("304, expected 2xx, 300 to 303", complaint(status("2xx", "300-303"), 304));
        assertEquals("500, expected 200 to 399", complaint(body(List.of(), null, null), 500));
        assertEquals("", complaint(body(List.of(), null, null), 200));
    }

    @Test
    void checksHeaders() throws Exception {
        assertEquals("", complaint(header("set-cookie", null, null), 200));
        assertEquals("", complaint(header("Set-Cookie", "b=2", null), 200));
        assertEquals("", complaint(header("set-cookie", null, "^b="), 200));
        assertEquals(
                "expected the header x-frame, seen none of that name", complaint(header("X-Frame", null, null), 200));
        assertEquals("expected set-cookie: c=3, seen a=1 and b=2", complaint(header("set-cookie", "c=3", null), 200));
        assertEquals(
                "expected set-cookie to match ^c, seen a=1 and b=2", complaint(header("set-cookie", null, "^c"), 200));
    }

    @Test
    void checksTheText() throws Exception {
        assertEquals(
                "",
                complaint(body(List.of("W\u00e4nde"), "d.$", "error"), 200)); // in the charset that the response names
        assertEquals(
                "expected \"Door\" in the body, whose 5 bytes begin with \"W?nde\"",
                complaint(body(List.of("Door"), null, null), 200));
        assertEquals(
                "expected the body to match ^x, whose 5 bytes begin with \"W?nde\"",
                complaint(body(List.of(), "^x", null), 200));
        assertEquals(
                "expected a body that does not match n., seen \"nd\"", complaint(body(List.of(), null, "n."), 200));
    }

    @Test
    void checksTheLength() throws Exception {
        assertEquals("", complaint(length(5L, 5L), 200));
        assertEquals("expected a body of at least 6 bytes, seen 5", complaint(length(6L, null), 200));
        assertEquals("expected a body of at most 4 bytes, seen 5", complaint(length(null, 4L), 200));
    }

    @Test
    void checksHowLongTheCertificateLives() throws Exception {
        assertEquals("", complaint(days(9), 200));
        assertEquals(
                "expected a certificate that is valid for at least 10 more days, seen one of 9.5 days",
                complaint(days(10), 200));
        var plain = new ResponseCheck.Response(head(200, "HTTP/1.1"), text(), OptionalDouble.empty());
        assertTrue(failed(spec(null, days(1)), plain).detail().endsWith("there was no TLS"));
    }

    @Test
    void insistsOnTheVersion() throws Exception {
        var response = new ResponseCheck.Response(head(200, "HTTP/1.1"), text(), OptionalDouble.empty());
        var failed = failed(spec("2", null), response);
        assertEquals(new Outcome.Failed(Failure.ASSERTION, "expected HTTP/2, the server speaks HTTP/1.1"), failed);
        assertEquals("", failed(spec("1.1", null), response).detail());
    }

    /// Linear, but slow for such a pattern: the test's deadline ends it.
    @Test
    void endsASearchAtTheDeadlineOnAThreadThatHoldsUpNobody() throws Exception {
        var steps = new AtomicLong();
        var threads = ConcurrentHashMap.<String>newKeySet();
        var soon = new Deadline(
                () -> {
                    threads.add(Thread.currentThread().getName().replaceAll("\\d", ""));
                    return steps.addAndGet(100_000_000);
                },
                0,
                60_000_000_000L);
        var body = Body.kept(1_000_000, ROOM);
        body.take("a".repeat(200_000).getBytes(StandardCharsets.US_ASCII), 0, 200_000);
        var response = new ResponseCheck.Response(head(200, "HTTP/1.1"), body, OptionalDouble.empty());
        var outcome = new ResponseCheck(spec(null, body(List.of(), "(x*a*){100}y", null)), response)
                .complaint(new PatternSearch(soon))
                .orElseThrow();
        assertInstanceOf(Outcome.TimedOut.class, outcome);
        assertTrue(threads.contains("patterns-"), threads::toString);
    }

    @Test
    void isTooLateAfterTheDeadlineHoweverShortTheText() throws Exception {
        var past = new Deadline(() -> 10, 0, 10);
        var response = new ResponseCheck.Response(head(200, "HTTP/1.1"), text(), OptionalDouble.empty());
        var outcome = new ResponseCheck(spec(null, body(List.of(), "W", null)), response)
                .complaint(new PatternSearch(past))
                .orElseThrow();
        assertInstanceOf(Outcome.TimedOut.class, outcome);
    }

    @Test
    void looksAtTheBeginningOfALongBody() throws Exception {
        var body = Body.kept(1_000_000, ROOM);
        body.take(new byte[300_000], 0, 300_000);
        body.take("end".getBytes(StandardCharsets.US_ASCII), 0, 3);
        var response = new ResponseCheck.Response(head(200, "HTTP/1.1"), body, OptionalDouble.empty());
        String detail =
                failed(spec(null, body(List.of("end"), null, null)), response).detail();
        assertTrue(detail.contains("whose 300003 bytes, of which the first 262144 were read, begin"), detail);
    }

    private static HttpExpectation status(String... status) {
        return new HttpExpectation(List.of(status), null, null, null, null, null, null, null);
    }

    private static HttpExpectation header(String name, @Nullable String value, @Nullable String matches) {
        var header = new HeaderExpectation(name, value, matches);
        return new HttpExpectation(null, List.of(header), null, null, null, null, null, null);
    }

    private static HttpExpectation body(List<String> contains, @Nullable String matches, @Nullable String not) {
        return new HttpExpectation(null, null, contains, matches, not, null, null, null);
    }

    private static HttpExpectation length(@Nullable Long min, @Nullable Long max) {
        return new HttpExpectation(null, null, null, null, null, min, max, null);
    }

    private static HttpExpectation days(int days) {
        return new HttpExpectation(null, null, null, null, null, null, null, days);
    }

    private static HttpSpec spec(@Nullable String version, @Nullable HttpExpectation expect) {
        return new HttpSpec(null, null, 1_000_000, 1_000_000, version, null, expect);
    }

    private static String complaint(HttpExpectation expect, int status) throws InterruptedException {
        var response = new ResponseCheck.Response(head(status, "HTTP/2"), text(), OptionalDouble.of(9.5));
        return failed(spec(null, expect), response).detail();
    }

    private static Outcome.Failed failed(HttpSpec spec, ResponseCheck.Response response) throws InterruptedException {
        return assertInstanceOf(
                Outcome.Failed.class,
                new ResponseCheck(spec, response)
                        .complaint(new PatternSearch(NEVER))
                        .orElse(new Outcome.Failed(Failure.UNKNOWN, "")));
    }

    private static ResponseHead head(int status, String version) {
        return new ResponseHead(version, status, FIELDS);
    }

    private static Body text() {
        var body = Body.kept(1_000_000, ROOM);
        body.take("W\u00e4nde".getBytes(StandardCharsets.ISO_8859_1), 0, 5);
        return body;
    }
}
