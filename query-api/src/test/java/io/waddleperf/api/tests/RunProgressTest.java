package io.waddleperf.api.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
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

    @Test
    void keepsTheNewestSecondOfATest() {
        var command = Samples.command("probe-1", Samples.target("127.0.0.1"), io.waddleperf.contracts.Test.PING, now);
        progress.take(
                Topics.RUN_EVENTS,
                record(RunEvent.of(command.runId(), command.id(), "probe-1", RunEvent.Kind.STARTED, now, "")));
        Details.Interval last = null;
        for (int second = 0; second < 60; second++) {
            last = new Details.Interval(second * 1_000_000L, (second + 1) * 1_000_000L, 1e6, null, null, null, null);
            progress.take(Topics.RUN_EVENTS, record(RunEvent.progress(command, now.plusSeconds(second), last)));
        }
        assertEquals(
                List.of(
                        new Step(RunEvent.Kind.STARTED, "", now, null),
                        new Step(RunEvent.Kind.PROGRESS, "", now.plusSeconds(59), Objects.requireNonNull(last))),
                progress.steps(command.id()));
        assertEquals(61, progress.known(List.of(command.id()), List.of()), "whoever watches hears of each");
        assertEquals(List.of(true, true), wanted(), "its result is still to come");
    }

    private List<Boolean> wanted() {
        return Stream.of(Topics.RUN_EVENTS, Topics.RESULTS).map(progress::wants).toList();
    }

    private void tell(RunEvent.Kind kind) {
        progress.take(Topics.RUN_EVENTS, record(RunEvent.of(new UUID(0, 1), new UUID(0, 2), "probe-1", kind, now, "")));
    }

    private static ConsumerRecord<String, byte[]> record(RunEvent event) {
        return new ConsumerRecord<>(Topics.RUN_EVENTS.name(), 0, 0, event.probe(), WireCodec.bytes(event));
    }
}
