package io.waddleperf.cli.license;

import io.waddleperf.cli.text.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/// What the server's answer means for this product now.
///
/// @param problem why it does not hold; empty where it does
record License(String customer, String tier, String expiresAt, String problem) {
    /// @param answer to `/api/v2/validate`
    static License of(Map<String, Object> answer, String product, Instant now) {
        return new License(
                Fields.text(answer, "customer"),
                Fields.text(answer, "tier"),
                Fields.text(answer, "expires_at"),
                problem(answer, product, now));
    }

    static License of(LicenseServer.Reply reply, String product, Instant now) {
        return switch (reply) {
            case LicenseServer.Reply.Told(var answer) -> of(answer, product, now);
            case LicenseServer.Reply.Refused(String words) -> new License("-", "-", "-", words);
        };
    }

    boolean holds() {
        return problem.isEmpty();
    }

    /// Whatever is not said to hold does not: an answer of some other server is no licence.
    private static String problem(Map<String, Object> answer, String product, Instant now) {
        if (!Boolean.TRUE.equals(answer.get("valid"))) {
            String message = Fields.text(answer, "message");
            return "the server does not say that it is valid" + (message.equals("-") ? "" : ": " + message);
        }
        String theirs = Fields.text(answer, "product");
        if (!theirs.equals(product)) {
            return "it is for the product " + theirs + ", and this is " + product;
        }
        return answer.get("expires_at") == null ? "" : expiry(Fields.text(answer, "expires_at"), now);
    }

    private static String expiry(String text, Instant now) {
        try {
            return OffsetDateTime.parse(text).toInstant().isAfter(now) ? "" : "it expired at " + text;
        } catch (DateTimeException _) {
            return "the server says an end that is no time with an offset: " + text;
        }
    }
}
