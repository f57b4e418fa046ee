package io.waddleperf.contracts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An HTTP GET (RFC 9110) over a fresh connection: HTTP/1.1 (RFC 9112), 2 (RFC 9113) or 3
/// (RFC 9114).
///
/// @param path           instead of the target's own where not null
/// @param expectStatus   the status that counts as success; null: what `expectResponse`
///                       says, else 200 to 399
/// @param maxBodyBytes   reading stops there
/// @param version        `1.1`, `2` or `3`, which the response must then be of; null: what the
///                       server chooses of 1.1 and 2, without TLS 1.1
/// @param redirects      how many are followed, beyond which the test fails; null or 0: none, the
///                       redirect is itself the response
/// @param expectResponse what the response must be; null: no matter besides the status
public record HttpSpec(
        @Nullable String path,
        @Nullable Integer expectStatus,
        int maxBodyBytes,
        long timeoutUs,
        @Nullable String version,
        @Nullable Integer redirects,
        @Nullable HttpExpectation expectResponse)
        implements TestSpec {
    private static final Set<String> VERSIONS = Set.of("1.1", "2", "3");
    public static final HttpSpec DEFAULT = new HttpSpec(null, null, 1_048_576, 10_000_000);

    public HttpSpec {
        if (path != null) {
            Require.that(
                    path.startsWith("/") && path.chars().allMatch(c -> c > 32 && c < 127),
                    "path",
                    path,
                    "must start with '/' and hold no blanks");
        }
        if (expectStatus != null) {
            Require.range("expectStatus", expectStatus, 100, 599);
        }
        Require.range("maxBodyBytes", maxBodyBytes, 0, HttpExpectation.MOST_BODY_BYTES);
        Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
        Require.that(version == null || VERSIONS.contains(version), "version", version, "must be 1.1, 2 or 3");
        if (redirects != null) {
            Require.range("redirects", redirects, 0, 20);
        }
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
