package io.waddleperf.cli.letters;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which letters are meant; null stands for all.
///
/// @param topic  with or without the prefix `waddleperf.`
/// @param reason a part of it, in upper or lower case
/// @param since  the first moment that is meant
/// @param until  the first that is not
record LetterFilter(
        @Nullable String topic,
        @Nullable String reader,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant until) {
    private static final String PREFIX = "waddleperf.";

    LetterFilter {
        topic = topic == null || topic.startsWith(PREFIX) ? topic : PREFIX + topic;
        reason = reason == null ? null : reason.toLowerCase(Locale.ROOT);
    }

    boolean takesAll() {
        return topic == null && reader == null && reason == null && since == null && until == null;
    }

    boolean matches(LetterLine line) {
        return (topic == null || topic.equals(line.source().topic()))
                && (reader == null || reader.equals(line.reader()))
                && (reason == null || line.reason().toLowerCase(Locale.ROOT).contains(reason))
                && (since == null || !line.writtenAt().isBefore(since))
                && (until == null || line.writtenAt().isBefore(until));
    }
}
