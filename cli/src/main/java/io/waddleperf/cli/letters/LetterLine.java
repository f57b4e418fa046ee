package io.waddleperf.cli.letters;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.DeadLetter.Source;
import java.time.Instant;

/// A letter without its value: thousands of them fit into memory.
record LetterLine(LetterId id, Instant writtenAt, Source source, String reader, String reason) {
    private static final int LONGEST_REASON = 2_000;

    static LetterLine of(Entry.Buried buried) {
        DeadLetter letter = buried.letter();
        String reason = letter.reason();
        return new LetterLine(
                buried.id(),
                buried.writtenAt(),
                letter.source(),
                letter.reader(),
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
    }
}
