package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class RunProgressTest {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final RunProgress progress = new RunProgress(() -> now);

    @Test
    void wantsResultsForSomeMinutesAfterEachStepOfATest() {
        assertEquals(List.of(true, false), wanted());
        tell(RunEvent.Kind.QUEUED);
        assertEquals(List.of(true, true), wanted());
        now = now.plus(9, ChronoUnit.MINUTES);
        tell(RunEvent.Kind.STARTED);
        now = now.plus(9, ChronoUnit.MINUTES);
        assertEquals(List.of(true, true), wanted());
        now = now.plus(1, ChronoUnit.MINUTES);
        assertEquals(List.of(true, false), wanted());
    }

    @Test
    void wantsNoResultsForATestThatWillNotBe() {
        tell(RunEvent.Kind.MISSED);
        tell(RunEvent.Kind.SUPPRESSED);
        tell(RunEvent.Kind.REJECTED);
        assertEquals(List.of(true, false), wanted());
    }

    private List<Boolean> wanted() {
        return Stream.of(Topics.RUN_EVENTS, Topics.RESULTS).map(progress::wants).toList();
    }

    private void tell(RunEvent.Kind kind) {
        var event = RunEvent.of(new UUID(0, 1), new UUID(0, 2), "probe-1", kind, now, "");
        progress.take(
                Topics.RUN_EVENTS,
                new ConsumerRecord<>(Topics.RUN_EVENTS.name(), 0, 0, "probe-1", WireCodec.bytes(event)));
    }
}
