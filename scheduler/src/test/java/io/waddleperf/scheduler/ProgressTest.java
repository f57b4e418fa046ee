package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// How far a scheduler says that it has come.
class ProgressTest {
    private static final Instant AT = Samples.AT;

    private final List<AtomicBoolean> marks = new ArrayList<>();
    private final Progress progress = new Progress(() -> {
        var answered = new AtomicBoolean();
        marks.add(answered);
        return answered::get;
    });

    @Test
    void isDoneWithWhatKafkaHasAnsweredTo() {
        progress.sent(AT);
        progress.sent(AT.plusSeconds(1));
        assertEquals(Instant.EPOCH, progress.done());
        marks.getFirst().set(true);
        assertEquals(Instant.EPOCH, progress.done());
        progress.sent(AT.plusSeconds(2));
        assertEquals(AT, progress.done());
        marks.getLast().set(true);
        progress.sent(AT.plusSeconds(3));
        assertEquals(AT.plusSeconds(2), progress.done());
        assertEquals(3, marks.size());
    }

    @Test
    void saysNoMoreWhileKafkaIsSilent() {
        for (int i = 0; i < 100; i++) {
            progress.sent(AT.plusSeconds(i));
        }
        assertEquals(Instant.EPOCH, progress.done());
        assertEquals(1, marks.size());
    }

    @Test
    void forgetsWhatWasOnItsWayWhenMoreProbesCome() {
        progress.sent(AT);
        progress.restart();
        marks.getFirst().set(true);
        progress.sent(AT.plusSeconds(1));
        assertEquals(Instant.EPOCH, progress.done());
        marks.getLast().set(true);
        progress.sent(AT.plusSeconds(2));
        assertEquals(AT.plusSeconds(1), progress.done());
    }
}
