package io.waddleperf.probe.http;

import io.waddleperf.contracts.TextPattern;
import io.waddleperf.probe.measure.Deadline;
import java.util.Optional;

/// Looks for patterns in what a server sent. That takes time linear in the text's length, but some
/// patterns take milliseconds for each kilobyte: a search ends at the test's deadline.
final class PatternSearch {
    private final Deadline deadline;

    PatternSearch(Deadline deadline) {
        this.deadline = deadline;
    }

    /// The deadline came first.
    static final class TooSlowException extends Exception {
        TooSlowException(String pattern) {
            super("the search for " + pattern + " did not end in time");
        }
    }

    /// What was found first.
    Optional<String> find(String pattern, String text) throws TooSlowException {
        var matcher = TextPattern.compile("pattern", pattern).matcher(new Hurried(text, deadline));
        try {
            return matcher.find() ? Optional.of(text.substring(matcher.start(), matcher.end())) : Optional.empty();
        } catch (Late _) {
            throw new TooSlowException(pattern);
        }
    }

    private static final class Late extends RuntimeException {
        Late() {
            super("", null, false, false);
        }
    }

    /// A text that nobody reads after the deadline; subSequence gives plain text.
    private record Hurried(String text, Deadline deadline) implements CharSequence {
        private static final int BETWEEN_LOOKS = 0x3F;

        @Override
        public char charAt(int index) {
            if ((index & BETWEEN_LOOKS) == 0 && deadline.passed()) {
                throw new Late();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
