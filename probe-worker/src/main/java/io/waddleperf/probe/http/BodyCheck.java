package io.waddleperf.probe.http;

import io.waddleperf.contracts.HttpExpectation;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Holds a body against what is expected of its length and text.
final class BodyCheck {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    private final HttpExpectation expect;
    private final ResponseHead head;
    private final Body body;

    BodyCheck(HttpExpectation expect, ResponseHead head, Body body) {
        this.expect = expect;
        this.head = head;
        this.body = body;
    }

    Optional<String> complaint(PatternSearch search) throws PatternSearch.UndecidedException, InterruptedException {
        var length = length();
        return length.isPresent() || !expect.readsBody() ? length : text(search);
    }

    private Optional<String> length() {
        Long least = expect.minBodyBytes();
        if (least != null && body.bytes() < least) {
            return Optional.of("expected a body of at least " + least + " bytes, seen " + body.bytes());
        }
        Long most = expect.maxBodyBytes();
        if (most != null && body.bytes() > most) {
            String seen = (body.full() ? "at least " : "") + body.bytes();
            return Optional.of("expected a body of at most " + most + " bytes, seen " + seen);
        }
        return Optional.empty();
    }

    private Optional<String> text(PatternSearch search) throws PatternSearch.UndecidedException, InterruptedException {
        String text = body.text(charset());
        for (String part : expect.bodyContainsOrNone()) {
            if (!text.contains(part)) {
                return Optional.of("expected \"" + ResponseHead.shortened(part) + "\" in the body, " + shown(text));
            }
        }
        String wanted = expect.bodyMatches();
        if (wanted != null && search.find(wanted, text).isEmpty()) {
            return Optional.of("expected the body to match " + wanted + ", " + shown(text));
        }
        String unwanted = expect.bodyMatchesNot();
        return unwanted == null
                ? Optional.empty()
                : search.find(unwanted, text)
                        .map(seen -> "expected a body that does not match " + unwanted + ", seen \""
                                + ResponseHead.shortened(seen) + '"');
    }

    private String shown(String text) {
        if (body.bytes() == 0) {
            return "which is empty";
        }
        String part = body.bytes() > Body.MOST_KEPT ? ", of which the first " + Body.MOST_KEPT + " were read," : "";
        return "whose " + body.bytes() + " bytes" + part + " begin with \"" + ResponseHead.shortened(text) + '"';
    }

    /// As the response says, else UTF-8.
    private Charset charset() {
        String type = head.values("content-type").stream().findFirst().orElse("");
        var named = CHARSET.matcher(type);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8; // nobody knows that one; most texts are readable so
        }
    }
}
