package io.waddleperf.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.Replay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Letters as readers write them.
final class Letters {
    static final Instant AT = Instant.parse("2026-11-23T02:42:33Z");
    static final String READER = "results-sink";
    static final String REASON = "not a Result: the value is null";

    private Letters() {}

    static Source result(long offset) {
        return new Source("waddleperf.results", 2, offset);
    }

    static Entry.Buried buried(long id, Source source, String reader, String reason) {
        return buried(id, DeadLetter.of(source, bytes("local"), bytes("{}"), reader, reason, AT.plusSeconds(id)));
    }

    static Entry.Buried buried(long id, Source source) {
        return buried(id, source, READER, REASON);
    }

    static Entry.Buried buried(long id, DeadLetter letter) {
        return new Entry.Buried(new LetterId(0, id), letter.at(), letter, false);
    }

    static DeadLetter letter(Source source, byte @Nullable [] key, byte @Nullable [] value) {
        return DeadLetter.of(source, key, value, READER, REASON, AT);
    }

    static Entry.Replayed replayed(Source source, long replayedOffset) {
        return new Entry.Replayed(new Replay(source.topic(), source.partition(), source.offset(), replayedOffset, AT));
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
