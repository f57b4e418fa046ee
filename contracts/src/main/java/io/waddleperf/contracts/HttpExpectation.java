package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Group;
import io.waddleperf.contracts.SpecField.Many;
import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the response to an HTTP request must be; all that is given must hold.
///
/// Patterns are [TextPattern]s; they and texts are looked for in the first 256 KiB of the body.
public record HttpExpectation(
        @Nullable List<String> status,
        @Nullable List<HeaderExpectation> headers,
        @Nullable List<String> bodyContains,
        @Nullable String bodyMatches,
        @Nullable String bodyMatchesNot,
        @Nullable Long minBodyBytes,
        @Nullable Long maxBodyBytes,
        @Nullable Integer certificateDays) {
    /// The longest body that a test reads.
    static final int MOST_BODY_BYTES = 67_108_864;

    private static final int MOST_VALUES = 20;
    private static final int MOST_CHARS = 1_000;
    private static final Many STATUS = new Many(
            Text.matching(
                    "status",
                    "[1-5]xx|[1-5][0-9]{2}(-[1-5][0-9]{2})?",
                    7,
                    "must be such as 200, 2xx or 200-299",
                    "Status",
                    "One of these, such as 200, 2xx or 200-299; 200-399 where left out."),
            MOST_VALUES);
    private static final Many HEADERS = new Many(HeaderExpectation.FIELDS, MOST_VALUES);
    private static final Many CONTAINS = new Many(
            Text.of("bodyContains", 1, MOST_CHARS, "Body contains", "Each of these must stand in its first 256 KiB."),
            MOST_VALUES);
    private static final Text MATCHES =
            Text.regex("bodyMatches", "Body matches", "A regular expression that must be found in its first 256 KiB.");
    private static final Text MATCHES_NOT =
            Text.regex("bodyMatchesNot", "Body does not match", "A regular expression that must not be found there.");
    private static final Whole MIN_BODY =
            Whole.of("minBodyBytes", 0, MOST_BODY_BYTES, "Least body", "How long the body must be.");
    private static final Whole MAX_BODY =
            Whole.of("maxBodyBytes", 0, MOST_BODY_BYTES, "Longest body", "How long the body may be.");
    private static final Whole DAYS =
            Whole.of("certificateDays", 0, 3_650, "Certificate", "How long it must still be valid; fails without TLS.");

    static final Group FIELDS = new Group(
            new SpecField.Word("", "", ""),
            List.of(STATUS, HEADERS, CONTAINS, MATCHES, MATCHES_NOT, MIN_BODY, MAX_BODY, DAYS),
            List.of());

    /// A field of the response's head.
    public record HeaderExpectation(
            String name, @Nullable String value, @Nullable String matches) {
        private static final Text NAME = Text.matching(
                "name",
                "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}",
                100,
                "must be the name of a header",
                "Name",
                "Of the header, in whatever case.");
        private static final Text VALUE =
                Text.of("value", 0, MOST_CHARS, "Is", "What one header of that name must be.");
        private static final Text MATCHES =
                Text.regex("matches", "Matches", "A regular expression that must be found in one of them.");

        static final Group FIELDS = new Group(
                new SpecField.Word("headers", "Headers", "Each must be in the response's head."),
                List.of(NAME, VALUE, MATCHES),
                List.of("name"));

        public HeaderExpectation {
            NAME.require(name);
            name = name.toLowerCase(Locale.ROOT);
            VALUE.requireIfGiven(value);
            MATCHES.requireIfGiven(matches);
        }
    }

    public HttpExpectation {
        status = STATUS.copyOf(status);
        headers = HEADERS.copyOf(headers);
        bodyContains = CONTAINS.copyOf(bodyContains);
        MATCHES.requireIfGiven(bodyMatches);
        MATCHES_NOT.requireIfGiven(bodyMatchesNot);
        MIN_BODY.requireIfGiven(minBodyBytes);
        MAX_BODY.requireIfGiven(maxBodyBytes);
        if (minBodyBytes != null && maxBodyBytes != null) {
            Require.range("maxBodyBytes", maxBodyBytes, minBodyBytes, MOST_BODY_BYTES);
        }
        DAYS.requireIfGiven(certificateDays);
    }

    public List<String> statusOrDefault() {
        return status == null || status.isEmpty() ? List.of("200-399") : status;
    }

    public List<HeaderExpectation> headersOrNone() {
        return headers == null ? List.of() : headers;
    }

    public List<String> bodyContainsOrNone() {
        return bodyContains == null ? List.of() : bodyContains;
    }

    /// Whether the body's text matters.
    public boolean readsBody() {
        return !bodyContainsOrNone().isEmpty() || bodyMatches != null || bodyMatchesNot != null;
    }
}
