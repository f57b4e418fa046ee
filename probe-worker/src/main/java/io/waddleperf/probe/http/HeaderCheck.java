package io.waddleperf.probe.http;

import io.waddleperf.contracts.HttpExpectation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Holds the header fields of one name against what is expected of them.
final class HeaderCheck {
    private static final int MOST_SHOWN = 3;

    private final HttpExpectation.HeaderExpectation expected;
    private final List<String> values;

    HeaderCheck(HttpExpectation.HeaderExpectation expected, ResponseHead head) {
        this.expected = expected;
        this.values = head.values(expected.name());
    }

    /// Empty where one of them is as expected.
    Optional<String> complaint(PatternSearch search) throws PatternSearch.UndecidedException, InterruptedException {
        if (values.isEmpty()) {
            return Optional.of("expected the header " + expected.name() + ", seen none of that name");
        }
        if (expected.value() != null && !values.contains(expected.value())) {
            return Optional.of("expected " + expected.name() + ": " + expected.value() + ", seen " + shown());
        }
        String pattern = expected.matches();
        return pattern == null || found(pattern, search)
                ? Optional.empty()
                : Optional.of("expected " + expected.name() + " to match " + pattern + ", seen " + shown());
    }

    private boolean found(String pattern, PatternSearch search)
            throws PatternSearch.UndecidedException, InterruptedException {
        for (String value : values) {
            if (search.find(pattern, value).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private String shown() {
        return values.stream().limit(MOST_SHOWN).map(ResponseHead::shortened).collect(Collectors.joining(" and "));
    }
}
