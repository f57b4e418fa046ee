package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.TextPattern;
import io.waddleperf.probe.measure.Sight;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a header of the response must be, or must not be. Of a header that is there more than once one
/// value that matches decides.
///
/// @param name in lower case
record HeaderRule(String name, String pattern, Must must, IfMissing ifMissing) {
    /// What is wanted of its values.
    enum Must {
        MATCH,
        NOT_MATCH
    }

    /// What a response without that header is.
    enum IfMissing {
        FINE,
        WRONG
    }

    HeaderRule {
        Require.that(name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}"), "name", name, "must be the name of a header");
        var _ = TextPattern.compile("regexp", pattern);
        name = name.toLowerCase(Locale.ROOT);
    }

    /// Empty where the response is as the rule wants it.
    Optional<String> complaint(Sight.Head head) {
        var values = head.values(name);
        if (values.isEmpty()) {
            return switch (ifMissing) {
                case FINE -> Optional.empty();
                case WRONG -> Optional.of("there is no header " + name);
            };
        }
        boolean wrong = switch (must) {
            case MATCH -> !found(values);
            case NOT_MATCH -> found(values);
        };
        return wrong
                ? Optional.of("the header " + name + (must == Must.MATCH ? " does not match " : " matches ") + pattern)
                : Optional.empty();
    }

    private boolean found(List<String> values) {
        var compiled = TextPattern.compile("regexp", pattern);
        return values.stream().anyMatch(value -> compiled.matcher(value).find());
    }
}
