package io.waddleperf.licensing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What the server's answer means for this product now.
///
/// @param expiresAt null: it has no end, or none that can be read
/// @param serverId  by which the server knows this installation; empty where it has no name for it
/// @param problem   why it does not hold; empty where it does
public record License(
        String customer, String tier, @Nullable Instant expiresAt, String serverId, String problem) {
    /// No clock of ours is asked for a later one.
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /// @param reply to `/api/v2/validate`
    public static License of(LicenseServer.Reply reply, String product, Instant now) {
        return switch (reply) {
            case LicenseServer.Reply.Told(var answer) -> of(answer, product, now);
            case LicenseServer.Reply.Refused(String words) -> new License("", "", null, "", words);
        };
    }

    static License of(Answer answer, String product, Instant now) {
        Instant end = null;
        String problem = problem(answer, product);
        if (answer.has("expires_at")) {
            String text = answer.text("expires_at");
            try {
                end = end(text);
            } catch (DateTimeException _) {
                problem = orElse(problem, "the server says an end that is no time with an offset: " + text);
            }
            if (end != null && !end.isAfter(now)) {
                problem = orElse(problem, "it expired at " + end);
            }
        }
        String serverId = answer.object("metadata")
                .map(metadata -> metadata.text("server_id"))
                .orElse("");
        return new License(answer.text("customer"), answer.text("tier"), end, serverId, problem);
    }

    /// The same, but it does not hold.
    License but(String problem) {
        return new License(customer, tier, expiresAt, serverId, problem);
    }

    public boolean holds() {
        return problem.isEmpty();
    }

    /// Whatever is not said to hold does not: an answer of some other server is no licence.
    private static String problem(Answer answer, String product) {
        if (!answer.isTrue("valid")) {
            String message = answer.text("message");
            return "the server does not say that it is valid" + (message.isEmpty() ? "" : ": " + message);
        }
        String theirs = answer.text("product");
        return theirs.equals(product)
                ? ""
                : "it is for the product " + orElse(theirs, "of no name") + ", and this is " + product;
    }

    private static Instant end(String text) {
        Instant end = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        return end.isBefore(LATEST) ? end : LATEST;
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
