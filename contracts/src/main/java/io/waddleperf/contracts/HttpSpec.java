package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Choice;
import io.waddleperf.contracts.SpecField.Group;
import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HTTP GET (RFC 9110) over a fresh connection: HTTP/1.1 (RFC 9112), 2 (RFC 9113) or 3
/// (RFC 9114).
public record HttpSpec(
        @Nullable String path,
        @Nullable Integer expectStatus,
        int maxBodyBytes,
        long timeoutUs,
        @Nullable String version,
        @Nullable Integer redirects,
        @Nullable HttpExpectation expectResponse)
        implements TestSpec {
    private static final Text PATH = Text.matching(
            "path",
            "/[!-~]*",
            2_000,
            "must start with '/' and hold no blanks",
            "Path",
            "Instead of the target's own; that where left out.");
    private static final Whole STATUS = Whole.of(
            "expectStatus",
            100,
            599,
            "Expected status",
            "What counts as success; where left out, what the expected response says, else 200 to 399.");
    private static final Whole MAX_BODY =
            Whole.of("maxBodyBytes", 0, HttpExpectation.MOST_BODY_BYTES, "Most of the body", "Reading stops there.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 30_000_000, "Timeout", "How long all of it may take, redirects too.");
    private static final Choice VERSION = Choice.of(
            "version",
            List.of("1.1", "2", "3"),
            "HTTP version",
            "Which the response must be of; where left out, what the server chooses of 1.1 and 2.");
    private static final Whole REDIRECTS = Whole.of(
            "redirects",
            0,
            20,
            "Redirects",
            "How many are followed; where left out none, and the redirect is the response.");
    private static final Group EXPECT = HttpExpectation.FIELDS.named(
            "expectResponse",
            "Expected response",
            "All that is given must hold; only the status matters where left out.");

    public static final HttpSpec DEFAULT = new HttpSpec(null, null, 1_048_576, 10_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    1,
                    "HTTP",
                    "How long a page takes, phase by phase, over a new connection, and whether it is as expected.",
                    Chart.smoke(
                            Metric.TOTAL_US,
                            Metric.RESOLVE_US,
                            Metric.CONNECT_US,
                            Metric.TLS_US,
                            Metric.FIRST_BYTE_US,
                            Metric.TRANSFER_US))
            .first(PATH, STATUS, VERSION)
            .more(REDIRECTS, MAX_BODY, TIMEOUT, EXPECT);

    public HttpSpec {
        PATH.requireIfGiven(path);
        STATUS.requireIfGiven(expectStatus);
        MAX_BODY.require(maxBodyBytes);
        TIMEOUT.require(timeoutUs);
        VERSION.requireIfGiven(version);
        REDIRECTS.requireIfGiven(redirects);
        if (expectResponse != null) {
            requireFit(expectStatus, maxBodyBytes, expectResponse);
        }
    }

    /// Whatever the server chooses, and no redirect followed.
    public HttpSpec(@Nullable String path, @Nullable Integer expectStatus, int maxBodyBytes, long timeoutUs) {
        this(path, expectStatus, maxBodyBytes, timeoutUs, null, null, null);
    }

    private static void requireFit(@Nullable Integer expectStatus, int maxBodyBytes, HttpExpectation expect) {
        Require.that(
                expectStatus == null
                        || expect.status() == null
                        || expect.status().isEmpty(),
                "expectStatus",
                expectStatus,
                "must not be given together with the statuses that the response may have");
        Long least = expect.minBodyBytes();
        Require.that(
                least == null || least <= maxBodyBytes,
                "minBodyBytes",
                least,
                "must be at most maxBodyBytes, where reading stops");
        Long most = expect.maxBodyBytes();
        Require.that(
                most == null || most < maxBodyBytes,
                "the response's maxBodyBytes",
                most,
                "must be below the test's maxBodyBytes, where reading stops");
    }

    public int redirectsOrNone() {
        return redirects == null ? 0 : redirects;
    }

    @Override
    public Test test() {
        return Test.HTTP;
    }

    @Override
    public long limitUs() {
        return timeoutUs;
    }
}
