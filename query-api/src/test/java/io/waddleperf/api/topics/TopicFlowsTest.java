package io.waddleperf.api.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.waddleperf.contracts.catalogue.TopicCatalogue;
import io.waddleperf.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TopicFlowsTest {
    private static final Instant START = Instant.parse("2026-11-23T02:42:33Z");
    private final FakeClock clock = new FakeClock(START);
    private final AtomicInteger asked = new AtomicInteger();

    private TopicFlows flows(TopicFlows.FlowSource source) {
        return new TopicFlows(
                now -> {
                    asked.incrementAndGet();
                    return source.read(now);
                },
                clock);
    }

    @Test
    void asksKafkaOnceForAllWhoAskWithinAWhile() {
        var flows = flows(now -> new FlowReading.Read(now, Map.of()));
        var first = flows.now();
        clock.advance(TopicFlows.FRESH.minusMillis(1));
        assertSame(first, flows.now());
        clock.advance(Duration.ofMillis(1));
        assertEquals(START.plus(TopicFlows.FRESH), flows.now().at());
        assertEquals(2, asked.get());
    }

    @Test
    void doesNotAskAgainAtOnceWhereKafkaIsAway() {
        var flows = flows(now -> new FlowReading.Unknown(now, "away"));
        flows.now();
        flows.now();
        assertEquals(1, asked.get());
    }

    @Test
    void asksAgainWhereTheClockWentBack() {
        var flows = flows(now -> new FlowReading.Read(now, Map.of()));
        flows.now();
        clock.advance(Duration.ofHours(-1));
        flows.now();
        assertEquals(2, asked.get());
    }

    @Test
    void tellsAllOfATopicAndWhyItsFlowIsNotKnown() {
        var topics = TopicCatalogue.all().stream().map(TopicView::of).toList();
        var unknown = TopicList.of(topics, new FlowReading.Unknown(START, "away"));
        assertEquals("away", unknown.unknown());
        assertEquals(topics, unknown.items());

        var results = new TopicFlow(4, 1.5, List.of(new TopicFlow.GroupLag("results-sink", 3)));
        var known = TopicList.of(topics, new FlowReading.Read(START, Map.of("waddleperf.results", results)));
        assertNull(known.unknown());
        var first = known.items().getFirst();
        assertEquals("waddleperf.results", first.name());
        assertEquals(4, first.partitions());
        assertEquals(1.5, first.recordsPerSecond());
        assertEquals(results.groups(), first.groups());
        assertNull(known.items().getLast().partitions(), "one that does not exist yet");
    }

    @Test
    void showsASampleOfWhatIsNotSecret() {
        for (TopicView topic : TopicCatalogue.all().stream().map(TopicView::of).toList()) {
            boolean may = switch (topic.audience()) {
                case PUBLIC, INTERNAL -> topic.contentType().equals("application/json");
                case SECRET -> false;
            };
            topic.events().forEach(event -> assertEquals(may, event.sample() != null, event.type()));
        }
    }
}
