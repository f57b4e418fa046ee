package io.waddleperf.sink.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waddleperf.archive.FinishedPart;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ArchiveStateTest {
    private final FakeClock clock = new FakeClock(Samples.AT);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ArchiveState state = new ArchiveState(clock, registry);

    @Test
    void staysRedOfAFullDiskThoughTheStoreAnswers() {
        state.waiting("writing", new IOException("No space left on device"));
        state.fine("store");
        var since = clock.instant();
        clock.advance(Duration.ofSeconds(5));
        state.waiting("writing", new IOException("No space left on device"));
        assertEquals(Map.of("writing", "waiting since " + since + ": No space left on device"), state.problems());
        assertEquals(1, registry.get("waddleperf.archive.waiting").gauge().value());
        state.fine("writing");
        assertEquals(Map.of(), state.problems());
        assertEquals(0, registry.get("waddleperf.archive.waiting").gauge().value());
    }

    @Test
    void countsWhatIsStoredAndHowOldTheRestIs() {
        state.stored(new FinishedPart(
                new TopicPartition("results", 0), "key", Path.of("file"), 7, 4_711, clock.instant(), 8));
        assertEquals(1, count("files"));
        assertEquals(7, count("lines"));
        assertEquals(4_711, count("written"));
        assertEquals(0, registry.get("waddleperf.archive.behind").gauge().value());
        state.open(clock.instant());
        clock.advance(Duration.ofSeconds(90));
        assertEquals(90, registry.get("waddleperf.archive.behind").gauge().value());
        state.open(null);
        assertEquals(0, registry.get("waddleperf.archive.behind").gauge().value());
    }

    private double count(String name) {
        return registry.get("waddleperf.archive." + name).counter().count();
    }
}
