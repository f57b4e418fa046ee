package io.waddleperf.cli.letters;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/// A letter and what became of its record: what can still be told of it.
record Shown(Entry.Buried letter, Found found) {
    /// From the source, else from the letter; empty for a record without a value, too.
    Optional<byte[]> value() {
        return Optional.ofNullable(found instanceof Found.Stands(var record) ? record.value() : letter.value());
    }

    Optional<byte[]> key() {
        return Optional.ofNullable(found instanceof Found.Stands(var record) ? record.key() : letter.key());
    }

    /// Empty where the source has them no longer.
    Optional<Headers> headers() {
        return found instanceof Found.Stands(var record) ? Optional.of(record.headers()) : Optional.empty();
    }

    String whereIsIt() {
        return switch (found) {
            case Found.Stands _ -> "its record still stands there";
            case Found.Gone(var why) -> "its record is gone from there: " + why;
            case Found.Aborted _ -> "its transaction was aborted, it never counted";
            case Found.NoPlace(var why) -> why;
        };
    }
}
