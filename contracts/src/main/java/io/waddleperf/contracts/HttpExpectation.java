package io.waddleperf.contracts;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the response to an HTTP request must be; all that is given must hold.
///
/// Patterns are [TextPattern]s; they and texts are looked for in the first 256 KiB of the body.
///
/// @param status          one of these: `200`, a class `2xx` or a range `200-299`; null or empty:
///                        `200-399`
/// @param headers         null or empty: no matter
/// @param bodyContains    each of these must stand in the body; null or empty: no matter
/// @param bodyMatches     must be found in the body; null: no matter
/// @param bodyMatchesNot  must not be found there; null: no matter
/// @param minBodyBytes    null: no matter
/// @param maxBodyBytes    null: no matter
/// @param certificateDays how long the server's certificate must still be valid; fails without TLS;
///                        null: no matter
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
    private static final Pattern STATUS = Pattern.compile("[1-5]xx|[1-5]\\d\\d(-[1-5]\\d\\d)?");

    /// A field of the response's head.
    ///
    /// @param name    in whatever case
    /// @param value   what one field of that name must be; null: no matter
    /// @param matches the [TextPattern] that must be found in one of them; null: no matter
    public record HeaderExpectation(
            String name, @Nullable String value, @Nullable String matches) {
        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

        public HeaderExpectation {
            Require.that(TOKEN.matcher(name).matches(), "name", '"' + name + '"', "must be the name of a header");
            name = name.toLowerCase(Locale.ROOT);
            Require.that(
                    value == null || value.length() <= MOST_CHARS, "value", value, "must have at most 1000 characters");
            TextPattern.require("matches", matches);
        }
    }

    public HttpExpectation {
        status = status == null ? null : List.copyOf(status);
        headers = headers == null ? null : List.copyOf(headers);
        bodyContains = bodyContains == null ? null : List.copyOf(bodyContains);
        requireStatus(status);
        Require.range("headers", headers == null ? 0 : headers.size(), 0, MOST_VALUES);
        requireTexts(bodyContains);
        TextPattern.require("bodyMatches", bodyMatches);
        TextPattern.require("bodyMatchesNot", bodyMatchesNot);
        requireBytes(minBodyBytes, maxBodyBytes);
        if (certificateDays != null) {
            Require.range("certificateDays", certificateDays, 0, 3_650);
        }
    }

    private static void requireStatus(@Nullable List<String> status) {
        if (status == null) {
            return;
        }
        Require.range("status", status.size(), 0, MOST_VALUES);
        for (String one : status) {
            Require.that(STATUS.matcher(one).matches(), "status", one, "must be such as 200, 2xx or 200-299");
        }
    }

    private static void requireTexts(@Nullable List<String> texts) {
        if (texts == null) {
            return;
        }
        Require.range("bodyContains", texts.size(), 0, MOST_VALUES);
        for (String text : texts) {
            Require.that(
                    !text.isEmpty() && text.length() <= MOST_CHARS,
                    "bodyContains",
                    '"' + text + '"',
                    "must hold texts of 1 to 1000 characters");
        }
    }

    private static void requireBytes(@Nullable Long min, @Nullable Long max) {
        if (min != null) {
            Require.range("minBodyBytes", min, 0, MOST_BODY_BYTES);
        }
        if (max != null) {
            Require.range("maxBodyBytes", max, min == null ? 0 : min, MOST_BODY_BYTES);
        }
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
